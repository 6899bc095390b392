import type { DatabaseSync } from 'node:sqlite'
import type { AwsCall } from '../events/aws-call.ts'
import type { Clock } from '../events/clock.ts'
import type { Outbox } from '../events/outbox.ts'
import { compilePattern, type Matcher } from '../events/pattern.ts'
import { requireReceiver } from '../events/send.ts'
import type { LambdaService } from '../lambda/functions.ts'
import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { Credentials, Resource, World } from '../world.ts'

/** One `AWS::Lambda::EventSourceMapping`: which source feeds which function, and how. */
export interface Mapping {
  /** Names its checkpoint: stack and logical id. */
  readonly id: string
  readonly functionArn: string
  readonly sourceArn: string
  /** Calls to the source are made with the key of the function's role, so its policy is asked. */
  readonly credentials: Credentials
  readonly roleArn: string
  readonly batchSize: number
  readonly windowMs: number
  /** True when a record is for the function. */
  readonly wants: Matcher
  readonly reportsItemFailures: boolean
  readonly startAt: 'TRIM_HORIZON' | 'LATEST'
  readonly lanes: number
  readonly bisects: boolean
  /** -1 is without end. */
  readonly retries: number
  readonly maxAgeMs: number
  readonly onFailure: string | undefined
  readonly maximumConcurrency: number
}

/** What polling sources for functions needs. */
export interface SourceParts {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly clock: Clock
  readonly call: AwsCall
  readonly lambda: LambdaService
  readonly outbox: Outbox
  readonly credentialsOf: (roleArn: string) => Credentials
  /** First wait after a failed batch or call; it doubles up to 64 times this. */
  readonly retryMs: number
  /** Longest wait between two looks at a quiet stream. */
  readonly idlePollMs: number
  /** Instances of one function at most: more batches at once would only wait for them. */
  readonly concurrency: number
}

const PLAYED = [
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'ScalingConfig',
  'StartingPosition',
]

/**
 * Reads the enabled mappings of the template. Defaults are those of the Lambda API: 100 records a batch from a stream, 10
 * from a queue, retries without end. Throws a sentence for what would be ignored.
 */
export function mappingsOf(world: World, credentialsOf: SourceParts['credentialsOf']): Mapping[] {
  return world.ofType('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    const { properties } = resource
    refuseUnknown(resource, PLAYED, { MetricsConfig: 'there are no metrics here', Tags: 'nobody reads them' })
    if (properties.Enabled === false) return []
    const name = String(properties.FunctionName).split(':').at(-1)
    const target = world.ofType('AWS::Lambda::Function').find(({ ref }) => ref === name)
    if (target === undefined) throw new Error(sentence(resource, `there is no function ${properties.FunctionName}`))
    const onFailure: string | undefined = properties.DestinationConfig?.OnFailure?.Destination
    if (onFailure !== undefined) requireReceiver(world, onFailure, `${resource.stack}/${resource.logicalId}`)
    const queue = properties.EventSourceArn.split(':')[2] === 'sqs'
    const roleArn = String(target.properties.Role)
    const maxAge = Number(properties.MaximumRecordAgeInSeconds ?? -1)
    return {
      id: `${resource.stack}/${resource.logicalId}`,
      functionArn: target.arn,
      sourceArn: properties.EventSourceArn,
      credentials: credentialsOf(roleArn),
      roleArn,
      batchSize: Number(properties.BatchSize ?? (queue ? 10 : 100)),
      windowMs: Number(properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
      wants: filterOf(resource),
      reportsItemFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
      startAt: properties.StartingPosition ?? 'TRIM_HORIZON',
      lanes: Number(properties.ParallelizationFactor ?? 1),
      bisects: properties.BisectBatchOnFunctionError ?? false,
      retries: Number(properties.MaximumRetryAttempts ?? -1),
      maxAgeMs: maxAge < 0 ? Infinity : maxAge * 1000,
      onFailure,
      maximumConcurrency: Number(properties.ScalingConfig?.MaximumConcurrency ?? 2),
    }
  })
}

/** Without filters every record is wanted. */
export const everything: Matcher = () => true

// A record is wanted when one filter fits; without filters every record is.
function filterOf(resource: Resource): Matcher {
  const filters: { Pattern: string }[] = resource.properties.FilterCriteria?.Filters ?? []
  if (filters.length === 0) return everything
  const matchers = filters.map(({ Pattern }) => compilePattern(JSON.parse(Pattern), 'mapping'))
  return (record) => matchers.some((fits) => fits(record))
}
