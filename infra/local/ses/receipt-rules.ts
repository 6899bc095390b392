import type { Authority } from '../iam/authority.ts'
import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { Resource, World } from '../world.ts'
import { domainOf } from './address.ts'
import { identityFor } from './identity.ts'

/** One thing a receipt rule does with a mail. */
export type Action =
  | { readonly type: 'S3'; readonly bucket: string; readonly prefix: string; readonly topicArn?: string }
  | { readonly type: 'SNS'; readonly topicArn: string; readonly base64: boolean }
  | { readonly type: 'Bounce'; readonly smtpReplyCode: number; readonly statusCode?: string; readonly message: string }
  | { readonly type: 'Stop' }

/** A receipt rule of the active rule set. */
export interface ReceiptRule {
  readonly arn: string
  readonly scans: boolean
  /** Addresses and domains it takes mail for; none means every verified identity. */
  readonly recipients: readonly string[]
  readonly actions: readonly Action[]
  matches(recipient: string): boolean
}

/**
 * The enabled rules in their order. Throws a sentence for actions that are not played, and where a bucket or topic does not
 * let SES in (on AWS such a rule cannot be created).
 */
export function receiptRules(world: World, authority: Authority): readonly ReceiptRule[] {
  const sets = world.ofType('AWS::SES::ReceiptRuleSet')
  if (sets.length > 1)
    throw new Error(sentence(sets[1]!, 'one rule set is active at a time, and the template has several'))
  const rules = world.ofType('AWS::SES::ReceiptRule')
  return inOrder(rules)
    .filter(({ properties }) => properties.Rule.Enabled === true)
    .map((rule) => receiptRule(rule, world, authority))
}

function inOrder(rules: readonly Resource[]): readonly Resource[] {
  const ordered = rules.filter(({ properties }) => properties.After === undefined)
  while (ordered.length < rules.length) {
    const next = rules.find(
      (rule) => !ordered.includes(rule) && ordered.some(({ ref }) => ref === rule.properties.After),
    )
    if (next === undefined) throw new Error(sentence(rules[0]!, 'some rule comes after one that does not exist'))
    ordered.splice(ordered.findIndex(({ ref }) => ref === next.properties.After) + 1, 0, next)
  }
  return ordered
}

function receiptRule(resource: Resource, world: World, authority: Authority): ReceiptRule {
  refuseUnknown(resource, ['After', 'Rule', 'RuleSetName'])
  const { Rule, RuleSetName } = resource.properties
  refuseUnknown({ ...resource, properties: Rule }, ['Actions', 'Enabled', 'Name', 'Recipients', 'ScanEnabled'], {
    TlsPolicy: 'nothing leaves loopback',
  })
  const arn = `arn:aws:ses:${world.region}:${world.account}:receipt-rule-set/${RuleSetName}:receipt-rule/${resource.ref}`
  const actions: readonly Action[] = (Rule.Actions ?? []).map((action: object) => actionOf(resource, action))
  for (const action of actions) requireWelcome(resource, action, arn, world, authority)
  const recipients: readonly string[] = Rule.Recipients ?? []
  return {
    arn,
    scans: Rule.ScanEnabled === true,
    recipients,
    actions,
    matches: (recipient) =>
      recipients.length === 0
        ? identityFor(world, recipient) !== undefined
        : recipients.some((condition) => fitsCondition(condition.toLowerCase(), recipient.toLowerCase())),
  }
}

/**
 * A condition is an address (with or without a label in the recipient), a domain, or a domain's subdomains with a leading
 * dot: https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
 */
function fitsCondition(condition: string, recipient: string): boolean {
  const domain = domainOf(recipient)
  if (condition.startsWith('.')) return domain.endsWith(condition)
  if (!condition.includes('@')) return domain === condition
  const local = recipient.slice(0, recipient.lastIndexOf('@'))
  return condition === recipient || condition === `${local.split('+')[0]}@${domain}`
}

function actionOf(resource: Resource, action: object): Action {
  const [[kind = '', properties] = []] = Object.entries(action)
  const known = { ...resource, properties }
  switch (kind) {
    case 'S3Action':
      refuseUnknown(known, ['BucketName', 'ObjectKeyPrefix', 'TopicArn'])
      return {
        type: 'S3',
        bucket: properties.BucketName,
        prefix: properties.ObjectKeyPrefix ?? '',
        topicArn: properties.TopicArn,
      }
    case 'SNSAction':
      refuseUnknown(known, ['Encoding', 'TopicArn'])
      return { type: 'SNS', topicArn: properties.TopicArn, base64: properties.Encoding === 'Base64' }
    case 'BounceAction':
      refuseUnknown(known, ['Message', 'SmtpReplyCode', 'StatusCode'], { Sender: 'the answer goes to the SMTP client' })
      return {
        type: 'Bounce',
        smtpReplyCode: Number(properties.SmtpReplyCode),
        statusCode: properties.StatusCode,
        message: properties.Message,
      }
    case 'StopAction':
      refuseUnknown(known, ['Scope'])
      return { type: 'Stop' }
    default:
      throw new Error(sentence(resource, `the local host does not play ${kind}`))
  }
}

function requireWelcome(resource: Resource, action: Action, ruleArn: string, world: World, authority: Authority): void {
  const context = { 'aws:SourceArn': ruleArn, 'aws:SourceAccount': world.account }
  const ask = (arn: string, permission: string) => {
    if (authority.allowedByResourcePolicy(arn, 'ses.amazonaws.com', permission, context)) return
    throw new Error(
      sentence(resource, `the policy of ${arn} does not allow ses.amazonaws.com ${permission} for ${ruleArn}`),
    )
  }
  if (action.type === 'S3')
    ask(`arn:aws:s3:::${action.bucket}/${action.prefix}AMAZON_SES_SETUP_NOTIFICATION`, 's3:PutObject')
  if ('topicArn' in action && action.topicArn !== undefined) ask(action.topicArn, 'sns:Publish')
}
