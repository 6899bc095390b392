import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../../infra/local/free-port.ts'
import { until } from '../support/desk.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'haneul-alert-kill-'))
const running = new Set<ChildProcess>()
const port = await freePort()
const smtpPort = await freePort()
const url = `http://127.0.0.1:${port}`

/** `npm start` as a process of its own, until it answers. */
const start = async () => {
  const child = spawn(process.execPath, ['infra/local/start.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, PORT: String(port), SMTP_PORT: String(smtpPort), DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running.add(child)
  await until('the host', async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok, 120_000)
  await until('its people', async () => existsSync(join(dataDir, 'credentials.json')))
  return child
}

const kill = async (child: ChildProcess) => {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  running.delete(child)
}

afterAll(async () => {
  await Promise.all([...running].map(kill))
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = async <T>(path: string, as: 'admin' | 'agent', body?: object): Promise<T> => {
  const token = JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8'))[as]
  const answer = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

const titles = async () => {
  const found: { title: string; number: string }[] = []
  let cursor: string | null = null
  do {
    const path: string = `/api/v1/incidents?limit=100${cursor ? `&cursor=${cursor}` : ''}`
    const page: { items: typeof found; cursor: string | null } = await ask(path, 'agent')
    found.push(...page.items.filter(({ title }) => title.startsWith('Port ')))
    cursor = page.cursor
  } while (cursor)
  return found
}

test('the host is killed while alerts are taken in: each key has one incident, which counts every accepted delivery', {
  timeout: 480_000,
}, async () => {
  let child = await start()
  await ask('/api/v1/alert-sources', 'admin', { id: 'switch', name: 'Switch', stormPerMinute: 0 })
  const { url: hook } = await ask<{ url: string }>('/api/v1/alert-sources/switch/keys', 'admin', {})
  const path = new URL(hook).pathname
  const keys = 10
  const accepted = new Map<string, number>()
  const send = async (i: number): Promise<void> => {
    const title = `Port ${i % keys} is down`
    const body = JSON.stringify({ dedup_key: `port-${i % keys}`, status: 'firing', title })
    const answer = await fetch(`${url}${path}`, { method: 'POST', body }).catch(() => undefined)
    if (answer?.status === 202) accepted.set(title, (accepted.get(title) ?? 0) + 1)
  }
  for (let round = 0; round < 2; round++) {
    await Promise.all(Array.from({ length: 80 }, (_, i) => send(i)))
    // The consumer is at work on them.
    await new Promise((done) => setTimeout(done, 300 * (round + 1)))
    await kill(child)
    child = await start()
  }
  const counts = async () => {
    const found = await titles()
    const alerts = await Promise.all(
      found.map(async ({ number, title }) => {
        const page = await ask<{ items: { count: number }[] }>(`/api/v1/alerts?incident=${number}`, 'agent')
        return [title, page.items.reduce((sum, { count }) => sum + count, 0)] as const
      }),
    )
    return alerts.sort(([a], [b]) => a.localeCompare(b))
  }
  const sum = (all: readonly (readonly [string, number])[]) => all.reduce((total, [, count]) => total + count, 0)
  // What a killed run had taken comes again when its time is up, two minutes later.
  await until('every delivery to be counted', async () => sum(await counts()) >= sum([...accepted]), 200_000)
  // A request that was accepted, and whose answer was lost in the kill, counts as well: never fewer than were accepted.
  const found = await counts()
  expect(found.map(([title]) => title)).toEqual([...accepted.keys()].sort((a, b) => a.localeCompare(b)))
  for (const [title, count] of found) expect(count).toBeGreaterThanOrEqual(accepted.get(title)!)
})
