import type { IncomingMessage } from 'node:http'
import { s3Address } from '../iam/required/s3.ts'
import type { World } from '../world.ts'

interface CorsRule {
  readonly AllowedOrigins: readonly string[]
  readonly AllowedMethods: readonly string[]
  readonly AllowedHeaders?: readonly string[]
  readonly ExposedHeaders?: readonly string[]
  readonly MaxAge?: number
}

/** One asterisk stands for anything (S3 User Guide, "Elements of a CORS configuration"). */
const matches = (pattern: string, value: string): boolean => {
  const [begin = '', end] = pattern.toLowerCase().split('*')
  const given = value.toLowerCase()
  if (end === undefined) return given === begin
  return given.length >= begin.length + end.length && given.startsWith(begin) && given.endsWith(end)
}

const listIn = (header: string | string[] | undefined): string[] =>
  String(header ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** True for the question that a browser asks before it sends a page's request to storage. */
export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined

/**
 * What a bucket of the template lets pages of other origins do: the headers that let a browser go on, or nothing, and then
 * it does not. As S3 does it, the request itself is carried out either way.
 */
export const bucketCors = (world: World) => {
  const rules = new Map(
    world
      .ofType('AWS::S3::Bucket')
      .map(({ ref, properties }) => [ref, (properties.CorsConfiguration?.CorsRules ?? []) as CorsRule[]]),
  )
  return (request: IncomingMessage): Record<string, string> | undefined => {
    const { headers } = request
    const { origin } = headers
    if (origin === undefined) return undefined
    const asks = isPreflight(request)
    const method = asks ? String(headers['access-control-request-method']) : (request.method ?? 'GET')
    const wanted = asks ? listIn(headers['access-control-request-headers']) : []
    const rule = rules
      .get(s3Address(request.url ?? '/').bucket)
      ?.find(
        ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
          AllowedOrigins.some((each) => matches(each, origin)) &&
          AllowedMethods.includes(method) &&
          wanted.every((name) => AllowedHeaders.some((each) => matches(each, name))),
      )
    if (!rule) return undefined
    return {
      'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
      'access-control-allow-methods': rule.AllowedMethods.join(', '),
      ...(wanted.length > 0 && { 'access-control-allow-headers': wanted.join(', ') }),
      ...(rule.ExposedHeaders && { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
      ...(asks && rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    }
  }
}
