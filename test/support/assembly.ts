import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepare } from '../../infra/local/prepare.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the cloud assembly of the local environment, made once for all scenarios. */
    assembly: string
  }
}

/** Bundles the functions and synthesizes the local environment once, as `npm start` does. */
export default async ({ provide }: TestProject) => {
  const folder = mkdtempSync(join(tmpdir(), 'haneul-assembly-'))
  const assembly = join(folder, 'assembly')
  await prepare(assembly)
  provide('assembly', assembly)
  return () => rmSync(folder, { recursive: true, force: true })
}
