import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { DeadLetters } from '../constructs/dead-letters.ts'
import { DeskFunction } from '../constructs/desk-function.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import {
  items,
  lists,
  readObjects,
  receiveMessages,
  redriveMessages,
  secrets,
  secretsPath,
  sendMessages,
  writeObjects,
} from '../constructs/grant.ts'
import { Reaction } from '../constructs/reaction.ts'
import type { Environment } from '../environments.ts'
import type { DataStack } from './data.ts'
import type { DoorStack } from './door.ts'
import type { EventsStack } from './events.ts'

/** A message is hidden for six times as long as the consumer may take for a batch (Lambda Developer Guide, "Using Lambda with SQS"). */
const consumerTimeout = Duration.seconds(20)

/** Where monitors send to, below the address of the desk; `{key}` is a source's key, or its id when the key comes otherwise. */
const doors: readonly (readonly [id: string, path: string, method: HttpMethod])[] = [
  ['hook', '/hooks/alerts/{key}', HttpMethod.ANY],
  ['hook-parts', '/hooks/alerts/{key}/{proxy+}', HttpMethod.ANY],
  ['heartbeat', '/hooks/heartbeats/{key}', HttpMethod.ANY],
  ['named-heartbeat', '/hooks/heartbeats/{key}/{name}', HttpMethod.ANY],
  // PagerDuty's Events API, version 2 and 1.
  ['pagerduty', '/v2/enqueue', HttpMethod.POST],
  ['pagerduty-change', '/v2/change/enqueue', HttpMethod.POST],
  ['pagerduty-v1', '/generic/2010-04-15/create_event.json', HttpMethod.POST],
  // Opsgenie's alert API.
  ['opsgenie', '/v2/alerts', HttpMethod.ANY],
  ['opsgenie-parts', '/v2/alerts/{proxy+}', HttpMethod.ANY],
]

/**
 * As many runs at once take deliveries in. Those of one alert get in each other's way, and one run has all of a storm on one key in
 * a single write; the others are for many keys at once: 20 runs of 100 deliveries each take five seconds for 400 a second.
 */
const mostRuns = 20

interface Inputs {
  readonly data: DataStack
  readonly door: DoorStack
  readonly events: EventsStack
}

/** What the API about alerts is asked for, below `/api/v1/`. */
const apiOf = [
  'alert-sources',
  'alert-dead-letters',
  'alerts',
  'alert-storms',
  'alert-rules',
  'services',
  'maintenance-windows',
]

/** Webhooks of monitors → a queue → alerts and their incidents. */
export class AlertsStack extends DeskStack {
  /** Deliveries (lib/alert/delivery.ts) that were accepted and are not understood yet. */
  readonly queue: Queue
  readonly deadLetters: DeadLetters
  /** Bodies too large for a message (`deliveries/`), and what was received lately as it came (`raw/`). */
  readonly bucket: Bucket
  readonly hook: DeskFunction
  /** Deliveries in batches → alerts and their incidents. */
  readonly alert: DeskFunction
  /** What time brings to alerts. */
  readonly due: Reaction
  /** The API about alerts and where they come from. */
  readonly api: DeskFunction

  constructor(scope: Construct, environment: Environment, { data, door, events }: Inputs) {
    super(scope, environment, 'alerts', 'Accepts alerts of monitors and turns them into incidents.')
    this.deadLetters = new DeadLetters(this, 'alerts', 'Alerts that monitors sent open no incident.')
    this.queue = new Queue(this, 'alerts', {
      queueName: `haneul-${environment.name}-alerts`,
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      retentionPeriod: Duration.days(4),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // An hour of trying again: an outage of the table costs nothing but time, and what is broken is seen the same day.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 30 },
    })
    this.bucket = new Bucket(this, 'alerts-bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: environment.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        {
          // Longer than a message can lie in both queues: 4 and 14 days.
          expiration: Duration.days(30),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    })

    this.hook = new DeskFunction(this, {
      path: 'intake/hook',
      ifItFails: 'Alerts of monitors are refused; most senders try again for minutes, some never do.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        ALERT_QUEUE: this.queue.queueUrl,
        ALERT_BUCKET: this.bucket.bucketName,
        SECRETS_PATH: secretsPath(environment.name),
      },
      may: [
        items(data.table, 'GetItem'),
        sendMessages(this.queue),
        writeObjects(this.bucket, 'deliveries/'),
        secrets(this, environment.name, 'alert-source', 'GetParameter'),
      ],
    })
    this.alert = new DeskFunction(this, {
      path: 'intake/alert',
      ifItFails: this.deadLetters.ifItFails,
      memoryMegabytes: 1024,
      timeout: consumerTimeout,
      settings: { TABLE_NAME: data.table.tableName, ALERT_BUCKET: this.bucket.bucketName },
      may: [
        receiveMessages(this.queue),
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
        lists(data.table, 'byState'),
        readObjects(this.bucket, 'deliveries/'),
        writeObjects(this.bucket, 'raw/'),
      ],
    })
    new EventSourceMapping(this, 'deliveries', {
      target: this.alert,
      eventSourceArn: this.queue.queueArn,
      // A storm is folded before it is written: the more come together, the fewer writes they are.
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      maxConcurrency: mostRuns,
      reportBatchItemFailures: true,
    })
    this.due = new Reaction(this, {
      path: 'reactions/alert-due',
      ifItFails: 'Heartbeats that stay away are not missed, and alerts that were held back open nothing.',
      to: {
        bus: events.bus,
        patterns: [{ source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['alert'] } }],
      },
      timeout: Duration.seconds(60),
      settings: { TABLE_NAME: data.table.tableName },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
        lists(data.table, 'byState'),
      ],
    })
    this.api = new DeskFunction(this, {
      path: 'api/alerts',
      ifItFails: 'Nobody can change where alerts come from, or see by the API what they led to.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        PUBLIC_URL: door.url,
        SECRETS_PATH: secretsPath(environment.name),
        ALERT_DEAD_LETTERS: this.deadLetters.queueUrl,
        ALERT_QUEUE: this.queue.queueUrl,
        ALERT_BUCKET: this.bucket.bucketName,
      },
      may: [
        items(data.table, 'GetItem', 'Query', 'PutItem'),
        // What fires is found by what it waits for.
        lists(data.table, 'byState', 'byDue'),
        secrets(this, environment.name, 'alert-source', 'PutParameter', 'DeleteParameter'),
        readObjects(this.bucket, 'raw/'),
        ...redriveMessages(this.deadLetters, this.queue),
      ],
    })

    const route = (id: string, routeKey: HttpRouteKey, integration: HttpLambdaIntegration) =>
      new HttpRoute(this, `${id}-route`, { httpApi: door.api, routeKey, integration })
    const hook = new HttpLambdaIntegration('hook', this.hook)
    for (const [id, path, method] of doors) route(id, HttpRouteKey.with(path, method), hook)
    const api = new HttpLambdaIntegration('alerts', this.api)
    for (const name of apiOf) {
      route(name, HttpRouteKey.with(`/api/v1/${name}`, HttpMethod.ANY), api)
      route(`${name}-parts`, HttpRouteKey.with(`/api/v1/${name}/{proxy+}`, HttpMethod.ANY), api)
    }
  }
}
