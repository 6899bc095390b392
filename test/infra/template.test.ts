import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { functions, nameOf } from '../../infra/functions.ts'
import { table as schema } from '../../lib/store/schema.ts'
import { type Declared, resourcesOf } from './synthesized.ts'

const root = join(import.meta.dirname, '../..')

let prod: readonly Declared[]
let dev: readonly Declared[]
beforeAll(async () => {
  prod = resourcesOf('prod')
  dev = resourcesOf('dev')
})

const ofType = (resources: readonly Declared[], type: string) => resources.filter((r) => r.Type === type)
const stateful = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket']

describe('what cannot be made again', () => {
  test('survives a deleted stack in production', () => {
    const kept = prod.filter((r) => stateful.includes(r.Type))
    expect(kept).toHaveLength(4)
    for (const resource of kept)
      expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    expect(ofType(prod, 'AWS::DynamoDB::Table')[0]!.Properties.DeletionProtectionEnabled).toBe(true)
  })

  test('goes with its stack in development', () => {
    for (const resource of dev.filter((r) => stateful.includes(r.Type))) expect(resource.DeletionPolicy).toBe('Delete')
    expect(ofType(dev, 'AWS::DynamoDB::Table')[0]!.Properties.DeletionProtectionEnabled).toBe(false)
  })

  test('can be set back to any second of the last weeks, and every change of it is streamed', () => {
    expect(ofType(prod, 'AWS::DynamoDB::Table')[0]!.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: schema.ttl, Enabled: true },
    })
  })

  test('is indexed as the schema says', () => {
    const { KeySchema, GlobalSecondaryIndexes } = ofType(prod, 'AWS::DynamoDB::Table')[0]!.Properties
    const keys = (pk: string, sk: string) => [
      { AttributeName: pk, KeyType: 'HASH' },
      { AttributeName: sk, KeyType: 'RANGE' },
    ]
    expect(KeySchema).toEqual(keys(schema.partitionKey, schema.sortKey))
    expect(GlobalSecondaryIndexes).toEqual(
      Object.entries(schema.indexes).map(([name, { pk, sk }]) => ({
        IndexName: name,
        KeySchema: keys(pk, sk),
        Projection:
          name === 'byDue'
            ? { ProjectionType: 'KEYS_ONLY' }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: schema.projection },
      })),
    )
  })

  test('is never public, and raw mail is kept for three years', () => {
    for (const { Properties } of ofType(prod, 'AWS::S3::Bucket')) {
      expect(Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
      })
    }
    const mail = ofType(prod, 'AWS::S3::Bucket').find((b) => b.id.startsWith('mail'))!
    expect(mail.Properties.LifecycleConfiguration.Rules[0]).toMatchObject({ ExpirationInDays: 1095, Status: 'Enabled' })
    expect(mail.Properties.CorsConfiguration).toBeUndefined()
  })

  test('takes files from pages of the desk alone, and forgets those that no message took', () => {
    const files = ofType(prod, 'AWS::S3::Bucket').find((b) => b.id.startsWith('files'))!
    const [rule, ...more] = files.Properties.CorsConfiguration.CorsRules
    expect(more).toEqual([])
    expect(rule).toMatchObject({ AllowedMethods: ['PUT'], AllowedOrigins: [expect.any(Object)] })
    expect(files.Properties.LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'uploads/', ExpirationInDays: 1, Status: 'Enabled' }),
    )
  })
})

describe('a mail to the help address', () => {
  const arn = {
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':ses:ap-northeast-2:',
        { Ref: 'AWS::AccountId' },
        ':receipt-rule-set/haneul-prod:receipt-rule/haneul-prod',
      ],
    ],
  }

  test('is scanned, stored raw and announced', () => {
    const { Rule, RuleSetName } = ofType(prod, 'AWS::SES::ReceiptRule')[0]!.Properties
    expect(RuleSetName.Ref).toBe(ofType(prod, 'AWS::SES::ReceiptRuleSet')[0]!.id)
    expect(Rule).toMatchObject({
      Name: 'haneul-prod',
      Enabled: true,
      ScanEnabled: true,
      TlsPolicy: 'Optional',
      Recipients: ['help@haneul.example'],
      Actions: [{ S3Action: { ObjectKeyPrefix: 'raw/' } }],
    })
    expect(JSON.stringify(Rule.Actions[0].S3Action.TopicArn)).toContain(
      'haneul-prod-intake:ExportsOutputRefmailreceived',
    )
  })

  test('can be stored and announced by exactly that rule', () => {
    const condition = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' }, 'aws:SourceArn': arn } }
    const bySes = [...ofType(prod, 'AWS::S3::BucketPolicy'), ...ofType(prod, 'AWS::SNS::TopicPolicy')]
      .flatMap((policy) => policy.Properties.PolicyDocument.Statement)
      .filter((statement) => statement.Principal.Service === 'ses.amazonaws.com')
    expect(bySes).toEqual([
      expect.objectContaining({ Effect: 'Allow', Action: 's3:PutObject', Condition: condition }),
      expect.objectContaining({ Effect: 'Allow', Action: 'sns:Publish', Condition: condition }),
    ])
  })

  test('shares the active rule set of its region where another environment owns it', async () => {
    const staging = resourcesOf('staging')
    expect(ofType(staging, 'AWS::SES::ReceiptRuleSet')).toEqual([])
    expect(ofType(staging, 'AWS::SES::ReceiptRule')[0]!.Properties).toMatchObject({
      RuleSetName: 'haneul-dev',
      Rule: { Name: 'haneul-staging' },
    })
  })

  test('waits in a queue when the function cannot be reached', () => {
    const subscription = ofType(prod, 'AWS::SNS::Subscription').find((s) => s.Properties.Protocol === 'lambda')!
    const [queueId] = subscription.Properties.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt']
    expect(ofType(prod, 'AWS::SQS::Queue').find((q) => q.id === queueId)!.Properties.QueueName).toBe(
      'haneul-prod-mail-received-dead-letters',
    )
  })
})

describe('what happened', () => {
  test('is published from the stream, one bad record never holding up the rest', () => {
    const { Properties } = ofType(prod, 'AWS::Lambda::EventSourceMapping')[0]!
    expect(Properties).toMatchObject({
      BatchSize: 100,
      ParallelizationFactor: 2,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 20,
      MaximumRecordAgeInSeconds: 23 * 3600,
      StartingPosition: 'TRIM_HORIZON',
    })
    expect(Properties.FilterCriteria.Filters.map((filter: { Pattern: string }) => JSON.parse(filter.Pattern))).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: {
          Keys: { sk: { S: [{ prefix: 'event#' }] } },
          NewImage: { isImport: { BOOL: [{ exists: false }] } },
        },
      },
      { dynamodb: { NewImage: { kind: { S: ['letter'] }, outcome: { S: ['replaying'] } } } },
      { dynamodb: { NewImage: { kind: { S: ['mail'] }, status: { S: ['asked'] } } } },
    ])
  })

  test('reaches exactly who reacts to it', () => {
    const reactions = ofType(prod, 'AWS::Events::Rule').map(({ stack, Properties }) => {
      const [functionId] = Properties.Targets[0].Arn['Fn::GetAtt']
      const found = prod.find((r) => r.stack === stack && r.id === functionId)!
      return [found.Properties.FunctionName, Properties.ScheduleExpression ?? Properties.EventPattern]
    })
    expect(reactions).toEqual([
      [
        'haneul-prod-reactions-mail',
        {
          source: ['haneul'],
          'detail-type': [
            'incident.opened',
            'incident.commented',
            'incident.echoed',
            'incident.assigned',
            'incident.resolved',
            'incident.canceled',
            'incident.reopened',
            'incident.rated',
            'incident.sla_signalled',
            'incident.proposed_major',
            'incident.update_overdue',
            'incident.undelivered',
          ],
        },
      ],
      [
        'haneul-prod-reactions-mail',
        { source: ['haneul'], 'detail-type': ['timer.due'], detail: { lane: ['mail', 'digest'] } },
      ],
      ['haneul-prod-reactions-mail', { source: ['haneul'], 'detail-type': ['mail.asked-for'] }],
      [
        'haneul-prod-reactions-mail-sent',
        {
          source: ['aws.ses'],
          'detail-type': ['Email Sent'],
          detail: { mail: { tags: { 'ses:configuration-set': ['haneul-prod'] } } },
        },
      ],
      [
        'haneul-prod-reactions-mail-bounced',
        {
          source: ['aws.ses'],
          'detail-type': ['Email Bounced', 'Email Complaint Received', 'Email Delivery Delayed', 'Email Rejected'],
          detail: { mail: { tags: { 'ses:configuration-set': ['haneul-prod'] } } },
        },
      ],
      [
        'haneul-prod-reactions-ticket-due',
        { source: ['haneul'], 'detail-type': ['timer.due'], detail: { lane: ['ticket'] } },
      ],
      [
        'haneul-prod-reactions-family',
        { source: ['haneul'], 'detail-type': ['incident.resolved'], detail: { children: [{ numeric: ['>', 0] }] } },
      ],
      [
        'haneul-prod-reactions-family',
        {
          source: ['haneul'],
          'detail-type': ['incident.opened', 'incident.edited'],
          detail: { service: [{ exists: true }] },
        },
      ],
      [
        'haneul-prod-reactions-assign',
        {
          source: ['haneul'],
          'detail-type': ['incident.opened', 'incident.assigned'],
          detail: { sharesWork: [true] },
        },
      ],
      [
        'haneul-prod-reactions-assign',
        { source: ['haneul'], 'detail-type': ['timer.due'], detail: { lane: ['unassigned'] } },
      ],
      [
        'haneul-prod-reactions-people',
        {
          source: ['haneul'],
          'detail-type': [
            'person.deactivated',
            'person.activated',
            'directory.membership_changed',
            'directory.group_changed',
            'directory.rules_changed',
          ],
        },
      ],
      [
        'haneul-prod-reactions-file-scanned',
        {
          source: ['aws.guardduty'],
          'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
          detail: { s3ObjectDetails: { bucketName: [expect.anything()] } },
        },
      ],
      [
        'haneul-prod-reactions-alert-due',
        { source: ['haneul'], 'detail-type': ['timer.due'], detail: { lane: ['alert'] } },
      ],
      ['haneul-prod-intake-email', { source: ['haneul'], 'detail-type': ['mail.replay-requested'] }],
      [
        'haneul-prod-reactions-webhooks',
        { source: ['haneul'], 'detail-type': [{ prefix: 'incident.' }, { prefix: 'webhook.' }] },
      ],
      [
        'haneul-prod-reactions-webhooks',
        { source: ['haneul'], 'detail-type': ['timer.due'], detail: { lane: ['webhook'] } },
      ],
      ['haneul-prod-clock-minute', 'rate(1 minute)'],
    ])
  })

  test('is tried three times within six hours before it becomes a dead letter', () => {
    const configs = ofType(prod, 'AWS::Lambda::EventInvokeConfig')
    expect(configs).toHaveLength(12)
    for (const { Properties } of configs) {
      expect(Properties).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 6 * 3600 })
    }
  })
})

describe('the parts', () => {
  test('run on Node 24 and arm64, and keep their logs for a year in production', () => {
    for (const { Properties } of ofType(prod, 'AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      })
    }
    for (const { Properties } of ofType(prod, 'AWS::Logs::LogGroup')) expect(Properties.RetentionInDays).toBe(365)
  })

  test.each(functions)('%s is told every setting it reads', (path) => {
    const file = ['ts', 'tsx'].map((ending) => join(root, `functions/${path}.${ending}`)).find(existsSync)!
    const [, names = ''] = /readSettings\(\s*process\.env,([^)]*)\)/.exec(readFileSync(file, 'utf8')) ?? []
    const told = ofType(prod, 'AWS::Lambda::Function').find(
      (f) => f.Properties.FunctionName === `haneul-prod-${nameOf(path)}`,
    )!
    expect(Object.keys(told.Properties.Environment?.Variables ?? {})).toEqual(
      expect.arrayContaining([...names.matchAll(/'(\w+)'/g)].map(([, name]) => name)),
    )
  })

  test('answer at these routes', () => {
    const routes = ofType(prod, 'AWS::ApiGatewayV2::Route').map((r) => r.Properties.RouteKey)
    // In whatever order the stacks come.
    expect(new Set(routes)).toEqual(
      new Set([
        'ANY /hooks/alerts/{key}',
        'ANY /hooks/alerts/{key}/{proxy+}',
        'ANY /hooks/heartbeats/{key}',
        'ANY /hooks/heartbeats/{key}/{name}',
        'POST /v2/enqueue',
        'POST /v2/change/enqueue',
        'POST /generic/2010-04-15/create_event.json',
        'ANY /v2/alerts',
        'ANY /v2/alerts/{proxy+}',
        'ANY /api/v1/alert-sources',
        'ANY /api/v1/alert-sources/{proxy+}',
        'ANY /api/v1/alert-dead-letters',
        'ANY /api/v1/alert-dead-letters/{proxy+}',
        'ANY /api/v1/webhooks',
        'ANY /api/v1/webhooks/{proxy+}',
        'ANY /api/v1/alerts',
        'ANY /api/v1/alerts/{proxy+}',
        'ANY /api/v1/alert-storms',
        'ANY /api/v1/alert-storms/{proxy+}',
        'ANY /api/v1/alert-rules',
        'ANY /api/v1/alert-rules/{proxy+}',
        'ANY /api/v1/services',
        'ANY /api/v1/services/{proxy+}',
        'ANY /api/v1/maintenance-windows',
        'ANY /api/v1/maintenance-windows/{proxy+}',
        'ANY /api/v1/{proxy+}',
        'GET /api/v1/openapi.json',
        'ANY /api/v1/policy/{proxy+}',
        'ANY /api/v1/slas',
        'ANY /api/v1/slas/{proxy+}',
        'ANY /api/v1/calendars',
        'ANY /api/v1/calendars/{proxy+}',
        'ANY /api/v1/mail-templates',
        'ANY /api/v1/mail-templates/{proxy+}',
        'ANY /api/v1/mail-addresses',
        'ANY /api/v1/mail-addresses/{proxy+}',
        'GET /api/v1/incidents/{number}/messages/{sequence}/html',
        'ANY /scim/v2/{proxy+}',
        'ANY /api/v1/directory/{proxy+}',
        'ANY /api/v1/people/import',
        'GET /healthz',
        'GET /sign-in',
        'GET /sign-in/callback',
        'ANY /sign-out',
        'POST /sign-out/everywhere',
        'ANY /desk',
        'ANY /desk/{proxy+}',
        'ANY /desk/admin',
        'ANY /desk/admin/{proxy+}',
        'GET /assets/{proxy+}',
        '$default',
      ]),
    )
  })

  test('are plain resources that any CloudFormation can make: no custom resource', () => {
    expect(prod.map((r) => r.Type).filter((type) => !/^AWS::(?!CloudFormation::CustomResource)/.test(type))).toEqual([])
  })
})
