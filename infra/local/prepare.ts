import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../build.ts'

const root = join(import.meta.dirname, '../..')

/** What the bundles and the template are made of. */
const SOURCES = ['infra', 'functions', 'lib', 'package-lock.json', 'cdk.json']

/**
 * Makes the cloud assembly of the local environment at `assembly`: bundles all functions and synthesizes the app. Does
 * nothing when no source has changed since. Throws with the app's own words when it does not synthesize.
 */
export async function prepare(assembly: string): Promise<void> {
  const manifest = join(assembly, 'manifest.json')
  const changedAt = Math.max(...SOURCES.map((source) => lastChange(join(root, source))))
  if (existsSync(manifest) && statSync(manifest).mtimeMs > changedAt) return
  await build()
  // Written beside and moved, so that a start that is broken off leaves no half of an assembly.
  const fresh = `${assembly}.new`
  rmSync(fresh, { recursive: true, force: true })
  await synthesize(fresh)
  rmSync(assembly, { recursive: true, force: true })
  renameSync(fresh, assembly)
}

async function synthesize(folder: string): Promise<void> {
  const app = spawn(process.execPath, [join(root, 'infra/app.ts'), '-c', 'env=local'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaints = ''
  app.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  const [code] = await once(app, 'close')
  if (code !== 0) throw new Error(`The app does not synthesize.\n${complaints}`)
}

/** When something below a path was last changed, added or removed (folders change with their entries), epoch ms. */
function lastChange(path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((entry) => lastChange(join(path, entry))))
}
