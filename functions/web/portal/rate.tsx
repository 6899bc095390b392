import type { Rating } from '../../../lib/incident/rating.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { nobody } from '../../api/route.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { refusedAt } from '../page/piece/field.tsx'
import { Empty, RefusedNotice } from '../page/piece/notice.tsx'
import { Sky } from '../page/piece/sky.tsx'
import type { Reader } from '../page/reader.ts'
import { pageTexts } from '../page/text.ts'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { BareFrame } from './frame.tsx'
import { operations } from './operation.ts'
import { Given, RateForm } from './rate-card.tsx'
import { portalTexts } from './text.ts'
import { calledName } from './when.ts'

/** What a key rates. */
interface Asked {
  readonly number: string
  readonly title: string
  readonly requester: string
  readonly language: Language
  readonly isOpen: boolean
  readonly rating: Rating | null
}

const path = '/rate/{number}/{key}'

/** Whoever is not signed in reads the page as the mail was written. */
const readerOf = ({ reader, person }: Visit, language: Language): Reader =>
  person.id === nobody.id ? { ...reader, language, texts: pageTexts[language] } : reader

const action = ({ params }: Visit) => `/rate/${params.number}/${params.key}`

const RatePage = ({ visit, asked }: { visit: Visit; asked: Asked }) => {
  const reader = readerOf(visit, asked.language)
  const { rate, toTicket } = portalTexts[reader.language]
  const refused = refusedAt(action(visit), visit.refused)
  const heading = rate.mailHeading(calledName(asked.requester))
  return (
    <BareFrame reader={reader} title={heading}>
      <section class="card padded narrow stack">
        <div>
          <h1>{heading}</h1>
          <p class="soft">
            <span class="number">{asked.number}</span> {asked.title}
          </p>
        </div>
        <RefusedNotice refused={refused} reader={reader} />
        {asked.rating && <Given rating={asked.rating} reader={reader} />}
        {asked.rating && <p class="soft">{rate.once}</p>}
        {!asked.rating && asked.isOpen && <RateForm action={action(visit)} state={{ reader, refused }} />}
        {!asked.rating && !asked.isOpen && <Empty heading={rate.over.heading} hint={rate.over.hint} />}
        <p>
          <a href={`/tickets/${asked.number}`}>{toTicket}</a>
        </p>
      </section>
    </BareFrame>
  )
}

/** A key that is foreign, cut off or too old: what to do instead. */
const unknown = ({ reader, params }: Visit): View => {
  const { rate } = portalTexts[reader.language]
  const page = (
    <BareFrame reader={reader} title={rate.unknown.heading}>
      <section class="card padded narrow empty">
        <Sky />
        <h1>{rate.unknown.heading}</h1>
        <p>{rate.unknown.hint}</p>
        <p>
          <a class="button" href={`/tickets/${encodeURIComponent(params.number ?? '')}`}>
            {rate.signIn}
          </a>
        </p>
      </section>
    </BareFrame>
  )
  return { page, status: 404 }
}

/** A key that is none gets a page that says what to do. The number in the path is for people; the key alone says which ticket it is. */
const orUnknown = async (visit: Visit, run: () => Promise<View>): Promise<View> => {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return unknown(visit)
    throw error
  }
}

const show: PageRoute = {
  method: 'GET',
  path,
  isOpen: true,
  show: (visit, desk) =>
    orUnknown(visit, async () => {
      const asked = await carryOut<Asked>(visit, desk, operations.readRatingAsked, { params: visit.params })
      return { page: <RatePage visit={visit} asked={asked} /> }
    }),
}

const give: PageRoute = {
  method: 'POST',
  path,
  again: path,
  isOpen: true,
  show: (visit, desk) =>
    orUnknown(visit, async () => {
      const { params, form } = visit
      await carryOut(visit, desk, operations.rateByKey, { params, body: formBody(operations.rateByKey.body, form) })
      return { to: action(visit) }
    }),
}

/** Rating a solution by the link in the mail, without signing in: looking records nothing, sending records once. */
export const ratePages: readonly PageRoute[] = [show, give]
