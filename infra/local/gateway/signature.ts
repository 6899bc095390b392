import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a signed request says about its caller (Signature Version 4). */
export interface Signature {
  readonly accessKeyId: string
  /** Service in the credential scope, such as `dynamodb`. */
  readonly service: string
  /** The query string carries the signature: a URL that was handed to somebody without a key. */
  readonly presigned: boolean
}

const SCOPE = /Credential=([^/,\s]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/

/** Reads the credential scope from the Authorization header or the query string; undefined when there is neither. */
export function signatureOf({ headers, url = '' }: IncomingMessage): Signature | undefined {
  const presigned = headers.authorization === undefined
  const inQuery = /X-Amz-(Credential=[^&]+)/.exec(url)?.[1]?.replaceAll(/%2F/gi, '/') ?? ''
  const found = SCOPE.exec(headers.authorization ?? inQuery)
  const [, accessKeyId, service] = found ?? []
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service, presigned }
}

/** Why a presigned URL is not (or no longer) good, as S3 says it. */
export type Fault = 'expired' | 'wrong'

/**
 * Checks the date, the life time and the signature of a presigned URL (S3 API Reference, "Authenticating requests:
 * using query parameters"). `now` is epoch milliseconds.
 */
export function presignedFault(request: IncomingMessage, secretAccessKey: string, now: number): Fault | undefined {
  const [path = '', search = ''] = (request.url ?? '').split('?', 2)
  const pairs = search.split('&').filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
  const query = new URLSearchParams(search)
  const date = query.get('X-Amz-Date') ?? ''
  const issued = Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  const lifeSeconds = Number(query.get('X-Amz-Expires'))
  // A week is the longest life a presigned URL may have; 15 minutes is how far its clock may be ahead of ours.
  if (!(lifeSeconds > 0 && lifeSeconds <= 604_800) || !(issued <= now + 900_000)) return 'wrong'
  if (now > issued + lifeSeconds * 1000) return 'expired'

  const [, day = '', region = '', service = ''] = (query.get('X-Amz-Credential') ?? '').split('/')
  const signedHeaders = query.get('X-Amz-SignedHeaders') ?? ''
  const headers = signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
  const payload = String(request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD')
  const canonical = [request.method, path, pairs.toSorted().join('&'), headers.join(''), signedHeaders, payload].join(
    '\n',
  )
  const scope = `${day}/${region}/${service}/aws4_request`
  const digest = createHash('sha256').update(canonical).digest('hex')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${secretAccessKey}`,
  )
  const wanted = createHmac('sha256', key).update(['AWS4-HMAC-SHA256', date, scope, digest].join('\n')).digest()
  const given = Buffer.from(query.get('X-Amz-Signature') ?? '', 'hex')
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? undefined : 'wrong'
}
