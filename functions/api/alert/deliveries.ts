import * as z from 'zod'
import { sentenceOf } from '../../../lib/alert/decision-text.ts'
import { LogRow } from '../../../lib/alert/log-row.ts'
import { AlertSourceFields } from '../../../lib/alert/source.ts'
import { surroundingsIn } from '../../../lib/desk/alert/alert-desk.ts'
import { listDeliveries, readDelivery, replayed, tryPayload } from '../../../lib/desk/alert/deliveries.ts'
import { ensureReads } from '../../../lib/desk/alert/source-check.ts'
import { sourceNamed } from '../../../lib/desk/alert/sources.ts'
import type { ActionOn } from '../../../lib/people/access.ts'
import { may } from '../../../lib/people/access.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'

const path = '/api/v1/alert-sources/{id}'

const RowView = LogRow.extend({
  reason: z.object({ en: z.string(), ko: z.string() }).describe('What was decided and why, as a sentence.'),
}).meta({ id: 'AlertDeliveryReading' })

/** What a delivery was read as and came to, and where it is found. */
export const DeliveryRow = RowView.extend({ id: z.string().describe('Names the delivery in the log.') })
const DeliveryPage = z.object({ items: z.array(DeliveryRow), cursor: z.string().nullable() })

const DeliveryQuery = z.strictObject({
  ...PageQuery.shape,
  unread: z
    .enum(['true', 'false'], 'Use true or false')
    .default('false')
    .describe('Only those that nobody could read.'),
})

const RequestView = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()).describe('Without credentials.'),
  query: z.record(z.string(), z.string()).describe('Without credentials.'),
  body: z.string().describe('The body as text; what is no UTF-8 is lost in it.'),
  bytes: z.string().describe('The body in base64, byte by byte.'),
})

/** A delivery: the request, and what became of it. */
export const DeliveryView = z
  .object({
    id: z.string(),
    readings: z.array(RowView).describe('What it was read as, and what became of each.'),
    request: RequestView.optional().describe('As it came; absent where only time decided.'),
  })
  .meta({ id: 'AlertDelivery' })

const withReason = <Row extends LogRow>(row: Row) => ({
  ...row,
  reason: { en: sentenceOf(row.decision, 'en'), ko: sentenceOf(row.decision, 'ko') },
})

const ensure = ({ caller }: Call, action: ActionOn<'alert-delivery'>, refusal: string): void => {
  if (!may(caller, action, { kind: 'alert-delivery' })) throw new Refusal('forbidden', refusal)
}

const listing = operation({
  method: 'GET',
  path: `${path}/deliveries`,
  id: 'listAlertDeliveries',
  access: { kind: 'alert-delivery', action: 'read' },
  summary: 'List what a source sent and what became of it, newest first',
  description: 'Deliveries are kept for 30 days. A page may hold more than was asked for: batches are not cut.',
  query: DeliveryQuery,
  status: 200,
  answer: DeliveryPage,
  run: async (call: Call<unknown, z.output<typeof DeliveryQuery>>, { store }: ApiDesk) => {
    ensure(call, 'read', 'Only agents see what monitors sent.')
    const { unread, cursor, limit } = call.query
    const source = await sourceNamed(store, call.params.id ?? '')
    const page = await listDeliveries(store, source.id, { unreadOnly: unread === 'true', cursor, limit })
    return { status: 200, body: DeliveryPage.parse({ ...page, items: page.items.map(withReason) }) }
  },
})

const reading = operation({
  method: 'GET',
  path: `${path}/deliveries/{delivery}`,
  id: 'readAlertDelivery',
  access: { kind: 'alert-delivery', action: 'read' },
  summary: 'Read one delivery: the request as it came, and what was decided',
  status: 200,
  answer: DeliveryView,
  run: async (call: Call, { store, alertIntake }: ApiDesk) => {
    ensure(call, 'read', 'Only agents see what monitors sent.')
    const { id = '', delivery = '' } = call.params
    const { rows, request } = await readDelivery({ store, files: alertIntake.files }, id, delivery)
    const shown = request && {
      ...request,
      body: Buffer.from(request.body, 'base64').toString(),
      bytes: request.body,
    }
    return { status: 200, body: DeliveryView.parse({ id: delivery, readings: rows.map(withReason), request: shown }) }
  },
})

const Replayed = z.object({ eventId: z.string().describe('The id of the new delivery.') })

const replaying = operation({
  method: 'POST',
  path: `${path}/deliveries/{delivery}/replay`,
  id: 'replayAlertDelivery',
  access: { kind: 'alert-delivery', action: 'replay' },
  summary: 'Send a delivery through once more, as a new one',
  status: 202,
  answer: Replayed,
  run: async (call: Call, { store, alertIntake, now, newId }: ApiDesk) => {
    ensure(call, 'replay', 'Only agents send deliveries through again.')
    const { id = '', delivery = '' } = call.params
    const { request } = await readDelivery({ store, files: alertIntake.files }, id, delivery)
    if (!request) throw new Refusal('conflict', 'Nothing was delivered here: time decided.')
    const again = replayed(id, request, now(), newId)
    await alertIntake.send(again)
    return { status: 202, body: Replayed.parse({ eventId: again.id }) }
  },
})

const Sample = z.strictObject({
  body: z.string('Give a body').max(524_288, 'Use at most 512 KB').describe('The body, as the monitor sends it.'),
  contentType: z.string().max(200).default('application/json').describe('Its content type.'),
  headers: z
    .record(z.string(), z.string().max(2000))
    .default({})
    .describe('Further headers, such as the kind of event.'),
  query: z.record(z.string(), z.string().max(2000)).default({}).describe('What the address says behind `?`.'),
  settings: AlertSourceFields.pick({
    format: true,
    mapping: true,
    identity: true,
    suppressWhen: true,
    defaultLevel: true,
    levels: true,
  })
    .partial()
    .optional()
    .describe('How it is to be read instead of as the source says; what is left out is as the source says.'),
})

/** What a body would be read as and come to. */
export const TrialView = z
  .object({
    error: z.string().optional().describe('Why nobody can read it.'),
    note: z.string().optional().describe('What somebody who looks after the source should know.'),
    readings: z.array(
      z.object({
        format: z.string(),
        kind: z.string(),
        status: z.string(),
        key: z.string().nullable().describe('The identity.'),
        title: z.string().nullable(),
        host: z.string().nullable(),
        severity: z.string().nullable(),
        level: z.string().nullable(),
        service: z.string().optional().describe('Id of the service that it is about.'),
        alert: z.string().optional().describe('Id of the alert.'),
        isKnown: z.boolean().describe('That alert fires already.'),
        members: z.array(z.object({ key: z.string(), status: z.string() })),
        decision: z.string(),
        reason: z.object({ en: z.string(), ko: z.string() }),
      }),
    ),
  })
  .meta({ id: 'AlertTrial' })

const trying = operation({
  method: 'POST',
  path: `${path}/try`,
  id: 'tryAlertPayload',
  access: { kind: 'alert-source', action: 'read' },
  summary: 'Say what a body would be read as and what would be decided; changes nothing',
  body: Sample,
  status: 200,
  answer: TrialView,
  run: async (call: Call<z.output<typeof Sample>>, desk: ApiDesk) => {
    if (!may(call.caller, 'read', { kind: 'alert-source' }))
      throw new Refusal('forbidden', 'Only agents try what monitors send.')
    const kept = await sourceNamed(desk.store, call.params.id ?? '')
    const { body, contentType, headers, query, settings } = call.body
    const source = { ...kept, ...settings }
    if (settings) ensureReads(desk.alertReader, source)
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const { readings, note, error } = await tryPayload(
      { method: 'POST', path: '', headers: { ...lower, 'content-type': contentType }, query, body: Buffer.from(body) },
      source,
      {
        ...desk,
        ...desk.alertIntake,
        sourceOf: async () => source,
        surroundings: surroundingsIn(desk.store, desk.now),
      },
      'try',
    )
    const items = readings.map(({ reading, decision, ...placed }) => ({
      ...reading,
      ...placed,
      decision: decision.word,
      reason: withReason({ delivery: '', receivedAt: '', decision }).reason,
    }))
    return { status: 200, body: TrialView.parse({ note, error, readings: items }) }
  },
})

/** What sources sent. */
export const deliveries = [listing, reading, replaying, trying]
