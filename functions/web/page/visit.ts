import type { Child } from 'hono/jsx'
import type { Person } from '../../../lib/people/person.ts'
import type { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import type { Request, Response } from '../../edge/http.ts'
import type { SentFile } from './form.ts'
import type { Reader } from './reader.ts'

/** A form that stays on the page with what was typed. */
export interface Typed {
  /** The path it was sent to. */
  readonly action: string
  readonly form: URLSearchParams
  readonly refusal?: Refusal
}

/** A form that was sent and refused: the page shows it again with what was typed, and says what is wrong. */
export interface Refused extends Typed {
  readonly refusal: Refusal
}

/** Somebody asks for a page or sends a form. */
export interface Visit {
  readonly request: Request
  readonly person: Person
  /** Id of the session of this browser; none for a stranger. */
  readonly session?: string | undefined
  /** When they proved last who they are, at the sign-in service. */
  readonly provenAt?: string | undefined
  readonly reader: Reader
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** What was sent; empty unless a form was. */
  readonly form: URLSearchParams
  readonly files: readonly SentFile[]
  readonly refused?: Refused
  /** A form that was sent only to go on with it, such as for one more row. */
  readonly typed?: Typed
}

/** What a page handler answers: a whole page, another place to go to, or an answer as it is. */
export type View =
  | {
      readonly page: Child
      readonly status?: number
      /** Origins beside our own that the page's script may reach. */
      readonly connect?: readonly string[]
    }
  | { readonly to: string; readonly cookies?: readonly string[] }
  | Response

/** One page, or what a form does. */
export interface PageRoute {
  readonly method: 'GET' | 'POST'
  /** Path with parameters in braces, such as `/desk/tickets/{number}`. */
  readonly path: string
  /**
   * For a form: the page to show again when it is refused, by the path's parameters. The page gets `visit.refused`;
   * without it the refusal has a page of its own.
   */
  readonly again?: string
  /** Needs no sign-in: what the path names is secret itself. The visitor is nobody then. */
  readonly isOpen?: boolean
  show(visit: Visit, desk: ApiDesk): Promise<View>
}
