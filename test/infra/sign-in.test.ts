import { describe, expect, test } from 'vitest'
import { environmentNamed, parseEnvironment } from '../../infra/environments.ts'
import { type Declared, resourcesOf } from './synthesized.ts'

const ofType = (resources: readonly Declared[], type: string) => resources.filter((r) => r.Type === type)
const prod = resourcesOf('prod')

describe('the sign-in', () => {
  const client = () => ofType(prod, 'AWS::Cognito::UserPoolClient')[0]!.Properties

  test('of the pool itself is for those whom an operator made, with a second factor', () => {
    const [pool] = ofType(prod, 'AWS::Cognito::UserPool')
    expect(pool).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
        DeletionProtection: 'ACTIVE',
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        Policies: { PasswordPolicy: { MinimumLength: 16 } },
      },
    })
  })

  test('comes back to the desk only, by code, and nobody gets a token in another way', () => {
    expect(client()).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: false,
      SupportedIdentityProviders: ['COGNITO'],
    })
    expect(client().CallbackURLs).toEqual([{ 'Fn::Join': ['', [expect.anything(), '/sign-in/callback']] }])
  })

  test('is the company’s own where the environment says so, and its secret is in no template', async () => {
    const entra = {
      tenantId: '6a1f7d1e-3b55-4c1c-9a0e-0d0a5c1b2f11',
      clientId: '0b6c2f4a-7f0a-4a7e-8d58-4a3f1f0f9c22',
      clientSecret: 'haneul/entra',
    }
    const { name, ...prodSettings } = environmentNamed('prod')
    const federated = parseEnvironment(name, { ...prodSettings, signIn: { ...prodSettings.signIn, entra } })
    const resources = resourcesOf(federated)
    expect(ofType(resources, 'AWS::Cognito::UserPoolIdentityProvider')[0]!.Properties).toMatchObject({
      ProviderType: 'OIDC',
      ProviderDetails: {
        client_secret: '{{resolve:secretsmanager:haneul/entra:SecretString:::}}',
        oidc_issuer: `https://login.microsoftonline.com/${entra.tenantId}/v2.0`,
      },
      AttributeMapping: { 'custom:oid': 'oid', email_verified: 'xms_edov' },
    })
    const { Properties } = ofType(resources, 'AWS::Cognito::UserPoolClient')[0]!
    expect(Properties.SupportedIdentityProviders).toEqual(['COGNITO', expect.anything()])
    expect(Properties.WriteAttributes).toContain('custom:oid')
  })
})
