import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib'
import {
  AccountRecovery,
  ClientAttributes,
  Mfa,
  OAuthScope,
  ProviderAttribute,
  StringAttribute,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolIdentityProviderOidc,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import { DeskStack } from '../constructs/desk-stack.ts'
import type { Environment } from '../environments.ts'
import type { DoorStack } from './door.ts'

/** Who people are: the company's own sign-in behind a user pool, which also holds the few administrators for when that fails. */
export class IdentityStack extends DeskStack {
  /** Issuer of the tokens we believe. */
  readonly issuer: string
  readonly clientId: string

  constructor(scope: Construct, environment: Environment, { door }: { readonly door: DoorStack }) {
    super(scope, environment, 'identity', 'The sign-in of people.')
    const { domainPrefix, entra } = environment.signIn
    const pool = new UserPool(this, 'people', {
      userPoolName: `haneul-${environment.name}`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // Who forgets the password of a break-glass account asks whoever has the account's AWS credentials.
      accountRecovery: AccountRecovery.NONE,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 16,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(1),
      },
      // The directory's immutable id of a person: mail addresses change their owners, this does not.
      customAttributes: { oid: new StringAttribute({ maxLen: 64, mutable: true }) },
      deletionProtection: environment.protect,
      removalPolicy: environment.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    pool.addDomain('pages', { cognitoDomain: { domainPrefix } })
    const provider =
      entra &&
      new UserPoolIdentityProviderOidc(this, 'entra', {
        userPool: pool,
        name: 'Entra',
        // The tenant's own issuer: that of all tenants would let in every company.
        issuerUrl: `https://login.microsoftonline.com/${entra.tenantId}/v2.0`,
        clientId: entra.clientId,
        clientSecret: SecretValue.secretsManager(entra.clientSecret).unsafeUnwrap(),
        scopes: ['openid', 'email', 'profile'],
        attributeMapping: {
          email: ProviderAttribute.other('email'),
          // Whether the domain's owner vouches for the address: without this optional claim none links anybody.
          // https://learn.microsoft.com/en-us/entra/identity-platform/migrate-off-email-claim-authorization
          emailVerified: ProviderAttribute.other('xms_edov'),
          fullname: ProviderAttribute.other('name'),
          custom: { 'custom:oid': ProviderAttribute.other('oid') },
        },
      })
    const attributes = new ClientAttributes()
      .withStandardAttributes({ email: true, fullname: true })
      .withCustomAttributes('oid')
    const client = new UserPoolClient(this, 'desk', {
      userPool: pool,
      userPoolClientName: `haneul-${environment.name}`,
      // A public client: the code is bound to us by PKCE, and there is no secret to leak.
      generateSecret: false,
      // Only the sign-in pages: whoever got a token by API could change what is claimed of them.
      authFlows: { userSrp: false },
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [
        UserPoolClientIdentityProvider.COGNITO,
        ...(provider ? [UserPoolClientIdentityProvider.custom(provider.providerName)] : []),
      ],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${door.url}/sign-in/callback`],
      },
      readAttributes: attributes.withStandardAttributes({ email: true, emailVerified: true, fullname: true }),
      // What a provider maps must be writable; the scopes give nobody a token to write it with.
      writeAttributes: attributes,
      // Read once and forgotten; these are the shortest there are.
      idTokenValidity: Duration.minutes(5),
      accessTokenValidity: Duration.minutes(5),
      refreshTokenValidity: Duration.hours(1),
    })
    this.issuer = pool.userPoolProviderUrl
    this.clientId = client.userPoolClientId
  }
}
