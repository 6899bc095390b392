import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { build } from '../../infra/build.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the cloud assembly of the local environment, made once for all scenarios. */
    assembly: string
  }
}

/** Bundles the functions and synthesizes the local environment once, as `npm start` does. */
export default async ({ provide }: TestProject) => {
  const root = join(import.meta.dirname, '../..')
  const folder = mkdtempSync(join(tmpdir(), 'haneul-assembly-'))
  const assembly = join(folder, 'cdk.out')
  await build()
  execFileSync(process.execPath, ['infra/app.ts'], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ env: 'local' }),
      CDK_VALIDATION: 'false',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  provide('assembly', assembly)
  return () => rmSync(folder, { recursive: true, force: true })
}
