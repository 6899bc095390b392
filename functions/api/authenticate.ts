import { type Bearer, bearerOf } from '../../lib/desk/bearer.ts'
import type { Store } from '../../lib/store/store.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Request } from '../edge/http.ts'

/** Who bears the request's token (RFC 6750), or a `Refusal`. `isNoted`: whether the record of the token says that it was used. */
export const authenticate = async (request: Request, store: Store, at: string, isNoted = true): Promise<Bearer> => {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined)
    throw new Refusal('unauthenticated', 'Send a token: Authorization: Bearer <token>.', 'Authorization')
  const bearer = await bearerOf(store, given, at, isNoted)
  if (!bearer) throw new Refusal('unauthenticated', 'This token is not valid. Ask for a new one.', 'Authorization')
  return bearer
}
