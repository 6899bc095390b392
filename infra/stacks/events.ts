import { Duration } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { DeadLetters } from '../constructs/dead-letters.ts'
import { DeskFunction } from '../constructs/desk-function.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import {
  items,
  lists,
  putEvents,
  readStream,
  secrets,
  secretsPath,
  sendMail,
  sendMessages,
} from '../constructs/grant.ts'
import { Reaction } from '../constructs/reaction.ts'
import type { Environment } from '../environments.ts'
import type { DataStack } from './data.ts'
import type { DoorStack } from './door.ts'
import type { MailOutStack } from './mail-out.ts'

interface Inputs {
  readonly data: DataStack
  readonly door: DoorStack
  readonly mailOut: MailOutStack
}

/** What somebody may get a mail about. */
const told = [
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
  'change.approval_asked',
  'change.approval_reminded',
  'change.approver_replaced',
  'change.approvals_invalidated',
  'change.reverted',
  'change.canceled',
  'change.implemented',
]

/** Table stream → publish → bus → one rule and function per reaction. */
export class EventsStack extends DeskStack {
  /** Every event of the desk, source `haneul`, detail type the event's name. */
  readonly bus: EventBus
  readonly publish: DeskFunction
  readonly unpublished: DeadLetters
  readonly mail: Reaction
  readonly mailSent: Reaction
  readonly mailBounced: Reaction
  readonly ticketDue: Reaction
  readonly family: Reaction
  readonly assign: Reaction
  readonly people: Reaction
  readonly fileScanned: Reaction
  readonly receipts: Reaction

  constructor(scope: Construct, environment: Environment, { data, door, mailOut }: Inputs) {
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
          dynamodb: {
            Keys: { sk: { S: FilterRule.beginsWith('event#') } },
            NewImage: { isImport: { BOOL: FilterRule.notExists() } },
          },
        }),
        FilterCriteria.filter({
          dynamodb: {
            NewImage: { kind: { S: FilterRule.isEqual('letter') }, outcome: { S: FilterRule.isEqual('replaying') } },
          },
        }),
        FilterCriteria.filter({
          dynamodb: {
            NewImage: { kind: { S: FilterRule.isEqual('mail') }, status: { S: FilterRule.isEqual('asked') } },
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
          { source: ['haneul'], detailType: told },
          { source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['mail', 'digest'] } },
          { source: ['haneul'], detailType: ['mail.asked-for'] },
        ],
      },
      timeout: Duration.seconds(30),
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_FROM: mailFrom,
        HELP_ADDRESSES: helpAddresses.join(','),
        CONFIGURATION_SET: mailOut.configurationSetName,
        INSTANCE: environment.instance,
        PUBLIC_URL: door.url,
      },
      may: [
        // Everybody whom an outage hurts is told when it is over.
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
        // Who approves a change reads what makes its risk: how the team's last ones went, and what else is planned.
        lists(data.table, 'byState', 'byTeam', 'byTarget'),
        sendMail(this, domain, mailOut.configurationSetName, mailFrom),
      ],
    })

    const defaultBus = EventBus.fromEventBusName(this, 'default-bus', 'default')
    const ours = { 'ses:configuration-set': [mailOut.configurationSetName] }
    this.mailSent = new Reaction(this, {
      path: 'reactions/mail-sent',
      ifItFails: 'A reply to our mail may open a new ticket instead of landing on its own.',
      to: {
        bus: defaultBus,
        patterns: [
          {
            source: ['aws.ses'],
            detailType: ['Email Sent'],
            detail: { mail: { tags: ours } },
          },
        ],
      },
      settings: { TABLE_NAME: data.table.tableName },
      may: [items(data.table, 'GetItem', 'PutItem')],
    })

    const orders = [items(data.table, 'GetItem', 'BatchGetItem', 'PutItem'), lists(data.table, 'byState')]
    this.mailBounced = new Reaction(this, {
      path: 'reactions/mail-bounced',
      ifItFails: 'We go on writing to addresses that do not exist, and nobody learns who does not hear from us.',
      to: {
        bus: defaultBus,
        patterns: [
          {
            source: ['aws.ses'],
            detailType: ['Email Bounced', 'Email Complaint Received', 'Email Delivery Delayed', 'Email Rejected'],
            detail: { mail: { tags: ours } },
          },
        ],
      },
      settings: { TABLE_NAME: data.table.tableName },
      may: orders,
    })
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
      ifItFails:
        'The incidents of an outage stay open when it is over, their callers are not told, and nobody notices that many report the same.',
      to: {
        bus: this.bus,
        patterns: [
          { source: ['haneul'], detailType: ['incident.resolved'], detail: { children: [{ numeric: ['>', 0] }] } },
          {
            source: ['haneul'],
            detailType: ['incident.opened', 'incident.edited'],
            // Most tickets say no service: then nobody is woken.
            detail: { service: [{ exists: true }] },
          },
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
          {
            source: ['haneul'],
            detailType: ['incident.opened', 'incident.assigned'],
            // Most teams choose by hand: then nobody is woken.
            detail: { sharesWork: [true] },
          },
          { source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['unassigned'] } },
        ],
      },
      timeout: Duration.seconds(60),
      settings: { TABLE_NAME: data.table.tableName },
      may: [...orders, lists(data.table, 'byAssignee', 'byRequester')],
    })
    this.people = new Reaction(this, {
      path: 'reactions/people',
      ifItFails: 'The work of people who left waits for them, and groups of the directory give nothing.',
      to: {
        bus: this.bus,
        patterns: [
          {
            source: ['haneul'],
            detailType: [
              'person.deactivated',
              'person.activated',
              'directory.membership_changed',
              'directory.group_changed',
              'directory.rules_changed',
            ],
          },
        ],
      },
      // A rule about a group of ten thousand looks at each of them.
      timeout: Duration.minutes(15),
      settings: { TABLE_NAME: data.table.tableName },
      may: [...orders, items(data.table, 'Query'), lists(data.table, 'byAssignee')],
    })
    this.fileScanned = new Reaction(this, {
      path: 'reactions/file-scanned',
      ifItFails: 'Files that people bring stay “being checked” and open for nobody.',
      to: {
        bus: defaultBus,
        patterns: [
          {
            source: ['aws.guardduty'],
            detailType: ['GuardDuty Malware Protection Object Scan Result'],
            detail: { s3ObjectDetails: { bucketName: [data.files.bucketName] } },
          },
        ],
      },
      settings: { TABLE_NAME: data.table.tableName },
      may: orders,
    })
    this.receipts = new Reaction(this, {
      path: 'reactions/receipts',
      ifItFails: 'Decisions about changes have no signed receipt yet; they are recorded all the same.',
      to: { bus: this.bus, patterns: [{ source: ['haneul'], detailType: ['change.decided'] }] },
      settings: { TABLE_NAME: data.table.tableName, SECRETS_PATH: secretsPath(environment.name) },
      may: [
        items(data.table, 'GetItem', 'Query', 'PutItem'),
        secrets(this, environment.name, 'approval', 'GetParameter', 'PutParameter'),
      ],
    })
  }
}
