import { beforeAll, describe, expect, test } from 'vitest'
import { wildcards } from '../../infra/checks.ts'
import { type Declared, resourcesOf } from './synthesized.ts'

interface Statement {
  readonly Effect: string
  readonly Action: string | string[]
  readonly Resource: unknown
  readonly Condition?: object
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value])

/** A resource of a statement in one readable word: `table`, `files/text/*`, `queue reactions-mail`. */
const nameOf = (resource: unknown): string => {
  if (typeof resource === 'string') return resource
  const [[intrinsic, value]] = Object.entries(resource as object) as [[string, unknown]]
  if (intrinsic === 'Fn::Join') return (value as [string, unknown[]])[1].map(nameOf).join('')
  if (intrinsic === 'Ref') return `{${value}}`
  if (intrinsic === 'Fn::GetAtt') return readable((value as string[])[0]!)
  if (intrinsic === 'Fn::ImportValue')
    return readable(
      /FnGetAtt(.+?)(Stream)?Arn[0-9A-F]{8}$/
        .exec(value as string)!
        .slice(1)
        .join(' '),
    )
  throw new Error(`An intrinsic that grants do not use: ${intrinsic}`)
}

/** Logical ids without their hashes: `reactionsmaildeadlettersEFE97A78` → `queue reactionsmail`. */
const readable = (id: string) =>
  id
    .trim()
    .replace(/[0-9A-F]{8}(?= |$)/, '')
    .replace(/^(.+)deadletters$/, 'queue $1')

const own = (functionName: string) => [
  `logs:CreateLogStream logs:PutLogEvents on arn:{AWS::Partition}:logs:ap-northeast-2:{AWS::AccountId}:log-group:/aws/lambda/${functionName}:*`,
]

const indexes = ['byState', 'byTeam', 'byRequester', 'byAssignee', 'byTarget', 'byDue']
  .map((index) => `table/index/${index}`)
  .join(' ')
const files = 'files/attachments/* files/text/*'
const ses = 'arn:{AWS::Partition}:ses:ap-northeast-2:{AWS::AccountId}:'

const ssm = 'arn:{AWS::Partition}:ssm:ap-northeast-2:{AWS::AccountId}:parameter/haneul/prod/'

/** What carrying out an order to a ticket takes: the ticket, and the rules in force. */
const orders = [
  'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem on table',
  'dynamodb:Query on table/index/byState',
]

const machine = 'arn:{AWS::Partition}:states:ap-northeast-2:{AWS::AccountId}:stateMachine:haneul-prod-change'

/** What keeping executions in step with their changes takes. */
const following = [
  'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
  `states:StartExecution on ${machine}`,
  `states:SendTaskSuccess on ${machine}`,
]

const pages = [
  'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem on table',
  `dynamodb:Query on ${indexes}`,
  's3:GetObject on mail/raw/*',
  `s3:GetObject on ${files} files/uploads/*`,
  's3:PutObject on files/attachments/* files/uploads/*',
  's3:ListMultipartUploadParts s3:AbortMultipartUpload on files/uploads/*',
]

const granted: Record<string, string[]> = {
  'intake-email': [
    'sqs:SendMessage on queue intakeemail',
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem dynamodb:UpdateItem on table',
    'dynamodb:Query on table/index/byState',
    's3:GetObject on mail/raw/*',
    `s3:PutObject on ${files}`,
  ],
  'stream-publish': [
    'dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator on table Stream',
    'dynamodb:ListStreams on table/stream/*',
    'sqs:SendMessage on queue streampublish',
    'events:PutEvents on bus',
  ],
  'reactions-mail': [
    'sqs:SendMessage on queue reactionsmail',
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byState table/index/byTeam table/index/byTarget',
    `ses:SendRawEmail on ${ses}identity/haneul.example ${ses}configuration-set/haneul-prod if {"StringEquals":{"ses:FromAddress":"help@haneul.example"}}`,
  ],
  'reactions-receipts': [
    'sqs:SendMessage on queue reactionsreceipts',
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    `ssm:GetParameter ssm:PutParameter on ${ssm}approval/*`,
  ],
  'reactions-mail-sent': [
    'sqs:SendMessage on queue reactionsmailsent',
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem on table',
  ],
  'reactions-mail-bounced': ['sqs:SendMessage on queue reactionsmailbounced', ...orders],
  'reactions-ticket-due': ['sqs:SendMessage on queue reactionsticketdue', ...orders],
  'reactions-family': ['sqs:SendMessage on queue reactionsfamily', ...orders, 'dynamodb:Query on table'],
  'reactions-assign': [
    'sqs:SendMessage on queue reactionsassign',
    ...orders,
    'dynamodb:Query on table/index/byAssignee table/index/byRequester',
  ],
  'reactions-people': [
    'sqs:SendMessage on queue reactionspeople',
    ...orders,
    'dynamodb:Query on table',
    'dynamodb:Query on table/index/byAssignee',
  ],
  'reactions-file-scanned': ['sqs:SendMessage on queue reactionsfilescanned', ...orders],
  'reactions-change-due': ['sqs:SendMessage on queue reactionschangedue', ...orders],
  'reactions-workflow': ['sqs:SendMessage on queue reactionsworkflow', ...following],
  'workflow-task': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem on table',
    `states:SendTaskSuccess on ${machine}`,
  ],
  'workflow-sweep': [
    'sqs:SendMessage on queue workflowsweep',
    ...following,
    'dynamodb:Query on table/index/byState',
    `states:ListExecutions on ${machine}`,
    `states:StopExecution on ${machine.replace(':stateMachine:', ':execution:')}:*`,
  ],
  'clock-minute': [
    'sqs:SendMessage on queue clockminute',
    'dynamodb:Query on table/index/byDue',
    'events:PutEvents on bus',
    'sqs:SendMessage on alerts',
  ],
  'api-rest': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem on table',
    `dynamodb:Query on ${indexes}`,
    's3:GetObject on mail/raw/*',
    `s3:GetObject on ${files} files/uploads/*`,
    's3:PutObject on files/attachments/* files/uploads/*',
    's3:ListMultipartUploadParts s3:AbortMultipartUpload on files/uploads/*',
  ],
  'api-desk': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byState table/index/byDue',
    'sqs:GetQueueAttributes on queue mailreceived queue intakeemail queue streampublish queue reactionsmail queue reactionsmailsent queue reactionsmailbounced queue alerts queue reactionsalertdue',
  ],
  'api-document': [],
  'api-change': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem on table',
    `dynamodb:Query on ${indexes}`,
    's3:GetObject on files/attachments/* files/uploads/*',
    's3:PutObject on files/attachments/*',
  ],
  'web-auth': ['dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table'],
  'api-scim': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byState table/index/byTeam table/index/byRequester',
  ],
  'intake-hook': [
    'dynamodb:GetItem dynamodb:BatchGetItem on table',
    'sqs:SendMessage on alerts',
    's3:PutObject on alertsbucket/deliveries/*',
    `ssm:GetParameter on ${ssm}alert-source/*`,
  ],
  'intake-alert': [
    'sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes on alerts',
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem on table',
    'dynamodb:Query on table/index/byState',
    's3:GetObject on alertsbucket/deliveries/*',
    's3:PutObject on alertsbucket/raw/*',
  ],
  'reactions-alert-due': [
    'sqs:SendMessage on queue reactionsalertdue',
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem on table',
    'dynamodb:Query on table/index/byState',
  ],
  'api-alerts': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byState table/index/byDue',
    `ssm:PutParameter ssm:DeleteParameter on ${ssm}alert-source/*`,
    's3:GetObject on alertsbucket/raw/*',
    'sqs:GetQueueAttributes sqs:StartMessageMoveTask sqs:ListMessageMoveTasks sqs:ReceiveMessage sqs:DeleteMessage on queue alerts',
    'sqs:SendMessage on alerts',
  ],
  'reactions-webhooks': [
    'sqs:SendMessage on queue reactionswebhooks',
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byDue table/index/byRequester',
    `ssm:GetParameter on ${ssm}webhook/*`,
  ],
  'api-webhooks': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byState table/index/byDue',
    `ssm:PutParameter ssm:DeleteParameter on ${ssm}webhook/*`,
  ],
  'api-message-html': ['dynamodb:GetItem dynamodb:BatchGetItem on table', 's3:GetObject on mail/raw/*'],
  'web-console': pages,
  'web-admin': pages.slice(0, 2),
  'web-alerts': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byState table/index/byDue',
    `ssm:PutParameter ssm:DeleteParameter on ${ssm}alert-source/*`,
    `ssm:PutParameter ssm:DeleteParameter on ${ssm}webhook/*`,
    's3:GetObject on alertsbucket/raw/*',
    'sqs:GetQueueAttributes sqs:StartMessageMoveTask sqs:ListMessageMoveTasks sqs:ReceiveMessage sqs:DeleteMessage on queue alerts',
    'sqs:SendMessage on alerts',
  ],
  'web-portal': pages,
  'web-approvals': [
    'dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:PutItem on table',
    'dynamodb:Query on table/index/byState table/index/byTeam table/index/byAssignee table/index/byTarget',
  ],
  'web-public': [],
}

describe('a function in production', () => {
  let resources: readonly Declared[]
  beforeAll(async () => {
    resources = resourcesOf('prod')
  })

  const statementsOf = (role: Declared): Statement[] =>
    role.Properties.Policies.flatMap(
      (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
    )

  const roleOf = (name: string) => {
    const found = resources.find((r) => r.Properties.FunctionName === `haneul-prod-${name}`)!
    return resources.find((r) => r.stack === found.stack && r.id === found.Properties.Role['Fn::GetAtt'][0])!
  }

  test.each(Object.entries(granted))('%s may do exactly this', (name, expected) => {
    const actual = statementsOf(roleOf(name)).map(
      ({ Effect, Action, Resource, Condition }) =>
        `${Effect === 'Allow' ? '' : 'not '}${list(Action).join(' ')} on ${list(Resource).map(nameOf).join(' ')}${Condition ? ` if ${JSON.stringify(Condition)}` : ''}`,
    )
    expect(actual).toEqual([...own(`haneul-prod-${name}`), ...expected])
  })

  test('is one of those above, and no other role or policy exists', () => {
    const functions = resources.filter((r) => r.Type === 'AWS::Lambda::Function')
    expect(functions.map((r) => r.Properties.FunctionName.slice('haneul-prod-'.length)).sort()).toEqual(
      Object.keys(granted).sort(),
    )
    const isOfScan = (r: Declared) => r.id.startsWith('malwarescanrole')
    const isOfMachine = (r: Declared) => r.id.startsWith('changerole')
    const identities = resources.filter((r) => r.Type.startsWith('AWS::IAM::') && !isOfScan(r) && !isOfMachine(r))
    expect(identities.map((r) => r.Type)).toEqual(functions.map(() => 'AWS::IAM::Role'))
    expect(identities.filter((r) => r.Properties.ManagedPolicyArns)).toEqual([])
  })

  test('is granted no wildcard without a reason', () => {
    const unexplained = resources
      .filter((r) => r.Type === 'AWS::IAM::Role')
      .flatMap(statementsOf)
      .flatMap(({ Action, Resource }) => [...list(Action), ...list(Resource).map(nameOf)])
      .filter((word) => word.includes('*') && !wildcards.some(({ granted }) => granted.test(word)))
    expect(unexplained).toEqual([])
  })

  test('leaves scanning to GuardDuty, which may look at what people bring and at nothing else', () => {
    const role = resources.find((r) => r.id.startsWith('malwarescanrole'))!
    const [trust] = role.Properties.AssumeRolePolicyDocument.Statement
    expect(trust).toMatchObject({
      Principal: { Service: 'malware-protection-plan.guardduty.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    })
    const rule =
      'arn:{AWS::Partition}:events:ap-northeast-2:{AWS::AccountId}:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*'
    expect(
      statementsOf(role).map(
        ({ Action, Resource }) => `${list(Action).join(' ')} on ${list(Resource).map(nameOf).join(' ')}`,
      ),
    ).toEqual([
      `events:PutRule events:DeleteRule events:PutTargets events:RemoveTargets on ${rule}`,
      `events:DescribeRule events:ListTargetsByRule on ${rule}`,
      's3:PutBucketNotification s3:GetBucketNotification s3:ListBucket on files',
      's3:PutObject on files/malware-protection-resource-validation-object',
      's3:GetObject s3:GetObjectVersion on files/uploads/*',
      's3:PutObjectTagging s3:GetObjectTagging s3:PutObjectVersionTagging s3:GetObjectVersionTagging on files/uploads/*',
    ])
    const plan = resources.find((r) => r.Type === 'AWS::GuardDuty::MalwareProtectionPlan')!
    expect(plan.Properties).toMatchObject({
      ProtectedResource: { S3Bucket: { ObjectPrefixes: ['uploads/'] } },
      Actions: { Tagging: { Status: 'ENABLED' } },
    })
  })

  test('walks with changes by a machine that may call its one function, and have its log delivered', () => {
    const role = resources.find((r) => r.id.startsWith('changerole'))!
    expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      expect.objectContaining({ Principal: { Service: 'states.amazonaws.com' } }),
    ])
    const statements = statementsOf(role).map(
      ({ Action, Resource }) => `${list(Action).join(' ')} on ${list(Resource).map(nameOf).join(' ')}`,
    )
    expect(statements).toEqual([
      'lambda:InvokeFunction on workflowtask',
      expect.stringMatching(/^(?:logs:\w+ )+on \*$/),
    ])
  })

  test('cannot touch a mail once it is stored, whatever it is granted', () => {
    const policy = resources.find(
      (r) => r.Type === 'AWS::S3::BucketPolicy' && r.Properties.Bucket.Ref.startsWith('mail'),
    )!
    const statement = policy.Properties.PolicyDocument.Statement.find(
      (s: { Sid: string }) => s.Sid === 'NobodyChangesMail',
    )
    expect(statement).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    })
  })
})
