import * as z from 'zod'
import type { Actor } from '../ticket/actor.ts'
import { Language } from '../ticket/message.ts'

/** What a person may be to the desk. A guest is somebody who wrote to us and whom no directory knows. */
export const Role = z.enum(['employee', 'agent', 'administrator', 'guest'])
export type Role = z.infer<typeof Role>

/** Somebody who uses the desk. */
export const Person = z.object({
  kind: z.literal('person'),
  id: z.string(),
  name: z.string(),
  /** Mail addresses in lower case; the first is where we write to. Each has one owner. */
  addresses: z.array(z.string()).min(1),
  role: Role,
  language: Language,
  /** IANA zone, such as `Asia/Seoul`. */
  timeZone: z.string(),
})
export type Person = z.infer<typeof Person>

/** The person as the one who acts. */
export const actorOf = (person: Person): Actor => ({ id: person.id, name: person.name, is: person.role })

/** Whether this person works for the desk. */
export const isAgent = (person: { readonly role: Role }): boolean =>
  person.role === 'agent' || person.role === 'administrator'
