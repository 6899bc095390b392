import { Refusal } from '../../../lib/ticket/refusal.ts'
import { carryOut } from '../page/carry-out.ts'
import { RefusedNotice } from '../page/piece/notice.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import type { PersonView } from './person-named.ts'
import { typedAt } from './piece/edit.tsx'
import { saved } from './piece/saving.ts'
import { adminTexts } from './text.ts'

/** Taking access and work away from somebody, or giving them back: first what will happen, then the button. */
export const AccessForm = (props: { visit: Visit; person: PersonView; openTickets: number }) => {
  const { visit, person, openTickets } = props
  const { reader } = visit
  const texts = adminTexts[reader.language].people
  const name = person.isActive ? 'deactivate' : 'activate'
  const action = `/desk/admin/people/${person.id}/${name}`
  const typed = typedAt(visit, action)
  return (
    <section class="card padded stack tight" aria-labelledby="access">
      <h2 id="access">{texts.access}</h2>
      {typed?.refusal && <RefusedNotice refused={visit.refused} reader={reader} />}
      <ul class="plain">
        {(person.isActive ? texts.ifDeactivated : texts.ifActivated).map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      {person.isActive && openTickets > 0 && (
        <p>
          <a href={`/desk/tickets?${new URLSearchParams({ view: 'open', assignee: person.id })}`}>
            {texts.openTickets(openTickets)}
          </a>
        </p>
      )}
      {mayEdit(visit.person) && (
        <form method="post" action={action} data-swap>
          <input type="hidden" name="version" value={String(person.version)} />
          <button class={person.isActive ? 'button danger' : 'button'} type="submit">
            {person.isActive ? texts.deactivate : texts.activate}
          </button>
        </form>
      )}
    </section>
  )
}

/** Makes somebody inactive or active. */
export const switchAccess = (page: PageRoute): PageRoute => ({
  method: 'POST',
  path: '/desk/admin/people/{id}/{switch}',
  again: page.path,
  show: async (visit, desk) => {
    const { id = '', switch: name } = visit.params
    const operation = { activate: operations.activatePerson, deactivate: operations.deactivatePerson }[name ?? '']
    if (!operation) throw new Refusal('not_found', `There is nothing at ${visit.request.path}.`)
    await carryOut(visit, desk, operation, { params: { id }, ifVersion: visit.form.get('version') })
    return saved(page.path, { id })
  },
})
