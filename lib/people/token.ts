import { createHash } from 'node:crypto'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import { Person } from './person.ts'

/** Begin of every token, so that scanners for leaked secrets recognise ours. */
const prefix = 'hnl_'

/** A token's text from 32 random bytes. Shown once, stored nowhere. */
export const tokenText = (random: Uint8Array): string => `${prefix}${Buffer.from(random).toString('base64url')}`

const hash = (token: string) => createHash('sha256').update(token).digest('hex')

/** The write that makes a token valid for a person. The table knows only its hash: 256 random bits need no salt. */
export const tokenWrite = (token: string, person: { readonly id: string }, at: string): Write => ({
  put: { kind: 'token', personId: person.id, createdAt: at },
  at: key.token(hash(token)),
  if: 'absent',
})

/** The person who bears this token, as they are now, or nothing: nobody bears the token of somebody inactive. Two reads. */
export const bearerOf = async (store: Store, token: string): Promise<Person | undefined> => {
  if (!token.startsWith(prefix)) return undefined
  const found = await store.get(key.token(hash(token)))
  if (!found) return undefined
  // Tokens of the first desks hold the person whole.
  const id = found.personId ?? (found.person as { id: string }).id
  const head = await store.get(key.person(String(id)))
  const person = head && Person.parse(head)
  return person?.isActive ? person : undefined
}
