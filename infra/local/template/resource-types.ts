import { generatedId, generatedName, generatedUuid } from './physical-name.ts'

/** Where resources exist: what pseudo parameters answer and ARNs are made of. */
export interface Place {
  readonly account: string
  readonly region: string
  /** URL of the gateway; queue URLs lead there, because the SDK sends to the host of a queue's URL. */
  readonly endpoint: string
  /** URL of the HTTP API. */
  readonly apiUrl: string
}

/** A resource whose name is being derived; `property` resolves one property of its declaration. */
export interface Subject extends Place {
  readonly stack: string
  readonly logicalId: string
  property(name: string): unknown
}

/** How CloudFormation names a type; `id` is the physical name that `ref`, `arn` and `attributes` build on. */
export interface ResourceType {
  id(subject: Subject): string
  ref?(id: string, subject: Subject): string
  arn?(id: string, subject: Subject): string
  readonly attributes?: Readonly<Record<string, (id: string, subject: Subject) => string>>
  /** Why the type changes nothing on one machine; absent for types that a part of the host plays. */
  readonly withoutEffect?: string
}

const named =
  (property: string, limit: number) =>
  (subject: Subject): string =>
    String(subject.property(property) ?? generatedName(subject.stack, subject.logicalId, limit))
const made = ({ stack, logicalId }: Subject) => generatedId(stack, logicalId)
const arnOf =
  (service: string, resource: (id: string) => string) =>
  (id: string, { region, account }: Subject) =>
    `arn:aws:${service}:${region}:${account}:${resource(id)}`

const tableArn = arnOf('dynamodb', (id) => `table/${id}`)
/** ARN of a table's stream; its label is the creation time on AWS, and here the same for all: the engine takes any. */
export const streamArnOf = (ofTable: string): string => `${ofTable}/stream/2026-01-01T00:00:00.000`

const queueUrl = (id: string, { endpoint, account }: Subject) => `${endpoint}/${account}/${id}`
const queueArn = arnOf('sqs', (id) => id)
const topicArn = arnOf('sns', (id) => id)
const functionArn = arnOf('lambda', (id) => `function:${id}`)
const roleArn = (id: string, subject: Subject) =>
  `arn:aws:iam::${subject.account}:role${String(subject.property('Path') ?? '/')}${id}`
const policyArn = (id: string, subject: Subject) =>
  `arn:aws:iam::${subject.account}:policy${String(subject.property('Path') ?? '/')}${id}`
const busArn = arnOf('events', (id) => `event-bus/${id}`)
const busOfRule = (subject: Subject) =>
  String(subject.property('EventBusName') ?? 'default')
    .split('/')
    .at(-1)!
const ruleArn = (id: string, subject: Subject) => {
  const bus = busOfRule(subject)
  return `arn:aws:events:${subject.region}:${subject.account}:rule/${bus === 'default' ? '' : `${bus}/`}${id}`
}
const scheduleArn = (id: string, subject: Subject) =>
  `arn:aws:scheduler:${subject.region}:${subject.account}:schedule/${String(subject.property('GroupName') ?? 'default')}/${id}`
const planArn = arnOf('guardduty', (id) => `malware-protection-plan/${id}`)
const logGroupArn = arnOf('logs', (id) => `log-group:${id}:*`)
const alarmArn = arnOf('cloudwatch', (id) => `alarm:${id}`)
const machineArn = arnOf('states', (id) => `stateMachine:${id}`)
const mappingArn = arnOf('lambda', (id) => `event-source-mapping:${id}`)
const poolId = ({ region, stack, logicalId }: Subject) => `${region}_${generatedId(stack, logicalId)}`
/** On AWS below `cognito-idp.<region>.amazonaws.com`; here the host itself is the sign-in service (oidc/routes.ts). */
const issuerOf = (_: string, { apiUrl }: Subject) => `${apiUrl}/_local/oidc`
const dkimAttributes = Object.fromEntries(
  ['1', '2', '3'].flatMap((number): [string, (id: string) => string][] => [
    [`DkimDNSTokenName${number}`, (id) => `local${number}._domainkey.${id}`],
    [`DkimDNSTokenValue${number}`, () => `local${number}.dkim.amazonses.com`],
  ]),
)

/**
 * Every resource type the local host knows, with the return values of the CloudFormation reference ("Ref" and
 * "Fn::GetAtt" of each type). A type that is not in here stops the start.
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::DynamoDB::Table': {
    id: named('TableName', 255),
    arn: tableArn,
    attributes: {
      Arn: tableArn,
      StreamArn: (id, subject) => streamArnOf(tableArn(id, subject)),
    },
  },
  'AWS::S3::Bucket': {
    id: named('BucketName', 63),
    arn: (id) => `arn:aws:s3:::${id}`,
    attributes: {
      Arn: (id) => `arn:aws:s3:::${id}`,
      DomainName: (id) => `${id}.s3.amazonaws.com`,
      RegionalDomainName: (id, { region }) => `${id}.s3.${region}.amazonaws.com`,
    },
  },
  'AWS::S3::BucketPolicy': { id: made },
  'AWS::SQS::Queue': {
    id: named('QueueName', 80),
    ref: queueUrl,
    arn: queueArn,
    attributes: { Arn: queueArn, QueueName: (id) => id, QueueUrl: queueUrl },
  },
  'AWS::SQS::QueuePolicy': { id: made },
  'AWS::SNS::Topic': {
    id: named('TopicName', 256),
    ref: topicArn,
    arn: topicArn,
    attributes: { TopicArn: topicArn, TopicName: (id) => id },
  },
  'AWS::SNS::TopicPolicy': { id: made },
  'AWS::SNS::Subscription': {
    id: (subject) => `${subject.property('TopicArn')}:${generatedUuid(subject.stack, subject.logicalId)}`,
    arn: (id) => id,
    attributes: { Arn: (id) => id },
  },
  'AWS::Lambda::Function': { id: named('FunctionName', 64), arn: functionArn, attributes: { Arn: functionArn } },
  'AWS::Lambda::Permission': { id: made },
  'AWS::Lambda::EventInvokeConfig': { id: made },
  'AWS::Lambda::EventSourceMapping': {
    id: ({ stack, logicalId }) => generatedUuid(stack, logicalId),
    arn: mappingArn,
    attributes: { Id: (id) => id, EventSourceMappingArn: mappingArn },
  },
  'AWS::IAM::Role': {
    id: named('RoleName', 64),
    arn: roleArn,
    attributes: { Arn: roleArn, RoleId: (id) => `AROA${id.toUpperCase()}` },
  },
  'AWS::IAM::Policy': { id: named('PolicyName', 128) },
  'AWS::IAM::ManagedPolicy': {
    id: named('ManagedPolicyName', 128),
    ref: policyArn,
    arn: policyArn,
    attributes: { PolicyArn: policyArn },
  },
  'AWS::Events::EventBus': {
    id: named('Name', 256),
    arn: busArn,
    attributes: { Arn: busArn, Name: (id) => id },
  },
  'AWS::Events::Rule': {
    id: named('Name', 64),
    ref: (id, subject) => (busOfRule(subject) === 'default' ? id : `${busOfRule(subject)}|${id}`),
    arn: ruleArn,
    attributes: { Arn: ruleArn },
  },
  'AWS::Scheduler::Schedule': { id: named('Name', 64), arn: scheduleArn, attributes: { Arn: scheduleArn } },
  'AWS::StepFunctions::StateMachine': {
    id: named('StateMachineName', 80),
    ref: machineArn,
    arn: machineArn,
    attributes: { Arn: machineArn, Name: (id) => id, StateMachineRevisionId: () => 'INITIAL' },
  },
  'AWS::ApiGatewayV2::Api': {
    id: made,
    arn: (id, { region }) => `arn:aws:apigateway:${region}::/apis/${id}`,
    attributes: { ApiEndpoint: (_, { apiUrl }) => apiUrl, ApiId: (id) => id },
  },
  'AWS::ApiGatewayV2::Stage': { id: named('StageName', 128) },
  'AWS::ApiGatewayV2::Integration': { id: made, attributes: { IntegrationId: (id) => id } },
  'AWS::ApiGatewayV2::Route': { id: made, attributes: { RouteId: (id) => id } },
  'AWS::Cognito::UserPool': {
    id: poolId,
    arn: arnOf('cognito-idp', (id) => `userpool/${id}`),
    attributes: {
      Arn: arnOf('cognito-idp', (id) => `userpool/${id}`),
      ProviderName: (_, { apiUrl }) => `${apiUrl.replace(/^https?:\/\//, '')}/_local/oidc`,
      ProviderURL: issuerOf,
      UserPoolId: (id) => id,
    },
  },
  'AWS::Cognito::UserPoolClient': { id: made, attributes: { ClientId: (id) => id } },
  'AWS::Cognito::UserPoolDomain': { id: (subject) => String(subject.property('Domain')) },
  'AWS::Cognito::UserPoolIdentityProvider': { id: (subject) => String(subject.property('ProviderName')) },
  'AWS::SES::ReceiptRuleSet': { id: named('RuleSetName', 64) },
  'AWS::SES::ReceiptRule': {
    id: (subject) => {
      const rule = subject.property('Rule') as { readonly Name?: string } | undefined
      return rule?.Name ?? generatedName(subject.stack, subject.logicalId, 64)
    },
  },
  'AWS::SES::ConfigurationSet': { id: named('Name', 64) },
  'AWS::SES::ConfigurationSetEventDestination': { id: made, attributes: { Id: (id) => id } },
  'AWS::SES::EmailIdentity': {
    id: named('EmailIdentity', 320),
    arn: arnOf('ses', (id) => `identity/${id}`),
    attributes: dkimAttributes,
  },
  'AWS::GuardDuty::MalwareProtectionPlan': {
    id: made,
    arn: planArn,
    attributes: { Arn: planArn, MalwareProtectionPlanId: (id) => id, Status: () => 'ACTIVE' },
  },
  'AWS::Logs::LogGroup': {
    id: named('LogGroupName', 512),
    arn: logGroupArn,
    attributes: { Arn: logGroupArn },
    withoutEffect: 'functions write to the output of the host',
  },
  'AWS::CloudWatch::Alarm': {
    id: named('AlarmName', 255),
    arn: alarmArn,
    attributes: { Arn: alarmArn },
    withoutEffect: 'there are no metrics to watch; /healthz says how intake is',
  },
  'AWS::CloudWatch::CompositeAlarm': {
    id: named('AlarmName', 255),
    arn: alarmArn,
    attributes: { Arn: alarmArn },
    withoutEffect: 'there are no metrics to watch; /healthz says how intake is',
  },
  'AWS::CloudWatch::Dashboard': { id: named('DashboardName', 255), withoutEffect: 'there are no metrics to show' },
  'AWS::Logs::MetricFilter': { id: named('FilterName', 512), withoutEffect: 'there are no metrics to count' },
  'AWS::CDK::Metadata': { id: made, withoutEffect: 'it tells AWS which constructs were used' },
}
