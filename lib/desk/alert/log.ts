import { gunzipSync, gzipSync } from 'node:zlib'
import type { Alert } from '../../alert/alert.ts'
import type { Decision } from '../../alert/decision.ts'
import type { Delivery } from '../../alert/delivery.ts'
import type { LogRow } from '../../alert/log-row.ts'
import type { Payload } from '../../alert/payload.ts'
import type { Files } from '../../store/files.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { Done } from './take-in.ts'
import type { Aside } from './understand.ts'

/** Days for which deliveries can be looked at, and sent through again. */
const keptDays = 30
/** An item of the table has at most 400 KB; bodies beyond this go to the bucket. */
const mostBytes = 200 * 1024
const longestTitle = 120
const longestKey = 255
const longestError = 500

/** A page of the log: the deliveries of one source that were taken in together. */
export interface LogPage {
  readonly kind: 'delivery-page'
  readonly source: string
  /** Sort key: the instant at which they were taken in, and the id of the first. */
  readonly page: string
  /** Gzipped JSON of the rows: those of a storm are alike, and take little more than one. */
  readonly rows: Uint8Array
  /** Gzipped JSON of the requests, by delivery id; absent where they lie in the bucket. */
  readonly requests?: Uint8Array
  readonly requestsAt?: string
  readonly expiresAt: number
}

/** A request as the log keeps it: as it came, without its credentials. */
export interface LoggedRequest {
  readonly method: Payload['method']
  readonly path: string
  readonly headers: Payload['headers']
  readonly query: Payload['query']
  /** Base64. */
  readonly body: string
  readonly format?: string | undefined
}

/** The row of a reading that concerned an alert. */
export const rowOfPart = ({ part, decision }: Done): LogRow => {
  const { delivery, heard, alert } = part
  const { format, kind, status, key: identity, title } = heard.reading
  return {
    delivery: delivery.id,
    receivedAt: delivery.at,
    format,
    kind,
    status,
    key: identity.slice(0, longestKey),
    alert,
    ...(title && { title: title.slice(0, longestTitle) }),
    decision: { ...decision },
  }
}

/** The row of a reading that concerned none. */
export const rowOfAside = ({ delivery, reading, decision }: Aside): LogRow => ({
  delivery: delivery.id,
  receivedAt: delivery.at,
  ...(reading && {
    format: reading.format,
    kind: reading.kind,
    status: reading.status,
    ...(reading.key && { key: reading.key.slice(0, longestKey) }),
    ...(reading.title && { title: reading.title.slice(0, longestTitle) }),
  }),
  decision: { ...decision, ...(decision.error && { error: decision.error.slice(0, longestError) }) },
})

/** The row of what time brought to an alert: nothing was delivered. */
export const rowOfTime = (alert: Alert, decision: Decision, at: string): LogRow => ({
  delivery: `time-${alert.id.slice(-8)}-${alert.version}`,
  receivedAt: at,
  kind: 'time',
  key: alert.key,
  alert: alert.id,
  title: alert.title.slice(0, longestTitle),
  decision: { ...decision },
})

const requestOf = (delivery: Delivery, { method, path, headers, query, body }: Payload): LoggedRequest => ({
  method,
  path,
  headers,
  query,
  body: Buffer.from(body).toString('base64'),
  ...(delivery.format && { format: delivery.format }),
})

const packedRows = (rows: readonly LogRow[]): Uint8Array => gzipSync(JSON.stringify(rows))

/** The rows of a page, in the order in which they were decided. */
export const rowsIn = ({ rows }: Pick<LogPage, 'rows'>): readonly LogRow[] =>
  JSON.parse(gunzipSync(rows).toString()) as LogRow[]

/** Puts a page of a source's log, with the requests; those that nobody could read are found by themselves, too. */
export const writeLog = async (
  { store, files }: { readonly store: Store; readonly files: Pick<Files, 'write'> },
  source: string,
  rows: readonly LogRow[],
  requests: readonly { readonly delivery: Delivery; readonly payload: Payload }[],
  at: string,
): Promise<void> => {
  const [first] = rows
  if (!first) return
  const page = `${at}#${first.delivery}`
  const packed = gzipSync(
    JSON.stringify(
      Object.fromEntries(requests.map(({ delivery, payload }) => [delivery.id, requestOf(delivery, payload)])),
    ),
  )
  const requestsAt = `raw/${source}/${page}.json.gz`
  const isLarge = packed.length > mostBytes
  if (isLarge)
    await files.write(requestsAt, { bytes: packed, mediaType: 'application/gzip', name: `${first.delivery}.json.gz` })
  const put: LogPage = {
    kind: 'delivery-page',
    source,
    page,
    rows: packedRows(rows),
    ...(isLarge ? { requestsAt } : { requests: packed }),
    expiresAt: Math.floor(Date.parse(at) / 1000) + keptDays * 86_400,
  }
  const unread = rows.filter(({ decision }) => decision.word === 'unreadable')
  const { requests: _, requestsAt: __, ...bare } = put
  await Promise.all([
    store.commit([{ put, at: key.deliveries(source, page) }]),
    unread.length > 0 && store.commit([{ put: { ...bare, rows: packedRows(unread) }, at: key.unread(source, page) }]),
  ])
}

/** The requests of a page, by delivery id. */
export const requestsIn = async (
  { requests, requestsAt }: Pick<LogPage, 'requests' | 'requestsAt'>,
  files: Pick<Files, 'read'>,
): Promise<Readonly<Record<string, LoggedRequest>>> => {
  const packed = requests ?? (requestsAt === undefined ? undefined : (await files.read(requestsAt))?.bytes)
  return packed ? (JSON.parse(gunzipSync(packed).toString()) as Record<string, LoggedRequest>) : {}
}
