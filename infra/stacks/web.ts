import { Duration } from 'aws-cdk-lib'
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { Construct } from 'constructs'
import type { DeadLetters } from '../constructs/dead-letters.ts'
import { DeskFunction } from '../constructs/desk-function.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import {
  countMessages,
  everyIndex,
  items,
  lists,
  readObjects,
  redriveMessages,
  secrets,
  secretsPath,
  writeInParts,
  writeObjects,
} from '../constructs/grant.ts'
import type { Environment } from '../environments.ts'
import type { AlertsStack } from './alerts.ts'
import type { DataStack } from './data.ts'
import type { DoorStack } from './door.ts'
import type { IdentityStack } from './identity.ts'

interface Inputs {
  readonly data: DataStack
  readonly door: DoorStack
  readonly identity: IdentityStack
  readonly alerts: AlertsStack
  /** A message in any of these makes the desk "degraded". */
  readonly waysIn: readonly DeadLetters[]
}

/** Storage copies the files of a message, ten of 250 MiB at the most, before it is answered; the API waits for 30 seconds. */
const takingFiles = Duration.seconds(29)

/** What answers people and scripts over HTTP. */
export class WebStack extends DeskStack {
  readonly rest: DeskFunction
  readonly desk: DeskFunction
  /** Shows what strangers wrote; it can read and nothing else. */
  readonly messageHtml: DeskFunction
  /** Describes the API; it may do nothing. */
  readonly document: DeskFunction
  readonly change: DeskFunction
  readonly auth: DeskFunction
  readonly console: DeskFunction
  readonly admin: DeskFunction
  /** The pages about alerts and webhooks; of all pages only they may write secrets. */
  readonly alerts: DeskFunction
  readonly portal: DeskFunction
  /** Where people decide, as pages and over the API. */
  readonly approvals: DeskFunction
  /** What pages load; it may do nothing. */
  readonly public: DeskFunction
  readonly scim: DeskFunction

  constructor(scope: Construct, environment: Environment, { data, door, identity, alerts, waysIn }: Inputs) {
    super(scope, environment, 'web', 'Pages and API.')
    this.rest = new DeskFunction(this, {
      path: 'api/rest',
      ifItFails: 'Scripts and monitors cannot open or read tickets.',
      memoryMegabytes: 1024,
      timeout: takingFiles,
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_BUCKET: data.mail.bucketName,
        FILES_BUCKET: data.files.bucketName,
        PUBLIC_URL: door.url,
        AUDIT_DAYS: String(environment.auditRetentionDays),
        SCANNING: environment.scanning,
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
        lists(data.table, ...everyIndex),
        readObjects(data.mail, 'raw/'),
        readObjects(data.files, 'attachments/', 'text/', 'uploads/'),
        writeObjects(data.files, 'attachments/', 'uploads/'),
        writeInParts(data.files, 'uploads/'),
      ],
    })
    this.desk = new DeskFunction(this, {
      path: 'api/desk',
      ifItFails: 'Administrators cannot change what the desk decides by, and nobody knows whether the desk is well.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        PUBLIC_URL: door.url,
        DEAD_LETTER_QUEUES: waysIn.map((queue) => queue.queueUrl).join(','),
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'PutItem'),
        lists(data.table, 'byState', 'byDue'),
        countMessages(waysIn),
      ],
    })
    this.messageHtml = new DeskFunction(this, {
      path: 'api/message-html',
      ifItFails: 'Agents read messages as plain text only.',
      // A mail of 16 MB is held twice while it is read.
      memoryMegabytes: 1024,
      settings: { TABLE_NAME: data.table.tableName, MAIL_BUCKET: data.mail.bucketName, PUBLIC_URL: door.url },
      may: [items(data.table, 'GetItem', 'BatchGetItem'), readObjects(data.mail, 'raw/')],
    })
    this.document = new DeskFunction(this, {
      path: 'api/document',
      ifItFails: 'Whoever writes a program for the API cannot read how it works.',
      memoryMegabytes: 1024,
      settings: { PUBLIC_URL: door.url },
      may: [],
    })
    this.change = new DeskFunction(this, {
      path: 'api/change',
      ifItFails: 'Changes can be neither planned nor carried out, and pipelines that wait for one go on waiting.',
      memoryMegabytes: 1024,
      timeout: takingFiles,
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_BUCKET: data.mail.bucketName,
        FILES_BUCKET: data.files.bucketName,
        PUBLIC_URL: door.url,
        AUDIT_DAYS: String(environment.auditRetentionDays),
        SCANNING: environment.scanning,
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
        lists(data.table, ...everyIndex),
        readObjects(data.files, 'attachments/', 'uploads/'),
        writeObjects(data.files, 'attachments/'),
      ],
    })
    this.auth = new DeskFunction(this, {
      path: 'web/auth',
      ifItFails: 'Nobody can sign in or out; who is signed in goes on.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        PUBLIC_URL: door.url,
        SIGN_IN_ISSUER: identity.issuer,
        SIGN_IN_CLIENT: identity.clientId,
        SIGN_IN_DOMAINS: environment.signIn.domains.join(','),
      },
      may: [items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem')],
    })
    // What pages do is what the API does, so they may what it may.
    const pages = {
      memoryMegabytes: 1024,
      timeout: takingFiles,
      settings: {
        TABLE_NAME: data.table.tableName,
        MAIL_BUCKET: data.mail.bucketName,
        FILES_BUCKET: data.files.bucketName,
        PUBLIC_URL: door.url,
        AUDIT_DAYS: String(environment.auditRetentionDays),
        SCANNING: environment.scanning,
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
        lists(data.table, ...everyIndex),
        readObjects(data.mail, 'raw/'),
        readObjects(data.files, 'attachments/', 'text/', 'uploads/'),
        writeObjects(data.files, 'attachments/', 'uploads/'),
        writeInParts(data.files, 'uploads/'),
      ],
    }
    this.console = new DeskFunction(this, { ...pages, path: 'web/console', ifItFails: 'Agents see no tickets.' })
    this.admin = new DeskFunction(this, {
      path: 'web/admin',
      ifItFails: 'Administrators can change nothing in a browser; the API still works.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        PUBLIC_URL: door.url,
        AUDIT_DAYS: String(environment.auditRetentionDays),
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'),
        lists(data.table, ...everyIndex),
      ],
    })
    this.alerts = new DeskFunction(this, {
      path: 'web/alerts',
      ifItFails: 'Nobody can look after alerts, their sources and webhooks in a browser; alerts are still taken in.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        PUBLIC_URL: door.url,
        SECRETS_PATH: secretsPath(environment.name),
        ALERT_DEAD_LETTERS: alerts.deadLetters.queueUrl,
        ALERT_QUEUE: alerts.queue.queueUrl,
        ALERT_BUCKET: alerts.bucket.bucketName,
        WEBHOOK_REACH: environment.webhookReach,
      },
      may: [
        items(data.table, 'GetItem', 'Query', 'PutItem'),
        lists(data.table, 'byState', 'byDue'),
        secrets(this, environment.name, 'alert-source', 'PutParameter', 'DeleteParameter'),
        secrets(this, environment.name, 'webhook', 'PutParameter', 'DeleteParameter'),
        readObjects(alerts.bucket, 'raw/'),
        ...redriveMessages(alerts.deadLetters, alerts.queue),
      ],
    })
    this.portal = new DeskFunction(this, {
      ...pages,
      settings: { ...pages.settings, HELP_ADDRESSES: environment.mail.helpAddresses.join(',') },
      path: 'web/portal',
      ifItFails: 'Employees cannot report or follow anything in a browser; mail still works.',
    })
    this.approvals = new DeskFunction(this, {
      path: 'web/approvals',
      ifItFails: 'Nobody can decide about changes but by replying to a mail; what is urgent waits.',
      memoryMegabytes: 1024,
      settings: {
        TABLE_NAME: data.table.tableName,
        PUBLIC_URL: door.url,
        HELP_ADDRESSES: environment.mail.helpAddresses.join(','),
      },
      may: [
        items(data.table, 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
        // One's own approvals, and what makes the risk: how the team's last changes went, and what else is planned.
        lists(data.table, 'byState', 'byTeam', 'byAssignee', 'byTarget'),
      ],
    })
    this.public = new DeskFunction(this, {
      path: 'web/public',
      ifItFails: 'Pages have no style and no script; they still work.',
      settings: {},
      may: [],
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
    const document = new HttpLambdaIntegration('document', this.document)
    const change = new HttpLambdaIntegration('change', this.change)
    const auth = new HttpLambdaIntegration('auth', this.auth)
    const console = new HttpLambdaIntegration('console', this.console)
    const route = (id: string, routeKey: HttpRouteKey, integration: HttpLambdaIntegration) =>
      new HttpRoute(this, id, { httpApi: door.api, routeKey, integration })
    route('api-route', HttpRouteKey.with('/api/v1/{proxy+}', HttpMethod.ANY), rest)
    route('openapi-route', HttpRouteKey.with('/api/v1/openapi.json', HttpMethod.GET), document)
    route('policy-route', HttpRouteKey.with('/api/v1/policy/{proxy+}', HttpMethod.ANY), desk)
    for (const name of ['slas', 'calendars', 'mail-templates', 'mail-addresses']) {
      route(`${name}-route`, HttpRouteKey.with(`/api/v1/${name}`, HttpMethod.ANY), desk)
      route(`${name}-parts-route`, HttpRouteKey.with(`/api/v1/${name}/{proxy+}`, HttpMethod.ANY), desk)
    }
    for (const name of [
      'changes',
      'freezes',
      'maintenance-times',
      'change-templates',
      'change-meetings',
      'calendar-feeds',
      'policy/changes',
    ]) {
      const id = name.replace('/', '-')
      route(`${id}-route`, HttpRouteKey.with(`/api/v1/${name}`, HttpMethod.ANY), change)
      route(`${id}-parts-route`, HttpRouteKey.with(`/api/v1/${name}/{proxy+}`, HttpMethod.ANY), change)
    }
    const message = HttpRouteKey.with('/api/v1/incidents/{number}/messages/{sequence}/html', HttpMethod.GET)
    route('message-html-route', message, new HttpLambdaIntegration('message-html', this.messageHtml))
    const scim = new HttpLambdaIntegration('scim', this.scim)
    route('scim-route', HttpRouteKey.with('/scim/v2/{proxy+}', HttpMethod.ANY), scim)
    route('directory-route', HttpRouteKey.with('/api/v1/directory/{proxy+}', HttpMethod.ANY), scim)
    route('import-route', HttpRouteKey.with('/api/v1/people/import', HttpMethod.ANY), scim)
    route('health-route', HttpRouteKey.with('/healthz', HttpMethod.GET), desk)
    route('sign-in-route', HttpRouteKey.with('/sign-in', HttpMethod.GET), auth)
    route('sign-in-callback-route', HttpRouteKey.with('/sign-in/callback', HttpMethod.GET), auth)
    route('sign-out-route', HttpRouteKey.with('/sign-out', HttpMethod.ANY), auth)
    route('sign-out-everywhere-route', HttpRouteKey.with('/sign-out/everywhere', HttpMethod.POST), auth)
    route('console-route', HttpRouteKey.with('/desk', HttpMethod.ANY), console)
    route('console-parts-route', HttpRouteKey.with('/desk/{proxy+}', HttpMethod.ANY), console)
    const admin = new HttpLambdaIntegration('admin', this.admin)
    route('admin-route', HttpRouteKey.with('/desk/admin', HttpMethod.ANY), admin)
    route('admin-parts-route', HttpRouteKey.with('/desk/admin/{proxy+}', HttpMethod.ANY), admin)
    const alertPages = new HttpLambdaIntegration('alert-pages', this.alerts)
    route('alert-pages-route', HttpRouteKey.with('/desk/alerts', HttpMethod.ANY), alertPages)
    route('alert-pages-parts-route', HttpRouteKey.with('/desk/alerts/{proxy+}', HttpMethod.ANY), alertPages)
    const assets = HttpRouteKey.with('/assets/{proxy+}', HttpMethod.GET)
    route('assets-route', assets, new HttpLambdaIntegration('public', this.public))
    const approvals = new HttpLambdaIntegration('approvals', this.approvals)
    for (const [id, path] of [
      ['approvals', '/approvals'],
      ['approvals-parts', '/approvals/{proxy+}'],
      ['approvals-api', '/api/v1/approvals'],
      ['approvals-api-parts', '/api/v1/approvals/{proxy+}'],
      ['delegations', '/api/v1/people/{id}/delegations'],
    ] as const)
      route(`${id}-route`, HttpRouteKey.with(path, HttpMethod.ANY), approvals)
    route('approval-keys-route', HttpRouteKey.with('/.well-known/haneul-approvals.json', HttpMethod.GET), approvals)
    route('pages-route', HttpRouteKey.DEFAULT, new HttpLambdaIntegration('portal', this.portal))
  }
}
