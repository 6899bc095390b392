import { requireReceiver } from '../events/send.ts'
import type { World } from '../world.ts'
import { refuseUnknown, sentence } from './known-properties.ts'

/** How asynchronous events of a function are retried, and where they go when that did not help. */
export interface InvokePolicy {
  readonly functionArn: string
  readonly roleArn: string
  /** Attempts after the first. */
  readonly retries: number
  readonly maxAgeSeconds: number
  /** ARN of the failure destination. */
  readonly onFailure: string | undefined
}

/**
 * Reads `AWS::Lambda::EventInvokeConfig` of one function; without one AWS retries twice within six hours and then drops
 * the event.
 */
export function invokePolicyOf(world: World, functionArn: string, roleArn: string): InvokePolicy {
  const name = functionArn.split(':').at(-1)
  const config = world
    .ofType('AWS::Lambda::EventInvokeConfig')
    .find(({ properties }) => properties.FunctionName === name || properties.FunctionName === functionArn)
  if (config === undefined) return { functionArn, roleArn, retries: 2, maxAgeSeconds: 21_600, onFailure: undefined }
  const { properties } = config
  refuseUnknown(config, [
    'DestinationConfig',
    'FunctionName',
    'MaximumEventAgeInSeconds',
    'MaximumRetryAttempts',
    'Qualifier',
  ])
  if (properties.DestinationConfig?.OnSuccess?.Destination !== undefined) {
    throw new Error(sentence(config, 'the local host does not play OnSuccess'))
  }
  const onFailure: string | undefined = properties.DestinationConfig?.OnFailure?.Destination
  if (onFailure !== undefined) requireReceiver(world, onFailure, `${config.stack}/${config.logicalId}`)
  return {
    functionArn,
    roleArn,
    retries: Number(properties.MaximumRetryAttempts ?? 2),
    maxAgeSeconds: Number(properties.MaximumEventAgeInSeconds ?? 21_600),
    onFailure,
  }
}
