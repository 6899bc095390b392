import type * as z from 'zod'
import type { AlertReader } from '../../lib/alert/reader.ts'
import type { AlertIntake } from '../../lib/desk/alert/intake.ts'
import type { Office } from '../../lib/desk/execute.ts'
import type { Action, Kind } from '../../lib/people/access.ts'
import type { Caller } from '../../lib/people/caller.ts'
import type { Files, Incoming } from '../../lib/store/files.ts'
import type { GivenUp } from '../../lib/store/given-up.ts'
import type { Secrets } from '../../lib/store/secrets.ts'
import type { Channel } from '../../lib/ticket/actor.ts'
import type { Reach } from '../../lib/webhook/address.ts'
import type { Request, Response } from '../edge/http.ts'

/** What every operation works with. */
export interface CoreDesk extends Office {
  /** Where people reach the pages. */
  readonly publicUrl: string
  readonly now: () => string
  readonly wait: (milliseconds: number) => Promise<void>
  readonly replyKey: () => string
  /** Random letters and digits that nothing else is called. */
  readonly newId: () => string
  /** 32 random bytes, for secrets. */
  readonly randomBytes: () => Uint8Array
}

/** What operations work with; a function has of it what its own operations need. */
export interface ApiDesk extends CoreDesk {
  readonly files: Files
  /** Files that people bring, before a message takes them. */
  readonly incoming: Incoming
  /** Whether somebody looks into the files that people bring. */
  readonly scansFiles: boolean
  /** Mail as it arrived. */
  readonly mails: Pick<Files, 'link'>
  /** Days for which the audit keeps who read what. */
  readonly auditDays: number
  /** Where webhooks may lead. */
  readonly webhookReach: Reach
  /** Secrets that must be usable as they are; only some functions have any (`noSecrets`). */
  readonly secrets: Secrets
  /** Alerts that were given up after all retries; only some functions are let near (`noneGivenUp`). */
  readonly givenUpAlerts: GivenUp
  /** What reads alerts; only some functions have it (`noReader`). */
  readonly alertReader: AlertReader
  /** Deliveries of alerts; only some functions are let near (`noAlertIntake`). */
  readonly alertIntake: AlertIntake
}

/** What a caller sent, already parsed. */
export interface Call<Body = unknown, Query = unknown> {
  readonly caller: Caller
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly body: Body
  readonly request: Request
  /** How it reached us; over the API itself unless told. */
  readonly channel?: Channel
  /** When whoever asks proved last who they are, at the sign-in service; nothing for a token. */
  readonly provenAt?: string | undefined
}

/** What a caller must be allowed, on which kind of record; a test asks every operation for it. */
export interface Access {
  readonly kind: Kind
  readonly action: Action
}

/** Whoever may do something, or, where what the path names is secret itself, anybody: they need no token, and are nobody. */
type Asked =
  | { readonly access: Access; readonly isOpen?: false }
  | { readonly isOpen: true; readonly access?: undefined }

/** What the router matches, what the OpenAPI document says, and what is done. */
interface Work<Body extends z.ZodType, Query extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with parameters in braces, such as `/api/v1/incidents/{number}`. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly description?: string
  readonly body?: Body
  readonly query?: Query
  readonly status: number
  readonly answer?: z.ZodType
  /** Takes an Idempotency-Key header. */
  readonly idempotent?: boolean
  /** Takes an If-Match header. */
  readonly matching?: boolean
  /** Takes the request's body as it is, and no JSON. */
  readonly takesBytes?: boolean
  run(call: Call<z.output<Body>, z.output<Query>>, desk: ApiDesk): Promise<Response>
}

/** One operation of the API. */
export type Operation<Body extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType> = Work<Body, Query> &
  Asked

/** Checks an operation's types against its schemas, and forgets them. */
export const operation = <Body extends z.ZodType, Query extends z.ZodType>(o: Operation<Body, Query>): Operation =>
  o as unknown as Operation
