import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { DeskStack } from '../constructs/desk-stack.ts'
import type { Environment } from '../environments.ts'

/** One request in the access log; who asked is personal data and stays out. */
const accessLogLine = {
  requestId: '$context.requestId',
  requestedAt: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.integrationErrorMessage',
}

/** The HTTP API before it has routes: whoever must link to the desk needs its address, and nothing else of the web. */
export class DoorStack extends DeskStack {
  readonly api: HttpApi

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'door', 'The address of pages and API.')
    this.api = new HttpApi(this, 'api', { apiName: `haneul-${environment.name}`, createDefaultStage: false })
    new HttpStage(this, 'stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // A storm of a thousand alerts a second gets through beside the people; a runaway script costs a few dollars an hour.
      throttle: { rateLimit: 2000, burstLimit: 4000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'access-logs', {
            logGroupName: `/haneul/${environment.name}/access`,
            retention: environment.logRetentionDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLogLine)),
      },
    })
    new CfnOutput(this, 'Url', { description: 'Pages and API', value: this.url })
  }

  /** Without a slash at the end. */
  get url(): string {
    return this.api.apiEndpoint
  }
}
