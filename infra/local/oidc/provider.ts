import type { DatabaseSync } from 'node:sqlite'
import type { JWK } from 'oidc-provider'
import { readPerson } from '../../../lib/desk/change-person.ts'
import type { Store } from '../../../lib/store/store.ts'
import { openMemory } from './memory.ts'
import type { Client } from './user-pool.ts'

/** What the sign-in service is made of. */
export interface ProviderParts {
  readonly issuer: string
  readonly clients: readonly Client[]
  readonly ledger: DatabaseSync
  readonly store: Store
}

/**
 * The sign-in service: oidc-provider with what it knows kept in the ledger, claims as Cognito gives them, PKCE required, and
 * no question about consent, since the desk is its only client. Imported when it is made: most starts never need it.
 */
export async function makeProvider({ issuer, clients, ledger, store }: ProviderParts) {
  const { Provider, interactionPolicy } = await import('oidc-provider')
  const memory = openMemory(ledger)
  const policy = interactionPolicy.base()
  policy.remove('consent')
  const provider = new Provider(issuer, {
    adapter: memory.adapter,
    clients: clients.map(({ id, callbackUrls, scopes }) => ({
      client_id: id,
      redirect_uris: [...callbackUrls],
      scope: scopes.join(' '),
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    })),
    jwks: { keys: [memory.signingKey() as JWK] },
    cookies: { keys: [memory.cookieKey()] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile'],
    claims: {
      openid: ['sub', 'custom:oid'],
      email: ['email', 'email_verified'],
      profile: ['name', 'locale', 'zoneinfo'],
    },
    // Cognito puts the claims of the scopes into the ID token.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { policy, url: (_, { uid }) => `${new URL(issuer).pathname}/interaction/${uid}` },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 3600, Session: 3600, Grant: 3600 },
    async findAccount(_, id) {
      const person = await readPerson(store, id)
      if (person === undefined) return undefined
      return {
        accountId: id,
        claims: () => ({
          sub: id,
          email: person.addresses[0],
          email_verified: person.addresses.length > 0,
          name: person.name,
          locale: person.language,
          zoneinfo: person.timeZone,
        }),
      }
    },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    renderError(ctx, { error, error_description }) {
      ctx.type = 'text/plain'
      ctx.body = `${error}: ${error_description ?? ''}\n`
    },
  })
  return provider
}
