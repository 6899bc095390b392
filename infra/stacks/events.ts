import { Duration } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { DeadLetters } from '../constructs/dead-letters.ts'
import { DeskFunction } from '../constructs/desk-function.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import { items, lists, putEvents, readStream, sendMail, sendMessages } from '../constructs/grant.ts'
import { Reaction } from '../constructs/reaction.ts'
import type { Environment } from '../environments.ts'
import type { DataStack } from './data.ts'
import type { MailOutStack } from './mail-out.ts'

interface Inputs {
  readonly data: DataStack
  readonly mailOut: MailOutStack
}

/** Table stream → publish → bus → one rule and function per reaction. */
export class EventsStack extends DeskStack {
  /** Every event of the desk, source `haneul`, detail type the event's name. */
  readonly bus: EventBus
  readonly publish: DeskFunction
  readonly unpublished: DeadLetters
  readonly mail: Reaction
  readonly mailSent: Reaction
  readonly ticketDue: Reaction
  readonly family: Reaction
  readonly assign: Reaction

  constructor(scope: Construct, environment: Environment, { data, mailOut }: Inputs) {
    super(scope, environment, 'events', 'Publishes what happened, and reacts to it.')
    this.bus = new EventBus(this, 'bus', { eventBusName: `haneul-${environment.name}` })

    const ifPublishFails = 'Nothing reacts to what happens: no acknowledgements, no notifications, no replays.'
    this.unpublished = new DeadLetters(this, 'stream-publish', ifPublishFails)
    this.publish = new DeskFunction(this, {
      path: 'stream/publish',
      ifItFails: ifPublishFails,
      settings: { EVENT_BUS_NAME: this.bus.eventBusName },
      may: [...readStream(data.table), sendMessages(this.unpublished), putEvents(this.bus)],
    })
    new EventSourceMapping(this, 'stream', {
      target: this.publish,
      eventSourceArn: data.table.tableStreamArn!,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 2,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 20,
      // A stream keeps its records for 24 hours.
      maxRecordAge: Duration.hours(23),
      onFailure: { bind: () => ({ destination: this.unpublished.queueArn }) },
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('event#') } } },
        }),
        FilterCriteria.filter({
          dynamodb: {
            NewImage: { kind: { S: FilterRule.isEqual('letter') }, outcome: { S: FilterRule.isEqual('replaying') } },
          },
        }),
      ],
    })

    const { helpAddresses, domain } = environment.mail
    const mailFrom = helpAddresses[0]!
    this.mail = new Reaction(this, {
      path: 'reactions/mail',
      ifItFails: 'People get no mail about their tickets: no acknowledgement, no answer of an agent.',
      to: {
        bus: this.bus,
        patterns: [
          { source: ['haneul'], detailType: ['incident.opened', 'incident.commented'] },
          { source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['mail'] } },
        ],
      },
      timeout: Duration.seconds(30),
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_FROM: mailFrom,
        HELP_ADDRESSES: helpAddresses.join(','),
        CONFIGURATION_SET: mailOut.configurationSetName,
        INSTANCE: environment.instance,
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
        sendMail(this, domain, mailOut.configurationSetName, mailFrom),
      ],
    })

    this.mailSent = new Reaction(this, {
      path: 'reactions/mail-sent',
      ifItFails: 'A reply to our mail may open a new ticket instead of landing on its own.',
      to: {
        bus: EventBus.fromEventBusName(this, 'default-bus', 'default'),
        patterns: [
          {
            source: ['aws.ses'],
            detailType: ['Email Sent'],
            detail: { mail: { tags: { 'ses:configuration-set': [mailOut.configurationSetName] } } },
          },
        ],
      },
      settings: { TABLE_NAME: data.table.tableName },
      may: [items(data.table, 'GetItem', 'PutItem')],
    })

    const orders = [items(data.table, 'GetItem', 'BatchGetItem', 'PutItem'), lists(data.table, 'byState')]
    this.ticketDue = new Reaction(this, {
      path: 'reactions/ticket-due',
      ifItFails: 'Nobody is warned before a promise is broken, and what is solved stays open.',
      to: {
        bus: this.bus,
        patterns: [{ source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['ticket'] } }],
      },
      timeout: Duration.seconds(60),
      settings: { TABLE_NAME: data.table.tableName },
      may: orders,
    })
    this.family = new Reaction(this, {
      path: 'reactions/family',
      ifItFails: 'The incidents of an outage stay open when it is over, and their callers are not told.',
      to: {
        bus: this.bus,
        patterns: [
          { source: ['haneul'], detailType: ['incident.resolved'], detail: { children: [{ numeric: ['>', 0] }] } },
        ],
      },
      // An outage has hundreds of children, each a transaction of its own.
      timeout: Duration.minutes(2),
      settings: { TABLE_NAME: data.table.tableName },
      may: [...orders, items(data.table, 'Query')],
    })
    this.assign = new Reaction(this, {
      path: 'reactions/assign',
      ifItFails: 'Tickets of teams that share work by a rule stay with nobody.',
      to: {
        bus: this.bus,
        patterns: [
          { source: ['haneul'], detailType: ['incident.opened', 'incident.assigned'] },
          { source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['unassigned'] } },
        ],
      },
      timeout: Duration.seconds(60),
      settings: { TABLE_NAME: data.table.tableName },
      may: [...orders, lists(data.table, 'byAssignee', 'byRequester')],
    })
  }
}
