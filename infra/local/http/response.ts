/** What a client of an HTTP API gets. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly body: Buffer
}

/** The answer for a mistake of the integration or the client, in API Gateway's words. */
export function plainAnswer(status: number, message: string): HttpAnswer {
  const body = Buffer.from(JSON.stringify({ message }))
  return { status, headers: { 'content-type': 'application/json' }, cookies: [], body }
}

/**
 * Reads what the function returned (JSON text) by payload format 2.0: with a `statusCode` it is a response, else the
 * whole value is the body of a 200. Answers nothing for a response that API Gateway could not read either (its client
 * gets a 500).
 */
export function answerFrom(payload: string): HttpAnswer | undefined {
  const value: unknown = JSON.parse(payload)
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(payload) }
  }
  const {
    statusCode,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded = false,
  } = value as Record<string, unknown>
  const status = Number(statusCode)
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined
  if (typeof body !== 'string' || typeof headers !== 'object' || headers === null || !Array.isArray(cookies))
    return undefined
  const given = Object.entries(headers).map(([name, each]): [string, string] => [name.toLowerCase(), String(each)])
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(given) },
    cookies: cookies.map(String),
    body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8'),
  }
}
