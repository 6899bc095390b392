import { Refusal } from '../../../lib/ticket/refusal.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextField } from '../page/piece/field.tsx'
import { RefusedNotice } from '../page/piece/notice.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import type { PersonView } from './person-named.ts'
import { typedAt } from './piece/edit.tsx'
import { saved } from './piece/saving.ts'
import { adminTexts } from './text.ts'

/** The mail addresses of a person: which comes first, whether mail arrives there, one more, one less. */
export const AddressesForm = ({ visit, person }: { visit: Visit; person: PersonView }) => {
  const { reader } = visit
  const texts = adminTexts[reader.language].people
  const action = `/desk/admin/people/${person.id}/addresses`
  const typed = typedAt(visit, action)
  const canEdit = mayEdit(visit.person)
  return (
    <form class="stack tight" method="post" action={action} data-swap>
      {canEdit && (
        <button type="submit" class="hidden" tabindex={-1}>
          {texts.addAddress}
        </button>
      )}
      <input type="hidden" name="version" value={String(person.version)} />
      {typed?.refusal && <RefusedNotice refused={visit.refused} reader={reader} />}
      <ul class="address-list">
        {person.addresses.map((address, place) => (
          <li class="split">
            <span>
              {address} {place === 0 && <span class="soft small">{texts.firstAddress}</span>}
            </span>
            <span class="buttons">
              <a class="button ghost small" href={`/desk/admin/addresses?${new URLSearchParams({ address })}`}>
                {texts.addressState}
              </a>
              {canEdit && place > 0 && (
                <button class="button quiet small" type="submit" formnovalidate name="first" value={address}>
                  {texts.makeFirst}
                </button>
              )}
              {canEdit && (
                <button
                  class="button quiet small"
                  type="submit"
                  formnovalidate
                  name="drop"
                  value={address}
                  aria-label={texts.dropAddress(address)}
                >
                  {texts.drop}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {canEdit && (
        <div class="filters">
          <TextField
            state={{ reader, refused: typed }}
            scope="new"
            name="addresses"
            label={texts.newAddress}
            type="email"
            isRequired
          />
          <button class="button quiet" type="submit">
            {texts.addAddress}
          </button>
        </div>
      )}
    </form>
  )
}

/** The addresses after the button that was pressed. */
const addressesAfter = (form: URLSearchParams, now: readonly string[]): readonly string[] => {
  const first = form.get('first')
  if (first !== null) return [first, ...now.filter((address) => address !== first)]
  const drop = form.get('drop')
  if (drop !== null) return now.filter((address) => address !== drop)
  const added = form.get('addresses')?.trim() ?? ''
  if (added === '') throw new Refusal('invalid', 'addresses: give the address to add.', 'addresses')
  return [...now, added]
}

/** Changes a person's addresses. */
export const keepAddresses = (page: PageRoute): PageRoute => ({
  method: 'POST',
  path: '/desk/admin/people/{id}/addresses',
  again: page.path,
  show: async (visit, desk) => {
    const { params, form } = visit
    const { addresses } = await carryOut<PersonView>(visit, desk, operations.readPerson, { params })
    const body = { addresses: addressesAfter(form, addresses) }
    await carryOut(visit, desk, operations.changePerson, { params, body, ifVersion: form.get('version') }).catch(
      (error: unknown) => {
        // Which of the list is wrong: the one that was typed.
        if (error instanceof Refusal && error.field?.startsWith('addresses'))
          throw new Refusal(error.code, error.message, 'addresses', error.facts)
        throw error
      },
    )
    return saved(page.path, params)
  },
})
