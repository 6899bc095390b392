import { hashOf } from '../people/session.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'

/** A sign-in under way: what the answer of the sign-in service must fit. */
export interface SignInAttempt {
  /** Comes back with the answer, and names the attempt. */
  readonly state: string
  readonly nonce: string
  /** Proves that the code was asked for by us (PKCE). */
  readonly verifier: string
  /** Where to go on. */
  readonly to: string
  /** What only the browser that began it has. */
  readonly browserSecret: string
}

/** Whoever takes longer to find their phone begins again. */
export const attemptSeconds = 15 * 60

/** Remembers a sign-in until it is answered. One write. */
export const beginSignIn = async (store: Store, attempt: SignInAttempt, at: string): Promise<void> => {
  const { state, browserSecret, ...rest } = attempt
  const expiresAt = Math.ceil(Date.parse(at) / 1000) + attemptSeconds
  const put = { kind: 'sign-in', version: 1, browserHash: hashOf(browserSecret), ...rest, expiresAt }
  await store.commit([{ put, at: key.signIn(state), if: 'absent' }])
}

/** The sign-in that this answer belongs to, once: nothing for a second answer, another browser, or one that comes too late. */
export const takeSignIn = async (
  store: Store,
  { state, browserSecret }: Pick<SignInAttempt, 'state' | 'browserSecret'>,
  at: string,
): Promise<Pick<SignInAttempt, 'nonce' | 'verifier' | 'to'> | undefined> => {
  const found = await store.get(key.signIn(state))
  if (found?.version !== 1 || found.browserHash !== hashOf(browserSecret)) return undefined
  if (Date.parse(at) >= Number(found.expiresAt) * 1000) return undefined
  const { nonce, verifier, to, expiresAt } = found
  const used = { kind: 'sign-in', version: 2, expiresAt }
  const { committed } = await store.commit([{ put: used, at: key.signIn(state), if: { version: 1 } }])
  return committed ? { nonce: String(nonce), verifier: String(verifier), to: String(to) } : undefined
}
