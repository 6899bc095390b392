import { formOf } from '../../gateway/form.ts'
import type { ApiCall, World } from '../../world.ts'
import type { Permission } from '../statement.ts'
import { dynamodbPermissions, partitionKeys } from './dynamodb.ts'
import { s3Permissions } from './s3.ts'
import { sesPermissions } from './ses.ts'
import { sqsPermissions } from './sqs.ts'
import { statesPermissions } from './states.ts'

/** What a call needs to be allowed; undefined for an operation nobody here knows. */
export type Required = (call: ApiCall) => readonly Permission[] | undefined

/** Knows for each service which permissions its operations need. */
export function openRequired(world: World): Required {
  const keys = partitionKeys(world)
  const arnOf = (service: string, resource: string) =>
    resource.startsWith('arn:') ? resource : `arn:aws:${service}:${world.region}:${world.account}:${resource}`
  const services: Readonly<Record<string, Required>> = {
    dynamodb: (call) => dynamodbPermissions(call, world, keys),
    s3: s3Permissions,
    sqs: (call) => sqsPermissions(call, world),
    ses: (call) => sesPermissions(call, world),
    sns: ({ action, body }) => [{ action: `sns:${action}`, resource: formOf(body).get('TopicArn') ?? '*' }],
    states: statesPermissions,
    events({ action, body }) {
      if (action !== 'PutEvents') return undefined
      const { Entries = [] }: { Entries?: { EventBusName?: string }[] } = JSON.parse(body.toString('utf8'))
      const buses = new Set(Entries.map(({ EventBusName = 'default' }) => EventBusName))
      return [...buses].map((bus) => ({
        action: 'events:PutEvents',
        resource: arnOf('events', `event-bus/${bus}`.replace(/^event-bus\/arn:/, 'arn:')),
      }))
    },
    ssm({ action, body }) {
      const { Name = '' }: { Name?: string } = JSON.parse(body.toString('utf8'))
      return [{ action: `ssm:${action}`, resource: arnOf('ssm', `parameter${Name}`) }]
    },
    lambda({ action, url }) {
      if (action !== 'Invoke') return undefined
      const name = decodeURIComponent(url.split('/')[3] ?? '')
      return [
        {
          action: 'lambda:InvokeFunction',
          resource: arnOf('lambda', name.startsWith('arn:') ? name : `function:${name}`),
        },
      ]
    },
  }
  return (call) => services[call.service]?.(call)
}
