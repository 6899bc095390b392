import type { Person } from '../../lib/people/person.ts'
import { bearerOf } from '../../lib/people/token.ts'
import type { Store } from '../../lib/store/store.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Request } from '../edge/http.ts'

/** The person who bears the request's token (RFC 6750), or a `Refusal`. */
export const authenticate = async (request: Request, store: Store): Promise<Person> => {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined)
    throw new Refusal('unauthenticated', 'Send a token: Authorization: Bearer <token>.', 'Authorization')
  const person = await bearerOf(store, given)
  if (!person) throw new Refusal('unauthenticated', 'This token is not valid. Ask for a new one.', 'Authorization')
  return person
}
