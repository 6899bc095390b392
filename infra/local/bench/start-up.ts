import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'

/** Seconds from the command to a desk that says it is well; `first` builds and synthesizes, `next` finds all that done. */
export const startUp = async (): Promise<{ first: number; next: number }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'haneul-bench-'))
  try {
    return { first: await aStart(dataDir), next: await aStart(dataDir) }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const aStart = async (dataDir: string): Promise<number> => {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../start.ts')], {
    env: { ...process.env, PORT: String(port), SMTP_PORT: String(await freePort()), DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const gone = once(child, 'exit')
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
    if (answer?.ok) break
    if (child.exitCode !== null) throw new Error(`The host ended with ${child.exitCode}`)
    await new Promise((done) => setTimeout(done, 20))
  }
  const seconds = (performance.now() - began) / 1000
  child.kill('SIGTERM')
  await gone
  return seconds
}
