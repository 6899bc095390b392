import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Resource, World } from '../world.ts'
import { refuseUnknown, sentence } from './known-properties.ts'

/** What the template says about one function, in the units the host uses. */
export interface Definition {
  readonly arn: string
  readonly name: string
  readonly roleArn: string
  readonly file: string
  readonly exportName: string
  readonly handler: string
  readonly timeoutSeconds: number
  readonly memoryMb: number
  readonly environment: Readonly<Record<string, string>>
  readonly reservedConcurrency: number | undefined
}

const PLAYED = [
  'Code',
  'Environment',
  'FunctionName',
  'Handler',
  'MemorySize',
  'PackageType',
  'ReservedConcurrentExecutions',
  'Role',
  'Runtime',
  'Timeout',
]

const WITHOUT_EFFECT = {
  Architectures: 'bundles are plain JavaScript',
  Description: 'text for people',
  EphemeralStorage: 'functions share the scratch folder of this machine',
  LoggingConfig: 'lines go to the output of the host',
  RecursiveLoop: 'AWS stops loops by account; nothing to count here',
  Tags: 'nobody reads them',
  TracingConfig: 'there is no tracing service here',
}

/**
 * Reads `AWS::Lambda::Function`. Throws a sentence for everything that would run differently from AWS: images, layers,
 * other runtimes, network settings, a bundle that is missing. Defaults (3 s, 128 MB) are those of CloudFormation.
 */
export function definitionOf(resource: Resource, world: World): Definition {
  const { properties } = resource
  refuseUnknown(resource, PLAYED, WITHOUT_EFFECT)
  if (!/^nodejs/.test(properties.Runtime ?? '')) {
    throw new Error(sentence(resource, `only Node.js runtimes run here, not ${properties.Runtime ?? 'an image'}`))
  }
  const [path = '', exportName = ''] = String(properties.Handler).split(/\.(?=[^.]+$)/)
  const folder = join(world.assembly, `asset.${String(properties.Code?.S3Key ?? '').replace(/\.zip$/, '')}`)
  const file = ['mjs', 'js', 'cjs'].map((ending) => join(folder, `${path}.${ending}`)).find((name) => existsSync(name))
  if (file === undefined) throw new Error(sentence(resource, `there is no ${path}.mjs in ${folder}`))
  return {
    arn: resource.arn,
    name: resource.ref,
    roleArn: String(properties.Role),
    file,
    exportName,
    handler: String(properties.Handler),
    timeoutSeconds: Number(properties.Timeout ?? 3),
    memoryMb: Number(properties.MemorySize ?? 128),
    environment: properties.Environment?.Variables ?? {},
    reservedConcurrency: properties.ReservedConcurrentExecutions,
  }
}
