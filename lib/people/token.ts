import { createHash } from 'node:crypto'
import * as z from 'zod'
import { key } from '../store/schema.ts'
import type { Write } from '../store/store.ts'
import { Actor } from '../ticket/actor.ts'
import { Scope } from './scope.ts'

/** Begin of every token, so that scanners for leaked secrets recognise ours. */
const prefix = 'hnl_'

/** A token's text from 32 random bytes. Shown once, stored nowhere. */
export const tokenText = (random: Uint8Array): string => `${prefix}${Buffer.from(random).toString('base64url')}`

/** What the table knows of a token: 256 random bits need no salt. Nothing for a text that is no token of ours. */
export const tokenHash = (text: string): string | undefined =>
  text.startsWith(prefix) ? createHash('sha256').update(text).digest('hex') : undefined

/** A token lives this long at the most, in days; then somebody must want it again. */
export const mostDays = 365

/** Requests a minute that a token may make unless an administrator says otherwise: ten a second. */
export const usualRate = 600

/** What is known of an API token, for ever. A kept record (lib/store/kept.ts), so every change of it has its author. */
export const ApiToken = z.object({
  id: z.string(),
  /** What it is for, in its owner's words. */
  name: z.string(),
  personId: z.string(),
  /** What it was made for; absent: for everything that its person may. */
  scopes: z.array(Scope).optional(),
  /** Its last letters, by which its owner tells it from others. */
  end: z.string(),
  madeAt: z.string(),
  madeBy: Actor,
  /** From then on it opens nothing. */
  endsAt: z.string(),
  revokedAt: z.string().optional(),
  requestsPerMinute: z.int().default(usualRate),
})
export type ApiToken = z.infer<typeof ApiToken>

/** Whether a token opens anything at an instant. */
export const isLive = ({ endsAt, revokedAt }: Pick<ApiToken, 'endsAt' | 'revokedAt'>, at: string): boolean =>
  revokedAt === undefined && at < endsAt

/** The write by which a text is known as the token of a person; `id` names its record, which older tokens have not. */
export const tokenWrite = (text: string, person: { readonly id: string }, at: string, id?: string): Write => ({
  put: { kind: 'token', personId: person.id, createdAt: at, ...(id !== undefined && { id }) },
  at: key.token(tokenHash(text) ?? ''),
  if: 'absent',
})
