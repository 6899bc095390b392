import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { World } from '../world.ts'

/** Whom the sign-in service of the template lets its people go on to. */
export interface Client {
  readonly id: string
  readonly callbackUrls: readonly string[]
  readonly scopes: readonly string[]
}

const TAGS = { UserPoolTags: 'nobody reads them' }
const NO_PASSWORDS = 'nobody has a password here: people are chosen with a click'
const TOKENS = 'the desk forgets every token as soon as it has read it'

/**
 * The clients of the one user pool of the template; none when there is no pool. Throws a sentence for what would be played
 * differently from Cognito: a second pool, secrets, other flows than the code grant.
 */
export function clientsOf(world: World): readonly Client[] {
  const [pool, ...others] = world.ofType('AWS::Cognito::UserPool')
  if (others.length > 0) throw new Error(sentence(others[0]!, 'the local host plays one user pool, this is a second'))
  if (pool === undefined) return []
  refuseUnknown(pool, ['UserPoolName'], {
    ...TAGS,
    AccountRecoverySetting: NO_PASSWORDS,
    AdminCreateUserConfig: 'the people are those of the desk',
    AliasAttributes: NO_PASSWORDS,
    AutoVerifiedAttributes: 'every address of the seeded people is theirs',
    DeletionProtection: 'nothing here is worth it',
    EmailVerificationMessage: 'no mail is sent to verify an address',
    EmailVerificationSubject: 'no mail is sent to verify an address',
    EnabledMfas: NO_PASSWORDS,
    MfaConfiguration: NO_PASSWORDS,
    Policies: NO_PASSWORDS,
    Schema: 'claims are made from the people of the desk',
    SmsVerificationMessage: 'no message is sent',
    UserPoolTier: 'one machine has no plan',
    UsernameAttributes: NO_PASSWORDS,
    UsernameConfiguration: NO_PASSWORDS,
    VerificationMessageTemplate: 'no mail is sent to verify an address',
  })
  for (const domain of world.ofType('AWS::Cognito::UserPoolDomain')) {
    refuseUnknown(domain, ['UserPoolId'], {
      Domain: 'the pages of the sign-in are below /_local/oidc',
      ManagedLoginVersion: 'the page is our own',
    })
  }
  for (const provider of world.ofType('AWS::Cognito::UserPoolIdentityProvider')) {
    throw new Error(sentence(provider, 'the local host federates with nobody: its people are those of the desk'))
  }
  return world.ofType('AWS::Cognito::UserPoolClient').map((client) => {
    refuseUnknown(client, ['AllowedOAuthFlows', 'AllowedOAuthScopes', 'CallbackURLs', 'UserPoolId'], {
      AccessTokenValidity: TOKENS,
      AllowedOAuthFlowsUserPoolClient: 'the code grant is the only one',
      ClientName: 'text for people',
      EnableTokenRevocation: TOKENS,
      ExplicitAuthFlows: NO_PASSWORDS,
      GenerateSecret: 'checked below',
      IdTokenValidity: TOKENS,
      PreventUserExistenceErrors: NO_PASSWORDS,
      ReadAttributes: 'claims are made from the people of the desk',
      RefreshTokenValidity: TOKENS,
      SupportedIdentityProviders: 'the pool itself is the only one',
      TokenValidityUnits: TOKENS,
      WriteAttributes: 'claims are made from the people of the desk',
    })
    const { AllowedOAuthFlows = [], AllowedOAuthScopes = [], CallbackURLs = [], GenerateSecret } = client.properties
    if (GenerateSecret === true || AllowedOAuthFlows.join() !== 'code')
      throw new Error(sentence(client, 'the local host plays public clients with the code grant only'))
    return { id: client.ref, callbackUrls: CallbackURLs, scopes: AllowedOAuthScopes }
  })
}
