import { Duration } from 'aws-cdk-lib'
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import type { DeadLetters } from '../constructs/dead-letters.ts'
import { DeskFunction } from '../constructs/desk-function.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import { countMessages, everyIndex, items, lists, readObjects } from '../constructs/grant.ts'
import type { Environment } from '../environments.ts'
import type { DataStack } from './data.ts'
import type { DoorStack } from './door.ts'

interface Inputs {
  readonly data: DataStack
  readonly door: DoorStack
  /** A message in any of these makes the desk "degraded". */
  readonly mailPath: readonly DeadLetters[]
}

/** What answers people and scripts over HTTP. */
export class WebStack extends DeskStack {
  readonly rest: DeskFunction
  readonly desk: DeskFunction
  /** Shows what strangers wrote; it can read and nothing else. */
  readonly messageHtml: DeskFunction
  readonly console: DeskFunction
  readonly scim: DeskFunction

  constructor(scope: Construct, environment: Environment, { data, door, mailPath }: Inputs) {
    super(scope, environment, 'web', 'Pages and API.')
    this.rest = new DeskFunction(this, {
      path: 'api/rest',
      ifItFails: 'Scripts and monitors cannot open or read tickets.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_BUCKET: data.mail.bucketName,
        FILES_BUCKET: data.files.bucketName,
        PUBLIC_URL: door.url,
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
        lists(data.table, ...everyIndex),
        readObjects(data.mail, 'raw/'),
        readObjects(data.files, 'attachments/', 'text/'),
      ],
    })
    this.desk = new DeskFunction(this, {
      path: 'api/desk',
      ifItFails: 'Administrators cannot change what the desk decides by, and nobody knows whether the desk is well.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        PUBLIC_URL: door.url,
        DEAD_LETTER_QUEUES: mailPath.map((queue) => queue.queueUrl).join(','),
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'PutItem'),
        lists(data.table, 'byState', 'byDue'),
        countMessages(mailPath),
      ],
    })
    this.messageHtml = new DeskFunction(this, {
      path: 'api/message-html',
      ifItFails: 'Agents read messages as plain text only.',
      // A mail of 16 MB is held twice while it is read.
      memoryMegabytes: 1024,
      settings: { TABLE_NAME: data.table.tableName, MAIL_BUCKET: data.mail.bucketName },
      may: [items(data.table, 'GetItem'), readObjects(data.mail, 'raw/')],
    })
    this.console = new DeskFunction(this, {
      path: 'web/console',
      ifItFails: 'Agents and managers see no tickets.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_BUCKET: data.mail.bucketName,
        FILES_BUCKET: data.files.bucketName,
        OPEN_PAGES: String(environment.openPages),
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
        lists(data.table, ...everyIndex),
        readObjects(data.mail, 'raw/'),
        readObjects(data.files, 'attachments/', 'text/'),
      ],
    })

    this.scim = new DeskFunction(this, {
      path: 'api/scim',
      ifItFails: 'New people are not known, and whoever leaves keeps their access.',
      // A page of an import, or a group with a thousand members.
      timeout: Duration.seconds(29),
      settings: { TABLE_NAME: data.table.tableName, PUBLIC_URL: door.url },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
        lists(data.table, 'byState', 'byTeam', 'byRequester'),
      ],
    })

    const rest = new HttpLambdaIntegration('rest', this.rest)
    const desk = new HttpLambdaIntegration('desk', this.desk)
    const console = new HttpLambdaIntegration('console', this.console)
    const route = (id: string, routeKey: HttpRouteKey, integration: HttpLambdaIntegration) =>
      new HttpRoute(this, id, { httpApi: door.api, routeKey, integration })
    route('api-route', HttpRouteKey.with('/api/v1/{proxy+}', HttpMethod.ANY), rest)
    route('openapi-route', HttpRouteKey.with('/api/v1/openapi.json', HttpMethod.GET), desk)
    route('policy-route', HttpRouteKey.with('/api/v1/policy/{proxy+}', HttpMethod.ANY), desk)
    for (const name of ['slas', 'calendars', 'mail-templates', 'mail-addresses']) {
      route(`${name}-route`, HttpRouteKey.with(`/api/v1/${name}`, HttpMethod.ANY), desk)
      route(`${name}-parts-route`, HttpRouteKey.with(`/api/v1/${name}/{proxy+}`, HttpMethod.ANY), desk)
    }
    const message = HttpRouteKey.with('/api/v1/incidents/{number}/messages/{sequence}/html', HttpMethod.GET)
    route('message-html-route', message, new HttpLambdaIntegration('message-html', this.messageHtml))
    const scim = new HttpLambdaIntegration('scim', this.scim)
    route('scim-route', HttpRouteKey.with('/scim/v2/{proxy+}', HttpMethod.ANY), scim)
    route('directory-route', HttpRouteKey.with('/api/v1/directory/{proxy+}', HttpMethod.ANY), scim)
    route('import-route', HttpRouteKey.with('/api/v1/people/import', HttpMethod.ANY), scim)
    route('health-route', HttpRouteKey.with('/healthz', HttpMethod.GET), desk)
    route('pages-route', HttpRouteKey.DEFAULT, console)
  }
}
