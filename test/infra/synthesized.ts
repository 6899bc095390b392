import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'aws-cdk-lib'
import { desk, newApp } from '../../infra/desk.ts'
import { type Environment, environmentNamed } from '../../infra/environments.ts'

/** One resource as the template says it. */
export interface Declared {
  readonly stack: string
  readonly id: string
  readonly Type: string
  // biome-ignore lint/suspicious/noExplicitAny: the shape is CloudFormation's, one per type
  readonly Properties: Record<string, any>
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
}

/** An app with the whole desk of an environment in it, with the bundles that were made before the tests; not synthesized yet. */
export const deskOf = (environment: string | Environment, outdir?: string): App => {
  const app = newApp({}, outdir)
  desk(app, typeof environment === 'string' ? environmentNamed(environment) : environment)
  return app
}

const synthesized = new Map<string | Environment, readonly Declared[]>()

/** Every resource of an environment's templates. */
export const resourcesOf = (environment: string | Environment): readonly Declared[] => {
  const known = synthesized.get(environment)
  if (known) return known
  const outdir = mkdtempSync(join(tmpdir(), 'haneul-infra-'))
  try {
    const assembly = deskOf(environment, outdir).synth()
    const resources = assembly.stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources as Record<string, Declared>).map(([id, resource]) => ({
        ...resource,
        id,
        stack: stack.stackName,
      })),
    )
    synthesized.set(environment, resources)
    return resources
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
