import { Duration } from 'aws-cdk-lib'
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Match } from 'aws-cdk-lib/aws-events'
import type { Construct } from 'constructs'
import { DeskFunction } from '../constructs/desk-function.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import { items, lists, secrets, secretsPath } from '../constructs/grant.ts'
import { Reaction } from '../constructs/reaction.ts'
import type { Environment } from '../environments.ts'
import type { DataStack } from './data.ts'
import type { DoorStack } from './door.ts'
import type { EventsStack } from './events.ts'

interface Inputs {
  readonly data: DataStack
  readonly door: DoorStack
  readonly events: EventsStack
}

/** What happens at the desk → systems of others that want to know. */
export class WebhooksStack extends DeskStack {
  readonly send: Reaction
  /** The API about webhooks. */
  readonly api: DeskFunction

  constructor(scope: Construct, environment: Environment, { data, door, events }: Inputs) {
    super(scope, environment, 'webhooks', 'Tells systems of others what happens.')
    const settings = {
      TABLE_NAME: data.table.tableName,
      PUBLIC_URL: door.url,
      SECRETS_PATH: secretsPath(environment.name),
      WEBHOOK_REACH: environment.webhookReach,
    }
    this.send = new Reaction(this, {
      path: 'reactions/webhooks',
      ifItFails: 'Systems of others are not told of events, or not in time; what they miss is kept.',
      to: {
        bus: events.bus,
        patterns: [
          { source: ['haneul'], detailType: Match.anyOf(Match.prefix('incident.'), Match.prefix('webhook.')) },
          { source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['webhook'] } },
        ],
      },
      // Begins nothing after 45 seconds, and an attempt takes ten at most.
      timeout: Duration.seconds(60),
      settings,
      may: [
        items(data.table, 'GetItem', 'Query', 'PutItem'),
        // What waits for a replay, and the administrators who are told when a webhook is disabled.
        lists(data.table, 'byDue', 'byRequester'),
        secrets(this, environment.name, 'webhook', 'GetParameter'),
      ],
    })
    this.api = new DeskFunction(this, {
      path: 'api/webhooks',
      ifItFails: 'Nobody can change which systems are told of events, or see by the API how that goes.',
      memoryMegabytes: 1024,
      settings,
      may: [
        items(data.table, 'GetItem', 'Query', 'PutItem'),
        // Teams, which a webhook may be limited to, and what waits for a replay.
        lists(data.table, 'byState', 'byDue'),
        secrets(this, environment.name, 'webhook', 'PutParameter', 'DeleteParameter'),
      ],
    })
    const api = new HttpLambdaIntegration('webhooks', this.api)
    const route = (id: string, path: string) =>
      new HttpRoute(this, `${id}-route`, {
        httpApi: door.api,
        routeKey: HttpRouteKey.with(path, HttpMethod.ANY),
        integration: api,
      })
    route('webhooks', '/api/v1/webhooks')
    route('webhooks-parts', '/api/v1/webhooks/{proxy+}')
  }
}
