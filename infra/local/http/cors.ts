import type { IncomingMessage } from 'node:http'

/** `CorsConfiguration` of an `AWS::ApiGatewayV2::Api`. */
export interface CorsConfiguration {
  readonly AllowOrigins?: readonly string[]
  readonly AllowMethods?: readonly string[]
  readonly AllowHeaders?: readonly string[]
  readonly ExposeHeaders?: readonly string[]
  readonly AllowCredentials?: boolean
  readonly MaxAge?: number
}

/** True for the question a browser asks before a request to another origin; the API answers it itself, with 204. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
}

/** Headers the API adds for a request from another origin; they win over those of the function. */
export function corsHeaders(cors: CorsConfiguration, request: IncomingMessage): Record<string, string> {
  const origin = request.headers.origin
  const allowed = origin !== undefined && cors.AllowOrigins?.some((each) => each === '*' || each === origin)
  if (!allowed) return {}
  const headers: Record<string, string | undefined> = {
    'access-control-allow-origin': cors.AllowOrigins?.includes('*') ? '*' : origin,
    'access-control-allow-credentials': cors.AllowCredentials ? 'true' : undefined,
    'access-control-expose-headers': cors.ExposeHeaders?.join(','),
    ...(isPreflight(request) && {
      'access-control-allow-methods': cors.AllowMethods?.join(','),
      'access-control-allow-headers': cors.AllowHeaders?.join(','),
      'access-control-max-age': cors.MaxAge?.toString(),
    }),
  }
  return Object.fromEntries(Object.entries(headers).filter((each): each is [string, string] => each[1] !== undefined))
}
