import { PAYLOAD_LIMIT_BYTES } from './language/data-flow.ts'
import type { Json } from './language/json.ts'

/** An error as the service names it. */
export class StatesRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Fields of the requests that are played; each operation reads its own. */
export interface StatesRequest {
  readonly stateMachineArn?: string
  readonly executionArn?: string
  readonly name?: string
  readonly input?: string
  /** Not of AWS: the name was made for this call alone, so the same call again means that execution even when it is over. */
  readonly isRepeatable?: boolean
  readonly output?: string
  readonly error?: string
  readonly cause?: string
  readonly taskToken?: string
  readonly statusFilter?: string
  readonly maxResults?: number
  readonly nextToken?: string
  readonly reverseOrder?: boolean
  readonly includeExecutionData?: boolean
}

/** The JSON value of a text, or a refusal with `code`; at most 256 KiB. */
export function parsed(text: string, code: string, what: string): Json {
  if (Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES) {
    throw new StatesRefusal('ValidationException', `${what} has more than ${PAYLOAD_LIMIT_BYTES} bytes.`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new StatesRefusal(code, `Invalid ${what}: '${error.message}'`)
    throw error
  }
}

/** Refuses a name that no execution may have (StartExecution, API Reference). */
export function requireName(name: string): void {
  if (/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]{1,80}$/.test(name)) return
  throw new StatesRefusal('InvalidName', `Invalid Name: '${name}'`)
}

/** How many results a page has: as asked, up to 1000, and 100 when nothing is asked. */
export function pageSize({ maxResults }: StatesRequest): number {
  if (maxResults === undefined || maxResults === 0) return 100
  if (maxResults > 0 && maxResults <= 1000) return maxResults
  throw new StatesRefusal('ValidationException', 'maxResults is a number from 0 to 1000.')
}

/** Where a page begins: the number in the token, or `first`. */
export function pageStart({ nextToken }: StatesRequest, first: number): number {
  if (nextToken === undefined) return first
  const start = Number(Buffer.from(nextToken, 'base64url').toString('utf8'))
  if (Number.isInteger(start) && start > 0) return start
  throw new StatesRefusal('InvalidToken', `Invalid Token: '${nextToken}'`)
}

/** The token of the page that begins at a number. */
export const tokenOf = (start: number): string => Buffer.from(String(start)).toString('base64url')
