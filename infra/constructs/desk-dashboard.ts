import { Dashboard, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Watched } from '../stacks/watch.ts'
import type { DeskStack } from './desk-stack.ts'

/** One page that answers "is mail going through, are pages quick, what fails", in the order of a mail's way. */
export class DeskDashboard extends Dashboard {
  constructor(
    stack: DeskStack,
    { door, events, intake, alerts, webhooks, workflows, clocks, web }: Watched,
    deadLetters: IMetric[],
  ) {
    super(stack, 'dashboard', { dashboardName: `haneul-${stack.deployment.name}` })
    const functions = [
      intake.email,
      events.publish,
      events.mail,
      events.mailSent,
      events.mailBounced,
      events.ticketDue,
      events.family,
      events.assign,
      events.people,
      events.fileScanned,
      events.receipts,
      alerts.hook,
      alerts.alert,
      alerts.due,
      alerts.api,
      webhooks.send,
      webhooks.api,
      workflows.task,
      workflows.reaction,
      workflows.sweep,
      workflows.changeDue,
      clocks.minute,
      web.rest,
      web.desk,
      web.messageHtml,
      web.document,
      web.change,
      web.auth,
      web.console,
      web.admin,
      web.alerts,
      web.portal,
      web.approvals,
      web.public,
      web.scim,
    ]
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12 })
    this.addWidgets(
      graph('Mail received', [intake.mailReceived.metricNumberOfMessagesPublished({ statistic: Stats.SUM })]),
      graph('Dead letters', deadLetters),
      graph('Requests', [door.api.metricCount(), door.api.metricClientError(), door.api.metricServerError()]),
      graph('Latency, 95th percentile', [door.api.metricLatency({ statistic: Stats.p(95) })]),
      graph(
        'Invocations',
        functions.map((f) => f.metricInvocations()),
      ),
      graph(
        'Errors, retried ones included',
        functions.map((f) => f.metricErrors()),
      ),
      graph(
        'Duration, 95th percentile',
        functions.map((f) => f.metricDuration({ statistic: Stats.p(95) })),
      ),
      graph('Executions of changes', [
        workflows.change.metricStarted(),
        workflows.change.metricSucceeded(),
        workflows.change.metricFailed(),
        workflows.change.metricTimedOut(),
      ]),
      graph('Stream age', [events.publish.metric('IteratorAge', { statistic: Stats.MAXIMUM })]),
    )
  }
}
