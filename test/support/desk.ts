import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type Mail from 'nodemailer/lib/mailer/index.js'
import { inject } from 'vitest'
import { type Host, type HostOptions, startHost } from '../../infra/local/host.ts'
import type { ReadMail } from '../../infra/local/ses/read-sent-mail.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { execute, type Office } from '../../lib/desk/execute.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import type { IncidentCommand } from '../../lib/incident/command.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import type { Actor } from '../../lib/ticket/actor.ts'

/** An incident as the API answers it; only what scenarios look at. */
export interface Ticket {
  readonly number: string
  readonly title: string
  readonly state: string
  readonly version: number
  readonly requester: { readonly id: string; readonly name: string; readonly address?: string }
  readonly timeline: readonly {
    readonly sequence: number
    readonly type: string
    readonly by: { readonly id: string; readonly name: string; readonly is: string }
    readonly text?: string
    readonly quoted?: string
    readonly visibility?: string
    readonly verified?: boolean
    readonly automatic?: string
    readonly attachments: readonly {
      readonly name: string
      readonly mediaType: string
      readonly size: number
      readonly state: string
      readonly threat?: string
      readonly href: string
    }[]
  }[]
  readonly mails: readonly { readonly purpose: string; readonly status: string; readonly messageId?: string }[]
}

/** A whole desk on this machine, from the synthesized template, with a data folder of its own. */
export interface TestDesk {
  readonly host: Host
  readonly dataDir: string
  readonly tokens: Readonly<Record<'admin' | 'agent' | 'employee', string>>
  /** Sends a mail through SMTP as nodemailer makes it; `raw` sends bytes as they are. Answers its Message-ID. */
  send(mail: Mail.Options): Promise<string>
  /** Sends raw bytes from one address to the help address. */
  sendRaw(raw: Uint8Array | string, from?: string, to?: string): Promise<void>
  /** Asks the API; a body makes it a POST unless it says otherwise. */
  api(
    path: string,
    options?: {
      as?: 'admin' | 'agent' | 'employee'
      method?: string
      body?: unknown
      headers?: Record<string, string>
    },
  ): Promise<Response>
  tickets(): Promise<readonly Ticket[]>
  ticket(number: string): Promise<Ticket>
  /** The office of this desk, to bring about what has long been so: the past cannot be asked for over the API. */
  readonly office: Office
  /** Carries out a command as of an instant; without a number it opens an incident. Answers the number. */
  order(command: IncidentCommand, options?: { number?: string; at?: string; by?: Actor }): Promise<string>
  /** Lets the minute clock run now. */
  tick(): Promise<void>
  /** Every mail the desk sent, newest first. */
  mails(): Promise<readonly ReadMail[]>
  stop(): Promise<void>
}

const agent: Actor = { id: 'p-jihoon.park', name: '박지훈', is: 'agent' }

/** The instant so many minutes ago. */
export const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

export const help = 'help@haneul.example'

/** Waits until `look` answers something, looking every 25 ms; fails with `what` when that takes far too long. */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patience = 30_000,
): Promise<T> => {
  const end = performance.now() + patience
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`Waited in vain for: ${what}`)
    await new Promise((done) => setTimeout(done, 25))
  }
}

/** Starts a desk of its own; `alter` changes the template before it runs, and only a desk with stories has a past. */
export const startDesk = async (
  alter?: HostOptions['alter'],
  { hasStories = false, log = () => undefined }: Pick<HostOptions, 'hasStories' | 'log'> = {},
): Promise<TestDesk> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'haneul-'))
  const assembly = inject('assembly')
  const host = await startHost({ assembly, dataDir, port: 0, smtpPort: 0, alter, log, hasStories })
  return clientOf(host, dataDir)
}

const clientOf = (host: Host, dataDir: string): TestDesk => {
  const tokens = JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')) as TestDesk['tokens']
  const smtp = nodemailer.createTransport({ host: '127.0.0.1', port: host.smtpPort, secure: false, ignoreTLS: true })
  const send: TestDesk['send'] = async (mail) => (await smtp.sendMail({ to: help, ...mail })).messageId
  const api: TestDesk['api'] = (path, { as = 'agent', method, body, headers = {} } = {}) =>
    fetch(`${host.url}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { authorization: `Bearer ${tokens[as]}`, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const read = async <T>(path: string): Promise<T> => {
    const answer = await api(path)
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const store = dynamoStore(host.table.name, host.table.db)
  const office = { store, policies: policySource(store, () => new Date().toISOString()) }
  return {
    host,
    dataDir,
    tokens,
    office,
    order: async (command, { number, at = new Date().toISOString(), by = agent } = {}) =>
      (await execute(office, { process: incidentProcess, number, command, context: { at, by, channel: 'api' } }))
        .number,
    tick: async () => {
      const clock = host.world.ofType('AWS::Lambda::Function').find(({ ref }) => ref.endsWith('clock-minute'))!
      await host.functions.invoke(clock.arn, {})
    },
    send,
    sendRaw: async (raw, from = 'minji.kim@haneul.example', to = help) => {
      await smtp.sendMail({ envelope: { from, to }, raw: Buffer.from(raw) })
    },
    api,
    tickets: async () => {
      const items: Ticket[] = []
      let cursor: string | null = null
      do {
        const path: string = `/api/v1/incidents?limit=100${cursor ? `&cursor=${cursor}` : ''}`
        const page: { items: Ticket[]; cursor: string | null } = await read(path)
        items.push(...page.items)
        cursor = page.cursor
      } while (cursor)
      return items
    },
    ticket: (number) => read(`/api/v1/incidents/${number}`),
    mails: async () => {
      const answer = await fetch(`${host.url}/_local/mail`, { headers: { accept: 'application/json' } })
      return (await answer.json()) as ReadMail[]
    },
    stop: async () => {
      smtp.close()
      await host.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
