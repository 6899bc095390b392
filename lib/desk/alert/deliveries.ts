import { isFiring, restoreAlert } from '../../alert/alert.ts'
import type { Decision } from '../../alert/decision.ts'
import type { Delivery } from '../../alert/delivery.ts'
import { fold } from '../../alert/fold.ts'
import type { LogRow } from '../../alert/log-row.ts'
import { packed } from '../../alert/pack.ts'
import type { Payload } from '../../alert/payload.ts'
import type { Reading } from '../../alert/reading.ts'
import type { AlertSource } from '../../alert/source.ts'
import { key, partOf } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { AlertDesk } from './alert-desk.ts'
import { knownOf } from './facts.ts'
import { groupFor } from './group.ts'
import { type LoggedRequest, type LogPage, requestsIn, rowsIn } from './log.ts'
import { stormOf } from './storm.ts'
import { understand } from './understand.ts'

/** A row of the log, and where it is found again. */
export interface LoggedDelivery extends LogRow {
  readonly id: string
}

const handleOf = (page: string, delivery: string) => Buffer.from(`${page} ${delivery}`).toString('base64url')

const notOurs = (field: string) =>
  new Refusal('invalid', `The ${field} is not one that we gave. Start again without it.`, field)

/** The deliveries of a source, newest first, about so many at a time: a page of the log is never cut. */
export const listDeliveries = async (
  store: Store,
  source: string,
  {
    unreadOnly,
    cursor,
    limit,
  }: { readonly unreadOnly: boolean; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly LoggedDelivery[]; readonly cursor: string | null }> => {
  const { pk } = unreadOnly ? key.unread(source, '') : key.deliveries(source, '')
  let after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
  if (after !== undefined && !after.startsWith(partOf.page)) throw notOurs('cursor')
  const items: LoggedDelivery[] = []
  do {
    // A page of the log may be large: one at a time.
    const found = await store.parts(pk, partOf.page, {
      limit: 1,
      newestFirst: true,
      ...(after !== undefined && { after }),
    })
    for (const page of found.items as unknown as LogPage[])
      items.push(
        ...rowsIn(page)
          .map((row) => ({ ...row, id: handleOf(page.page, row.delivery) }))
          .reverse(),
      )
    after = found.next
  } while (after !== undefined && items.length < limit)
  return { items, cursor: after === undefined ? null : Buffer.from(after).toString('base64url') }
}

/** One delivery with all that was decided about it, and the request as it came. */
export const readDelivery = async (
  { store, files }: Pick<AlertDesk, 'store' | 'files'>,
  source: string,
  id: string,
): Promise<{ readonly rows: readonly LogRow[]; readonly request: LoggedRequest | undefined }> => {
  const [page = '', delivery = ''] = Buffer.from(id, 'base64url').toString().split(' ')
  const found = (await store.get(key.deliveries(source, page))) as LogPage | undefined
  const rows = found ? rowsIn(found).filter((row) => row.delivery === delivery) : []
  if (!found || rows.length === 0)
    throw new Refusal('not_found', 'There is no such delivery; they are kept for 30 days.')
  return { rows, request: (await requestsIn(found, files))[delivery] }
}

/** The same request as a new delivery, to be sent through the queue once more. */
export const replayed = (
  source: string,
  { method, path, headers, query, body, format }: LoggedRequest,
  at: string,
  newId: () => string,
): Delivery => ({
  id: `evt-${newId()}`,
  source,
  at,
  method,
  path,
  headers,
  query,
  body: packed(Buffer.from(body, 'base64')),
  ...(format !== undefined && { format }),
  // A person wants it to count, whatever the sender calls it.
  deliveryId: `replay-${newId()}`,
  sheet: newId(),
  line: 0,
})

/** What a body would be read as and come to. */
export interface Trial {
  readonly readings: readonly {
    readonly reading: Reading
    /** Id of the alert; absent where it is about none. */
    readonly alert?: string | undefined
    readonly isKnown: boolean
    readonly service?: string | undefined
    readonly decision: Decision
  }[]
  readonly note?: string | undefined
  readonly error?: string | undefined
}

/** Says what a body would be read as, and what would be decided about each alert as things stand. Changes nothing. */
export const tryPayload = async (
  payload: Payload,
  source: AlertSource,
  desk: AlertDesk,
  id: string,
): Promise<Trial> => {
  const { method, path, headers, query, body } = payload
  const at = desk.now()
  const delivery: Delivery = {
    id,
    source: source.id,
    at,
    method,
    path,
    headers: { ...headers },
    query: { ...query },
    body: packed(body),
    sheet: id,
    line: 0,
  }
  const { parts, asides, note } = await understand(delivery, source, desk)
  const failed = asides.find(({ decision }) => decision.word === 'unreadable')
  if (failed) return { readings: [], error: failed.decision.error }
  const { rules } = await desk.surroundings()
  const tried = await Promise.all(
    parts.map(async ({ heard, alert: alertId }) => {
      const head = await desk.store.get(key.alert(alertId))
      const alert = head && restoreAlert(head)
      const [known, storm, group] = await Promise.all([
        alert && knownOf(desk.store, alert, true),
        stormOf(desk.store, source.id),
        groupFor(desk.store, source, heard.service, at),
      ])
      const { decisions } = fold(alert, [heard], {
        source,
        incident: known?.facts,
        group: group?.joins,
        storm: storm && storm.endedAt === undefined ? storm.incident : undefined,
        acknowledgedForMinutes: rules.acknowledgedForMinutes,
      })
      const isKnown = alert !== undefined && isFiring(alert)
      return {
        reading: heard.reading,
        alert: alertId,
        isKnown,
        service: heard.service,
        decision: decisions[0]!.decision,
      }
    }),
  )
  const others = asides.flatMap(({ reading, decision }) => (reading ? [{ reading, isKnown: false, decision }] : []))
  return { readings: [...tried, ...others], note }
}
