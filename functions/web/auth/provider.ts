import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
} from 'openid-client'
import { Claims } from '../../../lib/people/identity.ts'

/** The answer of the sign-in service does not fit, or says no. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  /** For the log: holds no secret. */
  readonly code: string

  constructor(code: string) {
    super(`The sign-in was refused: ${code}.`)
    this.code = code
  }
}

/** The sign-in service as we use it: OpenID Connect, code flow with PKCE. */
export interface Provider {
  /**
   * Where to send a browser; `again` has people prove who they are even when the service knows, and `isFresh` has it say when
   * they did (OpenID Connect Core 3.1.2.1: `max_age` brings `auth_time`).
   */
  start(attempt: {
    readonly state: string
    readonly nonce: string
    readonly verifier: string
    readonly again: boolean
    readonly isFresh?: boolean
  }): Promise<URL>
  /** Who came back. Throws `SignInRefused` when the answer is not right; what else is thrown is an outage. */
  finish(
    answer: URL,
    expected: { readonly state: string; readonly nonce: string; readonly verifier: string },
  ): Promise<Claims>
}

/** A service that is silent for longer is down, in seconds. The function itself has ten. */
const patienceSeconds = 4

const isLoopback = ({ hostname }: URL) => ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)

/** The sign-in service with this issuer, found out once per container, at the first use. */
export const providerOf = (issuer: string, clientId: string, callback: string): Provider => {
  const server = new URL(issuer)
  const find = () =>
    discovery(server, clientId, undefined, None(), {
      timeout: patienceSeconds,
      // The signature is checked although the token comes over TLS: one request per container buys a second lock.
      execute: [enableNonRepudiationChecks, ...(isLoopback(server) ? [allowInsecureRequests] : [])],
    })
  let found: Promise<Configuration> | undefined
  const configuration = () => {
    found ??= find().catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }
  return {
    start: async ({ state, nonce, verifier, again, isFresh = false }) =>
      buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...((again || isFresh) && { prompt: 'login' }),
        ...(isFresh && { max_age: '300' }),
      }),
    finish: async (answer, { state, nonce, verifier }) => {
      const config = await configuration()
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      try {
        const tokens = await authorizationCodeGrant(config, answer, checks)
        return Claims.parse(tokens.claims())
      } catch (error) {
        const code = refusalIn(error)
        if (code === undefined) throw error
        throw new SignInRefused(code)
      }
    },
  }
}

/** What the service or its answer got wrong; nothing when it could not be reached. */
const refusalIn = (error: unknown): string | undefined => {
  if (error instanceof AuthorizationResponseError) return error.error
  if (error instanceof ResponseBodyError) return error.status < 500 ? error.error : undefined
  if (!(error instanceof ClientError) || error.code === 'OAUTH_TIMEOUT' || isOutage(error.cause)) return undefined
  return error.code ?? 'OAUTH_INVALID'
}

/** Whether what lies behind an error is an answer that says the service itself failed. */
const isOutage = (cause: unknown): boolean =>
  cause instanceof Response ? cause.status >= 500 : cause instanceof Error && isOutage(cause.cause)
