import { CfnOutput } from 'aws-cdk-lib'
import { ReceiptRule, ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses'
import type { Construct } from 'constructs'
import { DeskStack } from '../constructs/desk-stack.ts'
import type { Environment } from '../environments.ts'
import type { DataStack } from './data.ts'
import type { IntakeStack } from './intake.ts'

/** Names and ARN of this environment's receipt rule: the bucket and the topic trust exactly this rule. */
export const receiptRule = (stack: DeskStack) => {
  const own = `haneul-${stack.deployment.name}`
  const { receiptRuleSet } = stack.deployment.mail
  const ruleSet = 'existing' in receiptRuleSet ? receiptRuleSet.existing : own
  const arn = stack.formatArn({
    service: 'ses',
    resource: 'receipt-rule-set',
    resourceName: `${ruleSet}:receipt-rule/${own}`,
  })
  return { ruleSet, rule: own, arn }
}

/**
 * Mail to the help addresses → raw mail in the bucket → a notification on the topic, with SES's verdicts.
 * A recipient `help@…` also matches `help+label@…`:
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
 * Alone in its stack, because a receipt rule set is one of a few things that other deployers cannot make.
 */
export class MailInStack extends DeskStack {
  constructor(scope: Construct, environment: Environment, { data, intake }: { data: DataStack; intake: IntakeStack }) {
    super(scope, environment, 'mail-in', 'Receives mail to the help addresses.')
    const names = receiptRule(this)
    new ReceiptRule(this, 'rule', {
      ruleSet:
        'existing' in environment.mail.receiptRuleSet
          ? ReceiptRuleSet.fromReceiptRuleSetName(this, 'rule-set', names.ruleSet)
          : new ReceiptRuleSet(this, 'rule-set', { receiptRuleSetName: names.ruleSet }),
      receiptRuleName: names.rule,
      recipients: environment.mail.helpAddresses,
      scanEnabled: true,
      // People's mail servers that cannot speak TLS would see their mail bounce.
      tlsPolicy: TlsPolicy.OPTIONAL,
      actions: [
        {
          // The library's own action would add a bucket policy without the source ARN, in the wrong stack.
          bind: () => ({
            s3Action: {
              bucketName: data.mail.bucketName,
              objectKeyPrefix: 'raw/',
              topicArn: intake.mailReceived.topicArn,
            },
          }),
        },
      ],
    })
    new CfnOutput(this, 'MxRecord', {
      description: `MX record of ${environment.mail.domain}`,
      value: `10 inbound-smtp.${environment.region}.amazonaws.com`,
    })
  }
}
