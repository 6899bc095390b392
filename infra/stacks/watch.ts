import { Duration } from 'aws-cdk-lib'
import { ComparisonOperator, MathExpression, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { DeadLetters } from '../constructs/dead-letters.ts'
import { DeskAlarm, type DeskAlarmProps } from '../constructs/desk-alarm.ts'
import { DeskDashboard } from '../constructs/desk-dashboard.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import type { Environment } from '../environments.ts'
import type { AlertsStack } from './alerts.ts'
import type { ClocksStack } from './clocks.ts'
import type { DoorStack } from './door.ts'
import type { EventsStack } from './events.ts'
import type { IntakeStack } from './intake.ts'
import { receiptRule } from './mail-in.ts'
import type { WebStack } from './web.ts'
import type { WebhooksStack } from './webhooks.ts'
import type { WorkflowsStack } from './workflows.ts'

/** Everything there is to watch. */
export interface Watched {
  readonly door: DoorStack
  readonly events: EventsStack
  readonly intake: IntakeStack
  readonly alerts: AlertsStack
  readonly webhooks: WebhooksStack
  readonly workflows: WorkflowsStack
  readonly clocks: ClocksStack
  readonly web: WebStack
}

const minute = Duration.minutes(1)
const fiveMinutes = Duration.minutes(5)
const { GREATER_THAN_THRESHOLD, GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator

/**
 * Who is told when something hurts. Ten alarms are free in an account, and an alarm on a sum is billed per metric in it,
 * so there is no alarm on function errors: what an asynchronous function cannot do after its retries is a dead letter,
 * what a page or the API cannot do is a 5xx, and what publishing cannot do makes the stream fall behind.
 */
export class WatchStack extends DeskStack {
  private readonly topic: Topic

  constructor(scope: Construct, environment: Environment, watched: Watched) {
    super(scope, environment, 'watch', 'Alarms and a dashboard.')
    this.topic = this.alarmTopic(environment.alarmAddress)
    const { door, events, intake, alerts, webhooks, workflows, clocks, web } = watched

    const deadLetters = [
      intake.undelivered,
      intake.email.deadLetters,
      events.unpublished,
      events.mail.deadLetters,
      events.mailSent.deadLetters,
      events.mailBounced.deadLetters,
      events.ticketDue.deadLetters,
      events.family.deadLetters,
      events.assign.deadLetters,
      clocks.minute.deadLetters,
    ]
    const messagesIn = (queue: DeadLetters) =>
      queue.metricApproximateNumberOfMessagesVisible({ period: minute, statistic: Stats.MAXIMUM })
    const waiting = deadLetters.map(messagesIn)
    this.alarm({
      name: 'dead-letters',
      ifItGoesOff: `Something was given up after all retries. ${[...new Set(deadLetters.map((queue) => queue.ifItFails))].join(' ')}`,
      metric: sumOf(waiting),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: 0,
    })
    const ofAlerts = [alerts.deadLetters, alerts.due.deadLetters, webhooks.send.deadLetters]
    const alertsWaiting = ofAlerts.map(messagesIn)
    this.alarm({
      name: 'dead-letters-alerts',
      ifItGoesOff: `Something about alerts or webhooks was given up after all retries. ${[...new Set(ofAlerts.map((queue) => queue.ifItFails))].join(' ')}`,
      metric: sumOf(alertsWaiting),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: 0,
    })
    // An alarm is on at most ten metrics.
    const ofPeople = [
      events.people.deadLetters,
      events.fileScanned.deadLetters,
      events.receipts.deadLetters,
      workflows.reaction.deadLetters,
      workflows.sweep.deadLetters,
      workflows.changeDue.deadLetters,
    ]
    const waitingOfPeople = ofPeople.map(messagesIn)
    this.alarm({
      name: 'dead-letters-people',
      ifItGoesOff: `Something about people, their files or changes was given up after all retries. ${[...ofPeople.map((queue) => queue.ifItFails), workflows.task.ifItFails].join(' ')}`,
      metric: new MathExpression({
        expression: [...waitingOfPeople.map((_, index) => `FILL(p${index}, 0)`), 'FILL(failed, 0)'].join(' + '),
        usingMetrics: {
          ...Object.fromEntries(waitingOfPeople.map((metric, index) => [`p${index}`, metric])),
          // What an execution could not do after its retries leaves no letter.
          failed: workflows.change.metricFailed({ period: minute }),
        },
        label: 'dead letters and failed executions',
        period: minute,
      }),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: 0,
    })
    this.alarm({
      name: 'mail-not-stored',
      ifItGoesOff: 'SES could not store or announce a mail; it tries for four hours, then the mail is lost to us.',
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: 'PublishFailure',
        dimensionsMap: { RuleName: receiptRule(this).rule },
        statistic: Stats.SUM,
        period: fiveMinutes,
      }),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: 0,
    })
    this.alarm({
      name: 'mail-waiting',
      ifItGoesOff:
        'Mail or alerts wait for minutes: people wait for their acknowledgement, and nobody knows yet what monitors have seen.',
      metric: new MathExpression({
        expression: 'MAX([FILL(incoming, 0), FILL(outgoing, 0), FILL(alerts, 0) * 1000])',
        usingMetrics: {
          alerts: alerts.queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: Stats.MAXIMUM }),
          incoming: eventAge(intake.email.functionName),
          outgoing: eventAge(events.mail.functionName),
        },
        label: 'milliseconds the oldest mail or alert waits',
        period: fiveMinutes,
      }),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: fiveMinutes.toMilliseconds(),
    })
    this.alarm({
      name: 'stream-behind',
      ifItGoesOff: `Publishing is more than five minutes behind. ${events.publish.ifItFails}`,
      metric: events.publish.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: minute }),
      comparison: GREATER_THAN_THRESHOLD,
      threshold: fiveMinutes.toMilliseconds(),
      periods: 3,
    })
    this.alarm({
      name: 'clock-stopped',
      ifItGoesOff: `The minute clock has not run for five minutes. ${clocks.minute.ifItFails}`,
      metric: clocks.minute.metricInvocations({ period: fiveMinutes }),
      comparison: LESS_THAN_THRESHOLD,
      threshold: 1,
      missingData: TreatMissingData.BREACHING,
    })
    this.alarm({
      name: 'pages-failing',
      ifItGoesOff: `Pages or the API answer with errors. ${[web.console, web.admin, web.alerts, web.portal, web.approvals, web.auth, web.rest, web.desk, web.messageHtml, web.document, web.change, web.scim, web.public, alerts.hook, alerts.api, webhooks.api].map(({ ifItFails }) => ifItFails).join(' ')}`,
      metric: door.api.metricServerError({ period: fiveMinutes }),
      comparison: GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // One can be a client that went away; three in five minutes are people who see an error page.
      threshold: 3,
    })
    this.alarm({
      name: 'bounces',
      ifItGoesOff: 'Too much of our mail bounces: SES reviews the account at 5 % and may stop all mail at 10 %.',
      metric: reputation('BounceRate'),
      comparison: GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 0.05,
    })
    this.alarm({
      name: 'complaints',
      ifItGoesOff: 'People mark our mail as spam: SES reviews the account at 0.1 % and may stop all mail at 0.5 %.',
      metric: reputation('ComplaintRate'),
      comparison: GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 0.001,
    })
    new DeskDashboard(this, watched, [...waiting, ...waitingOfPeople, ...alertsWaiting])
  }

  private alarm(props: Omit<DeskAlarmProps, 'topic'>) {
    new DeskAlarm(this, { ...props, topic: this.topic })
  }

  private alarmTopic(address: string | undefined): Topic {
    const topic = new Topic(this, 'alarms', { topicName: `haneul-${this.deployment.name}-alarms`, enforceSSL: true })
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsTell',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    )
    if (address) topic.addSubscription(new EmailSubscription(address))
    return topic
  }
}

/** How many messages wait in all; a queue that nobody has used for six hours reports nothing, which must not hide the others. */
const sumOf = (waiting: readonly Metric[]) =>
  new MathExpression({
    expression: waiting.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(waiting.map((metric, index) => [`m${index}`, metric])),
    label: 'dead letters',
    period: minute,
  })

/** How long the oldest asynchronous event waited for the function, in milliseconds. */
const eventAge = (functionName: string) =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'AsyncEventAge',
    dimensionsMap: { FunctionName: functionName },
    statistic: Stats.MAXIMUM,
    period: fiveMinutes,
  })

/** A share (0 to 1) of the account's recent mail: https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html */
const reputation = (name: 'BounceRate' | 'ComplaintRate') =>
  new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${name}`,
    statistic: Stats.AVERAGE,
    period: Duration.hours(1),
  })
