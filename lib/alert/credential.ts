import { isKeyLike } from './key.ts'

/** A request as far as it may say who sends it. */
export interface Asking {
  /** The part of the path that names a source or is its key; absent where the path is the same for all. */
  readonly segment?: string | undefined
  /** Lower case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** The key that a request brought. */
export interface Credential {
  readonly key: string
  readonly from: 'path' | 'header' | 'query' | 'body'
}

/** Parameters of a query that are credentials and nothing else, whoever sends them. */
export const credentialParameters = [
  'token',
  'auth_token',
  'api_key',
  'apikey',
  'access_token',
  'routing_key',
  'service_key',
] as const

const passwordIn = (encoded: string): string | undefined => {
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  return password || user || undefined
}

const inHeaders = ({ headers }: Asking): string | undefined => {
  const [, scheme = '', value = ''] = /^\s*(\S+)\s+(\S.*?)\s*$/.exec(headers.authorization ?? '') ?? []
  switch (scheme.toLowerCase()) {
    case 'basic':
      return passwordIn(value)
    case 'bearer':
    case 'token':
    case 'geniekey':
    case 'apikey':
      // PagerDuty's own clients write `Token token=…`.
      return value.replace(/^token=/, '').replace(/^"(.*)"$/, '$1')
    default:
      return headers['x-api-key'] ?? headers['x-routing-key']
  }
}

/** Fields of a body that carry keys: PagerDuty's Events API version 2 and 1, StatusCake. In JSON, and in forms. */
const keyFields = 'routing_key|service_key|Token'
const inJson = new RegExp(`"(?:${keyFields})"\\s*:\\s*"([^"\\\\]{1,200})"`)
const inForm = new RegExp(`(?:^|&)(?:${keyFields})=([^&\\s]{1,200})`)

const inBody = ({ body }: Asking): string | undefined => {
  // One byte each, whatever they mean: keys are ASCII.
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
  return (inJson.exec(text) ?? inForm.exec(text))?.[1]
}

/**
 * The key that a request brings, in any of the ways that monitors can bring one (the more explicit first); nothing when
 * it brings none. A path with a key says enough: what else such a request carries is its sender's own.
 */
export const credentialOf = (asking: Asking): Credential | undefined => {
  if (asking.segment !== undefined && isKeyLike(asking.segment)) return { key: asking.segment, from: 'path' }
  const header = inHeaders(asking)
  if (header !== undefined) return { key: header, from: 'header' }
  const parameter = credentialParameters.find((name) => asking.query[name])
  if (parameter !== undefined) return { key: asking.query[parameter]!, from: 'query' }
  const key = inBody(asking)
  return key === undefined ? undefined : { key, from: 'body' }
}
