import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'aws-cdk-lib'
import { build } from '../../infra/build.ts'
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

/** An app with the whole desk of an environment in it, bundled as it would be deployed; not synthesized yet. */
export const deskOf = async (environment: string | Environment, outdir?: string): Promise<App> => {
  await build()
  const app = newApp({}, outdir)
  desk(app, typeof environment === 'string' ? environmentNamed(environment) : environment)
  return app
}

/** Every resource of an environment's templates. */
export const resourcesOf = async (environment: string | Environment): Promise<readonly Declared[]> => {
  const outdir = mkdtempSync(join(tmpdir(), 'haneul-infra-'))
  try {
    const assembly = (await deskOf(environment, outdir)).synth()
    return assembly.stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources as Record<string, Declared>).map(([id, resource]) => ({
        ...resource,
        id,
        stack: stack.stackName,
      })),
    )
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
