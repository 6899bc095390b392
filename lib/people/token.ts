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
export const tokenWrite = (token: string, person: Person, at: string): Write => ({
  put: { kind: 'token', person, createdAt: at },
  at: key.token(hash(token)),
  if: 'absent',
})

/** The person who bears this token, or nothing. One read. */
export const bearerOf = async (store: Store, token: string): Promise<Person | undefined> => {
  if (!token.startsWith(prefix)) return undefined
  const found = await store.get(key.token(hash(token)))
  return found && Person.parse(found.person)
}
