import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import type { AlertLoad, AlertLoadResult } from './alert-sender.ts'

/** The desk as `npm start` runs it, in a process of its own that may be killed. */
export interface OwnHost {
  readonly port: number
  readonly dataDir: string
  readonly pid: () => number
  /** Ends the process at once, whatever it does, and starts another one on the same folder; resolves when that is well. */
  killAndStart(): Promise<void>
  /** Asks the API as an administrator; throws what it answers but 2xx. */
  ask<T>(path: string, body?: object): Promise<T>
  stop(): Promise<void>
}

/** Starts a desk with the company's people, in a folder of its own. */
export const startOwnHost = async (execArgv: readonly string[] = []): Promise<OwnHost> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'haneul-bench-'))
  const port = await freePort()
  const smtpPort = await freePort()
  const url = `http://127.0.0.1:${port}`
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [...execArgv, join(import.meta.dirname, '../start.ts')], {
      env: { ...process.env, PORT: String(port), SMTP_PORT: String(smtpPort), DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The host ended with ${child.exitCode}`)
      const isWell = (await fetch(`${url}/healthz`).catch(() => undefined))?.ok
      if (isWell && existsSync(join(dataDir, 'credentials.json'))) return child
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  let child = await start()
  return {
    port,
    dataDir,
    pid: () => child.pid!,
    killAndStart: async () => {
      await end(child, 'SIGKILL')
      child = await start()
    },
    ask: async <T>(path: string, body?: object): Promise<T> => {
      const { admin } = JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')) as { admin: string }
      const answer = await fetch(`${url}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${admin}` },
        ...(body && { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return (await answer.json()) as T
    },
    stop: async () => {
      await end(child, 'SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Makes a source of alerts and a key of it; answers the path to send to. */
export const sourceOf = async ({ ask }: OwnHost, id: string): Promise<string> => {
  await ask('/api/v1/alert-sources', { id, name: id })
  const { url } = await ask<{ url: string }>(`/api/v1/alert-sources/${id}/keys`, {})
  return new URL(url).pathname
}

/** Sends alerts from a process of its own, and answers how they were taken. */
export const sendAlerts = async (load: AlertLoad): Promise<AlertLoadResult> => {
  const child = fork(join(import.meta.dirname, 'alert-sender.ts'), [JSON.stringify(load)])
  const [result] = (await once(child, 'message')) as [AlertLoadResult]
  child.kill()
  return result
}
