import { Refusal } from '../../../lib/ticket/refusal.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextField } from '../page/piece/field.tsx'
import { Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { operations } from './operation.ts'
import { adminTexts } from './text.ts'

const path = '/desk/admin/addresses'

interface Mailbox {
  readonly address: string
  readonly isUndeliverable: boolean
  readonly score: number
  readonly complainedAt: string | null
  readonly failures: readonly { readonly at: string; readonly reason: string }[]
}

const State = ({ visit, mailbox }: { visit: Visit; mailbox: Mailbox }) => {
  const { reader } = visit
  const texts = adminTexts[reader.language].addresses
  const { address, isUndeliverable, score, complainedAt, failures } = mailbox
  const isSpotless = !isUndeliverable && score === 0 && failures.length === 0 && complainedAt === null
  return (
    <section class="card padded stack tight" aria-labelledby="state">
      <h2 id="state">{address}</h2>
      <Notice tone={isUndeliverable ? 'bad' : score > 0 ? 'warn' : 'good'}>
        <p>{isUndeliverable ? texts.stopped : score > 0 ? texts.doubtful(score) : texts.fine}</p>
      </Notice>
      {complainedAt !== null && (
        <p>
          {texts.complained} <Time at={complainedAt} reader={reader} isFull />
        </p>
      )}
      {failures.length > 0 && (
        <>
          <h3>{texts.failures}</h3>
          <ul class="plain">
            {failures.map(({ at, reason }) => (
              <li>
                <Time at={at} reader={reader} isFull /> <span lang="en">{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {!isSpotless && (
        <form method="post" action={path} data-swap>
          <input type="hidden" name="address" value={address} />
          <p class="hint">{texts.clearHint}</p>
          <button class="button" type="submit">
            {texts.clear}
          </button>
        </form>
      )}
    </section>
  )
}

/** Whether mail to an address arrives. */
const page: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const address = (visit.refused?.form.get('address') ?? visit.query.address ?? '').trim()
    const params = { address }
    const read = address
      ? await carryOut<Mailbox>(visit, desk, operations.readMailAddress, { params }).catch((error: unknown) => {
          if (error instanceof Refusal && error.code === 'invalid') return error
          throw error
        })
      : undefined
    const refused =
      read instanceof Refusal ? { action: path, form: new URLSearchParams(params), refusal: read } : undefined
    return {
      page: (
        <AdminPage visit={visit} title={texts.section.addresses.name} lead={texts.section.addresses.lead}>
          <form class="card padded filters" action={path}>
            <TextField
              state={{ reader: visit.reader, refused }}
              name="address"
              label={texts.addresses.address}
              hint={texts.addresses.hint}
              value={address}
              isRequired
            />
            <button class="button" type="submit">
              {texts.addresses.look}
            </button>
          </form>
          {read && !(read instanceof Refusal) && <State visit={visit} mailbox={read} />}
        </AdminPage>
      ),
      ...(refused && { status: 400 }),
    }
  },
}

/** Writes to an address again. */
const clear: PageRoute = {
  method: 'POST',
  path,
  again: path,
  show: async (visit, desk) => {
    const address = visit.form.get('address') ?? ''
    await carryOut(visit, desk, operations.clearMailAddress, { params: { address } })
    return { to: `${path}?${new URLSearchParams({ address, saved: '' })}` }
  },
}

/** Addresses and whether mail arrives there. */
export const addressPages: readonly PageRoute[] = [page, clear]
