import { Duration } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { DeadLetters } from '../constructs/dead-letters.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import { items, lists, readObjects, writeObjects } from '../constructs/grant.ts'
import { Reaction } from '../constructs/reaction.ts'
import type { Environment } from '../environments.ts'
import type { DataStack } from './data.ts'
import type { EventsStack } from './events.ts'
import { receiptRule } from './mail-in.ts'

/** Raw mail in the bucket → a ticket, a comment or a note why not. */
export class IntakeStack extends DeskStack {
  /** SES says here that a mail has been stored. */
  readonly mailReceived: Topic
  readonly email: Reaction
  /** Notifications that could not even be handed to the function. */
  readonly undelivered: DeadLetters

  constructor(scope: Construct, environment: Environment, { data, events }: { data: DataStack; events: EventsStack }) {
    super(scope, environment, 'intake', 'Turns received mail into tickets.')
    const ifItFails =
      'New mail is not turned into tickets and replies do not reach theirs; nobody who writes is answered.'

    this.email = new Reaction(this, {
      path: 'intake/email',
      ifItFails,
      to: { bus: events.bus, patterns: [{ source: ['haneul'], detailType: ['mail.replay-requested'] }] },
      // A mail of 40 MB is held twice while it is parsed.
      memoryMegabytes: 1024,
      timeout: Duration.seconds(60),
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_BUCKET: data.mail.bucketName,
        FILES_BUCKET: data.files.bucketName,
        HELP_ADDRESSES: environment.mail.helpAddresses.join(','),
        INSTANCE: environment.instance,
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'),
        // The rules in force: teams and calendars.
        lists(data.table, 'byState'),
        readObjects(data.mail, 'raw/'),
        writeObjects(data.files, 'attachments/', 'text/'),
      ],
    })

    this.mailReceived = new Topic(this, 'mail-received', {
      topicName: `haneul-${environment.name}-mail-received`,
      enforceSSL: true,
    })
    this.mailReceived.addToResourcePolicy(
      new PolicyStatement({
        sid: 'SesTellsOfMail',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.mailReceived.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account, 'aws:SourceArn': receiptRule(this).arn },
        },
      }),
    )
    this.undelivered = new DeadLetters(this, 'mail-received', ifItFails)
    this.mailReceived.addSubscription(new LambdaSubscription(this.email, { deadLetterQueue: this.undelivered }))
  }
}
