import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What the next answer of the token endpoint says. */
export interface Lie {
  /** Claims that are laid over those of an honest ID token; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Signed by somebody else. */
  readonly isForged?: boolean
  /** The endpoint fails in this way instead. */
  readonly status?: number
  readonly error?: string
}

/** A sign-in service that says what a test wants, and otherwise what is right. */
export interface HostileProvider {
  readonly issuer: string
  /** What the desk asked with in its last authorization request. */
  answer(authorization: string, lie?: Lie): string
  stop(): Promise<void>
}

/** Starts one on a free port of loopback. `answer` reads the desk's request and gives the address to come back to. */
export const startHostileProvider = async (clientId: () => string): Promise<HostileProvider> => {
  const [ours, theirs] = [keyPair(), keyPair()]
  const codes = new Map<string, { nonce: string; challenge: string; lie: Lie }>()
  let issuer = ''

  const idToken = (nonce: string, { claims = {}, isForged = false }: Lie) => {
    const now = Math.floor(Date.now() / 1000)
    const honest = {
      iss: issuer,
      aud: clientId(),
      sub: 'minji',
      nonce,
      iat: now,
      exp: now + 300,
      email: 'minji.kim@haneul.example',
      email_verified: true,
    }
    const signed = `${base64({ alg: 'RS256', kid: 'one' })}.${base64({ ...honest, ...claims })}`
    const key = (isForged ? theirs : ours).privateKey
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
  }

  const tokens = (form: URLSearchParams): [number, object] => {
    const found = codes.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!found || found.challenge !== challenge) return [400, { error: 'invalid_grant' }]
    const { nonce, lie } = found
    if (lie.status) return [lie.status, { error: lie.error }]
    return [200, { access_token: 'unused', token_type: 'Bearer', id_token: idToken(nonce, lie) }]
  }

  const server = createServer(async (request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/.well-known/openid-configuration')
      return say(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (request.url === '/jwks')
      return say(200, { keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    return say(...tokens(new URLSearchParams(Buffer.concat(chunks).toString())))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    answer: (authorization, lie = {}) => {
      const { searchParams: asked } = new URL(authorization)
      const code = `code-${codes.size}`
      codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', lie })
      return `${asked.get('redirect_uri')}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}`
    },
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
