import { type App, CfnResource, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, type NagPack, rules, ServerlessChecks } from 'cdk-nag'

/** A finding that is right as it is, and why. */
interface Accepted {
  readonly type: string
  /** Only for constructs whose path matches. */
  readonly at?: RegExp
  readonly id: string
  readonly reason: string
}

const itself =
  'This queue is the dead-letter queue: what lies in it waits for a person, and the watch stack alarms on it.'

/** Everything cdk-nag finds and we keep. */
export const accepted: readonly Accepted[] = [
  { type: 'AWS::SQS::Queue', at: /-dead-letters\//, id: 'AwsSolutions-SQS3', reason: itself },
  { type: 'AWS::SQS::Queue', at: /-dead-letters\//, id: 'Serverless-SQSRedrivePolicy', reason: itself },
  {
    type: 'AWS::S3::Bucket',
    id: 'AwsSolutions-S1',
    reason:
      'Objects are read by functions that log, or by URLs that those sign for minutes; who wants every access on record turns on CloudTrail data events for the account.',
  },
  {
    type: 'AWS::Lambda::Function',
    id: 'Serverless-LambdaDLQ',
    reason:
      'Asynchronous functions have an on-failure destination, which tells more than a dead-letter target; the stream has one in its mapping; the others answer a caller who sees the error.',
  },
  {
    type: 'AWS::Lambda::Function',
    id: 'Serverless-LambdaTracing',
    reason: 'Every log line names the ticket and the event it is about; traces would be paid for and tell no more.',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    id: 'AwsSolutions-SF1',
    reason:
      'Step Functions remembers every step of an execution for 90 days after its end, free of charge; the log has what failed, without payloads, which carry task tokens.',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    id: 'AwsSolutions-SF2',
    reason: 'An execution waits for days between two steps, and its history tells each; a trace would tell no more.',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    id: 'Serverless-StepFunctionStateMachineXray',
    reason: 'An execution waits for days between two steps, and its history tells each; a trace would tell no more.',
  },
  {
    type: 'AWS::Cognito::UserPool',
    id: 'AwsSolutions-COG8',
    reason:
      'The Plus plan watches passwords for a price per person. People sign in with the company’s own provider, which watches theirs; the few accounts of the pool itself need a second factor.',
  },
  {
    type: 'AWS::SNS::Subscription',
    at: /\/alarms\//,
    id: 'Serverless-SNSRedrivePolicy',
    reason: 'A mail that SNS cannot deliver helps nobody later; the alarm still stands in the console.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/(?:api|message-html|policy|scim|directory|import|approvals-api|approvals-api-parts|delegations|(?:slas|calendars|mail-templates|mail-addresses|alert-sources|alert-dead-letters|webhooks|alerts|alert-storms|alert-rules|services|maintenance-windows|changes|freezes|maintenance-times|change-templates|change-meetings|calendar-feeds|policy-changes)(?:-parts)?)-route\//,
    id: 'AwsSolutions-APIG4',
    reason:
      'The function checks the bearer token against its stored hash; an authorizer would read the same item twice.',
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    at: /-alerts\/deliveries\//,
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'A queue has dead letters of its own; a mapping of a queue takes no destination.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/(?:hook|opsgenie|pagerduty)(?:-parts|-change|-v1)?-route\/|\/(?:named-)?heartbeat-route\//,
    id: 'AwsSolutions-APIG4',
    reason:
      'Monitors bring a source’s key in the path, a header, the query or the body, as each of them can; the function checks it, and the signature on the raw bytes.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/openapi-route\//,
    id: 'AwsSolutions-APIG4',
    reason: 'The document describes the API to whoever is to use it, and holds no record.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/health-route\//,
    id: 'AwsSolutions-APIG4',
    reason: 'Monitors ask for health without a token; the answer names parts of the desk and no record.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/sign-(?:in|out)(?:-callback|-everywhere)?-route\//,
    id: 'AwsSolutions-APIG4',
    reason: 'Whoever signs in is nobody yet; the ways out do nothing without a session.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/(?:pages|console|console-parts|admin|admin-parts|approvals|approvals-parts|alert-pages|alert-pages-parts)-route\//,
    id: 'AwsSolutions-APIG4',
    reason:
      'Pages need a redirect to the sign-in where an authorizer answers 401; the function refuses who is not signed in.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/approval-keys-route\//,
    id: 'AwsSolutions-APIG4',
    reason: 'The keys with which signed receipts are checked are for everybody.',
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    at: /\/assets-route\//,
    id: 'AwsSolutions-APIG4',
    reason: 'Styles, script and fonts are the same for everybody; the page to sign in needs them too.',
  },
]

/** The resources with a wildcard that a function may be granted, and why no exact name exists. */
export const wildcards: readonly { readonly granted: RegExp; readonly at?: RegExp; readonly reason: string }[] = [
  {
    granted: /^(?:Resource::)?\*$/,
    at: /-workflows\/[a-z]+-role\//,
    reason: 'The delivery of logs knows no resources; only Step Functions can take this role.',
  },
  {
    granted: /:execution:haneul-[a-z]+-change:\*$/,
    reason: 'Executions are named by the change that they walk with.',
  },
  {
    granted: /\/raw\/\*$/,
    reason: 'SES names each mail when it arrives; pages of the log of alerts are named when they are written.',
  },
  { granted: /\/attachments\/\*$/, reason: 'Attachments are named when they arrive.' },
  { granted: /\/uploads\/\*$/, reason: 'What people bring is named when they announce it.' },
  {
    granted: /:rule\/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*$/,
    reason: 'GuardDuty names the rule by which it hears of new objects; the condition lets only it use the grant.',
  },
  { granted: /\/deliveries\/\*$/, reason: 'Deliveries are named when they arrive.' },
  { granted: /\/text\/\*$/, reason: 'Long texts are named when they arrive.' },
  {
    granted: /:parameter\/haneul\/[\w-]+\/[a-z-]+\/\*$/,
    reason: 'Secrets are named by the record they belong to, which an administrator makes.',
  },
  {
    granted: /\/stream\/\*$/,
    reason: 'A stream is named by the time it was enabled; a list is asked for all of a table.',
  },
  {
    granted: /:log-group:\/aws\/lambda\/[a-z-]+:\*$/,
    reason: 'Lambda names the log streams in a function’s log group.',
  },
]

/** Explains each wildcard a role is granted, when it has an explanation. */
const acknowledgeWildcards = (role: CfnResource) => {
  const findings = rules.iam.IAMNoWildcardPermissions(role)
  if (!Array.isArray(findings)) return
  for (const finding of findings) {
    const explained = wildcards.find(({ granted, at }) => granted.test(finding) && (at?.test(role.node.path) ?? true))
    if (explained) Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason: explained.reason })
  }
}

class SolutionsChecks extends AwsSolutionsChecks {
  // Findings of this rule are told apart by their resource, which reads as in the template only from here on.
  protected override checkResource(resource: CfnResource) {
    acknowledgeWildcards(resource)
    super.checkResource(resource)
  }
}

/** Has the app checked at synth: a finding that is not accepted above stops it. Answers the packs of rules. */
export const addChecks = (app: App): readonly NagPack[] => {
  for (const resource of app.node.findAll().filter((construct) => construct instanceof CfnResource)) {
    for (const { type, at, id, reason } of accepted) {
      if (type === resource.cfnResourceType && (at?.test(resource.node.path) ?? true)) {
        Validations.of(resource).acknowledge({ id, reason })
      }
    }
  }
  const packs = [new SolutionsChecks(app), new ServerlessChecks(app)]
  Validations.of(app).addPlugins(...packs)
  return packs
}
