import type { Person } from './person.ts'

/** A person who asks for something: themselves, and by what they came. */
export interface Caller extends Person {
  /** What the token that they bear was made for; absent where they came without one, or with one for everything. */
  readonly scopes?: readonly string[]
  /** By what they came, as the audit tells it, such as `token 3f9a`, `session` or `scim`; `Actor.via` keeps it. */
  readonly via?: string
}
