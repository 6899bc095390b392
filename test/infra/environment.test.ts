import { describe, expect, test } from 'vitest'
import { environmentNamed, environmentNames, parseEnvironment } from '../../infra/environments.ts'

const written = {
  region: 'ap-northeast-2',
  mail: {
    domain: 'desk.example',
    helpAddresses: ['help@desk.example'],
    identity: 'create',
    receiptRuleSet: { create: true },
  },
  instance: 'desk.example',
  signIn: { domainPrefix: 'desk', domains: ['desk.example'] },
  webhookReach: 'public',
  mailRetentionDays: 30,
  auditRetentionDays: 365,
  logRetentionDays: 7,
  scanning: 'guardduty',
  protect: true,
}

describe('an environment that is written down', () => {
  test.each(environmentNames)('%s can be used', (name) => {
    expect(environmentNamed(name).name).toBe(name)
  })

  test('is found by its name only', () => {
    expect(() => environmentNamed('porduction')).toThrow(
      'Choose an environment with -c env=NAME, NAME being one of local, dev, staging, prod; got porduction.',
    )
    expect(() => environmentNamed(undefined)).toThrow('-c env=NAME')
  })
})

describe('an environment with a mistake', () => {
  const mistakes: [what: string, environment: object, sentence: string][] = [
    ['a key that does not exist', { ...written, protected: true }, 'new: Unrecognized key: "protected"'],
    ['a key that is missing', { ...written, instance: undefined }, 'new.instance'],
    ['a region that is none', { ...written, region: 'Seoul' }, 'new.region'],
    [
      'a nested key that does not exist',
      { ...written, mail: { ...written.mail, domains: [] } },
      'new.mail: Unrecognized key: "domains"',
    ],
    [
      'a help address of another domain',
      { ...written, mail: { ...written.mail, helpAddresses: ['help@else.example'] } },
      'new.mail.helpAddresses: every help address must belong to the mail domain',
    ],
    [
      'a help address in capitals',
      { ...written, mail: { ...written.mail, helpAddresses: ['Help@desk.example'] } },
      'new.mail.helpAddresses.0',
    ],
    [
      'a tenant that is none',
      { ...written, signIn: { ...written.signIn, entra: { tenantId: 'contoso', clientId: '', clientSecret: '' } } },
      'new.signIn.entra.tenantId',
    ],
    [
      'an audit of less than a year',
      { ...written, auditRetentionDays: 364 },
      'new.auditRetentionDays: keep who read what for a year at the least',
    ],
  ]

  test.each(mistakes)('%s is refused by name', (_what, environment, sentence) => {
    expect(() => parseEnvironment('new', environment)).toThrow(`The environment cannot be used. ${sentence}`)
  })

  test('the same without the mistake is taken', () => {
    expect(parseEnvironment('new', written)).toMatchObject({ name: 'new', protect: true })
  })
})
