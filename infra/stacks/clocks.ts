import { Duration } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import { DeskStack } from '../constructs/desk-stack.ts'
import { lists, putEvents, sendMessages } from '../constructs/grant.ts'
import { Reaction } from '../constructs/reaction.ts'
import type { Environment } from '../environments.ts'
import type { AlertsStack } from './alerts.ts'
import type { DataStack } from './data.ts'
import type { EventsStack } from './events.ts'

interface Inputs {
  readonly data: DataStack
  readonly events: EventsStack
  readonly alerts: AlertsStack
}

/** What happens because time passes: every minute, all that is due becomes events. */
export class ClocksStack extends DeskStack {
  readonly minute: Reaction

  constructor(scope: Construct, environment: Environment, { data, events, alerts }: Inputs) {
    super(scope, environment, 'clocks', 'Finds what is due, every minute.')
    this.minute = new Reaction(this, {
      path: 'clock/minute',
      ifItFails:
        'Nothing that is due happens: no warning before a promise is broken, no closing, no second try of a mail.',
      to: { every: Schedule.rate(Duration.minutes(1)) },
      // It waits for what falls due within the next half minute.
      timeout: Duration.seconds(90),
      settings: {
        TABLE_NAME: data.table.tableName,
        EVENT_BUS_NAME: events.bus.eventBusName,
        ALERT_QUEUE: alerts.queue.queueUrl,
      },
      may: [lists(data.table, 'byDue'), putEvents(events.bus), sendMessages(alerts.queue)],
    })
  }
}
