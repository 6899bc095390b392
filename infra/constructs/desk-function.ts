import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { SettingName } from '../../lib/settings.ts'
import { type FunctionPath, nameOf } from '../functions.ts'
import type { DeskStack } from './desk-stack.ts'
import { sendMessages, writeLogs } from './grant.ts'

/** What a function must say about itself before it compiles. */
export interface DeskFunctionProps {
  readonly path: FunctionPath
  /** Whom its failure hurts, in words a service manager would use; at most 256 characters. */
  readonly ifItFails: string
  /** What it is told; it knows nothing else about where it runs. */
  readonly settings: Partial<Record<SettingName, string>>
  /** Everything it may do, besides writing its own logs. */
  readonly may: readonly PolicyStatement[]
  /** Where events go that it could not handle; given exactly when it is invoked asynchronously. */
  readonly deadLetters?: IQueue
  /** 512 MB unless told: the least at which a cold start stays under half a second. */
  readonly memoryMegabytes?: number
  /** 10 seconds unless told. */
  readonly timeout?: Duration
}

/** A Lambda function as we run them: arm64, Node 24, one bundle, JSON logs of its own, and exactly the grants it lists. */
export class DeskFunction extends LambdaFunction {
  readonly ifItFails: string

  constructor(stack: DeskStack, props: DeskFunctionProps) {
    const { path, ifItFails, settings, may, deadLetters, memoryMegabytes = 512, timeout = Duration.seconds(10) } = props
    const name = nameOf(path)
    const functionName = `haneul-${stack.deployment.name}-${name}`
    const logGroupName = `/aws/lambda/${functionName}`
    const grants = [writeLogs(stack, logGroupName), ...(deadLetters ? [sendMessages(deadLetters)] : []), ...may]
    super(stack, name, {
      functionName,
      description: ifItFails,
      code: Code.fromAsset(`${import.meta.dirname}/../../dist/${name}`, { exclude: ['*.map'] }),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMegabytes,
      timeout,
      environment: settings,
      role: new Role(stack, `${name}-role`, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        inlinePolicies: { grants: new PolicyDocument({ statements: grants }) },
      }),
      logGroup: new LogGroup(stack, `${name}-logs`, {
        logGroupName,
        retention: stack.deployment.logRetentionDays,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Start, end and report lines of each invocation say what the metrics say, and cost most of the log bill.
      systemLogLevelV2: SystemLogLevel.WARN,
      ...(deadLetters && {
        retryAttempts: 2,
        // The longest Lambda keeps an event: an outage of a few hours loses nothing and needs no hand.
        maxEventAge: Duration.hours(6),
        onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
      }),
    })
    this.ifItFails = ifItFails
  }
}
