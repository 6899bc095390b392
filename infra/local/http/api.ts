import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { Resource, World } from '../world.ts'
import type { CorsConfiguration } from './cors.ts'
import type { ApiIdentity } from './request-event.ts'
import { type Route, type Router, routerOf } from './route.ts'

/** The HTTP API of the template. */
export interface HttpApi {
  readonly identity: ApiIdentity
  readonly router: Router
  readonly cors: CorsConfiguration | undefined
  /** ARN by which a function's permission knows a route: `arn:aws:execute-api:…/stage/method/path`. */
  sourceArn(routeKey: string): string
}

/** Longest wait for an integration, and the default (Developer Guide, "Quotas for HTTP APIs"). */
const INTEGRATION_TIMEOUT_MS = 30_000

const TAGS = { Tags: 'nobody reads them' }

/**
 * Reads the one `AWS::ApiGatewayV2::Api` of the template with its routes, integrations and `$default` stage; answers
 * nothing when there is none. Throws a sentence for what would answer differently from AWS: authorizers, WebSockets,
 * other payload formats, several APIs.
 */
export function httpApiOf(world: World): HttpApi | undefined {
  const [api, ...others] = world.ofType('AWS::ApiGatewayV2::Api')
  if (api === undefined) return undefined
  if (others.length > 0) throw new Error(sentence(others[0]!, 'the local host serves one HTTP API, this is a second'))
  for (const authorizer of world.ofType('AWS::ApiGatewayV2::Authorizer')) {
    throw new Error(sentence(authorizer, 'the local host has no authorizers'))
  }
  const { properties } = api
  refuseUnknown(api, ['CorsConfiguration', 'Name', 'ProtocolType'], {
    ...TAGS,
    Description: 'text for people',
    DisableExecuteApiEndpoint: 'there is only this endpoint',
    IpAddressType: 'the host listens on loopback',
  })
  if (properties.ProtocolType !== 'HTTP') throw new Error(sentence(api, 'the local host serves HTTP APIs only'))
  const stage = stageOf(world, api)
  return {
    identity: {
      accountId: world.account,
      apiId: api.ref,
      stage: '$default',
      stageVariables: stage.properties.StageVariables,
    },
    router: routerOf(routesOf(world, api)),
    cors: properties.CorsConfiguration,
    sourceArn: (routeKey) => {
      const [method = '', path = ''] = routeKey.split(' ')
      const resource = routeKey === '$default' ? '$default' : `${method === 'ANY' ? '*' : method}${path}`
      return `arn:aws:execute-api:${world.region}:${world.account}:${api.ref}/$default/${resource}`
    },
  }
}

function stageOf(world: World, api: Resource): Resource {
  const [stage, ...others] = world
    .ofType('AWS::ApiGatewayV2::Stage')
    .filter(({ properties }) => properties.ApiId === api.ref)
  if (stage === undefined || others.length > 0 || stage.properties.StageName !== '$default') {
    throw new Error(sentence(api, 'the local host serves an API with the one stage $default'))
  }
  refuseUnknown(stage, ['ApiId', 'StageName', 'StageVariables'], {
    ...TAGS,
    AccessLogSettings: 'requests are not logged here',
    AutoDeploy: 'the template is always what runs',
    DefaultRouteSettings: 'throttling and metrics: one person uses this machine',
    Description: 'text for people',
    RouteSettings: 'throttling and metrics: one person uses this machine',
  })
  return stage
}

function routesOf(world: World, api: Resource) {
  return world
    .ofType('AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => properties.ApiId === api.ref)
    .map((route) => {
      refuseUnknown(route, ['ApiId', 'AuthorizationType', 'RouteKey', 'Target'], { OperationName: 'text for people' })
      if ((route.properties.AuthorizationType ?? 'NONE') !== 'NONE') {
        throw new Error(sentence(route, 'the local host has no authorizers'))
      }
      const id = String(route.properties.Target).replace(/^integrations\//, '')
      const integration = world.ofType('AWS::ApiGatewayV2::Integration').find(({ ref }) => ref === id)
      if (integration === undefined) throw new Error(sentence(route, `there is no integration ${id}`))
      return { routeKey: String(route.properties.RouteKey), ...functionOf(integration) }
    })
}

function functionOf(integration: Resource): Omit<Route, 'routeKey'> {
  const { properties } = integration
  refuseUnknown(
    integration,
    ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
    {
      ConnectionType: 'functions are reached directly',
      Description: 'text for people',
      IntegrationMethod: 'always POST for functions',
    },
  )
  if (properties.IntegrationType !== 'AWS_PROXY' || properties.PayloadFormatVersion !== '2.0') {
    throw new Error(sentence(integration, 'the local host plays function integrations with payload format 2.0 only'))
  }
  // Either the function's ARN, or the invocation path that contains it.
  const functionArn = /arn:aws:lambda:[^/]+/.exec(String(properties.IntegrationUri))?.[0]
  if (functionArn === undefined) {
    throw new Error(sentence(integration, `${properties.IntegrationUri} is no function`))
  }
  return { functionArn, timeoutMs: Number(properties.TimeoutInMillis ?? INTEGRATION_TIMEOUT_MS) }
}
