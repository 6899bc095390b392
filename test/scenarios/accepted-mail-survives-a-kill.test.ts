import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../../infra/local/free-port.ts'
import type { ReadMail } from '../../infra/local/ses/read-sent-mail.ts'
import { help, type Ticket, until } from '../support/desk.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'haneul-kill-'))
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
  await until('the host', async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok, 60_000)
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

/** Sends one mail; answers whether it was accepted. As a mail server would, the caller tries again with the same mail. */
const send = async (i: number): Promise<boolean> => {
  const smtp = nodemailer.createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: 2000,
    socketTimeout: 5000,
  })
  try {
    await smtp.sendMail({
      from: `sender${i}@partner.example`,
      to: help,
      subject: `Mail ${i}`,
      text: `This is mail ${i}.`,
      messageId: `<kill-${i}@partner.example>`,
      date: new Date('2026-11-24T00:00:00Z'),
    })
    return true
  } catch {
    return false
  } finally {
    smtp.close()
  }
}

const tickets = async () => {
  const token = JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')).agent
  const titles: string[] = []
  let cursor: string | null = null
  do {
    const path: string = `${url}/api/v1/incidents?limit=100${cursor ? `&cursor=${cursor}` : ''}`
    const page = (await (await fetch(path, { headers: { authorization: `Bearer ${token}` } })).json()) as {
      items: Ticket[]
      cursor: string | null
    }
    // The company brought tickets of its own.
    titles.push(...page.items.map(({ title }) => title).filter((title) => title.startsWith('Mail ')))
    cursor = page.cursor
  } while (cursor)
  return titles.sort()
}

const acknowledged = async () => {
  const answer = await fetch(`${url}/_local/mail`, { headers: { accept: 'application/json' } })
  return ((await answer.json()) as ReadMail[]).map(({ to }) => to[0]!).sort()
}

test('60 mails while the host is killed three times: exactly 60 tickets and 60 acknowledgements', {
  timeout: 240_000,
}, async () => {
  const count = 60
  let child = await start()
  for (let i = 0; i < count; ) {
    if (await send(i)) i++
    if (i === 15 || i === 30 || i === 45) {
      await kill(child)
      child = await start()
      // The next mail goes on; without this the same number would kill again.
      while (!(await send(i))) await new Promise((done) => setTimeout(done, 50))
      i++
    }
  }
  const numbers = Array.from({ length: count }, (_, i) => i)
  await until('a ticket for each mail', async () => (await tickets()).length >= count, 60_000)
  expect(await tickets()).toEqual(numbers.map((i) => `Mail ${i}`).sort())
  await until('an acknowledgement for each mail', async () => (await acknowledged()).length >= count, 90_000)
  expect(await acknowledged()).toEqual(numbers.map((i) => `sender${i}@partner.example`).sort())
})
