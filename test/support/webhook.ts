import { outboundPost } from '../../functions/edge/outbound.ts'
import { people } from '../../infra/local/company.ts'
import { announceDue } from '../../lib/desk/announce-due.ts'
import { execute } from '../../lib/desk/execute.ts'
import { createWebhook } from '../../lib/desk/webhook/change.ts'
import { tellDue } from '../../lib/desk/webhook/due.ts'
import { readWebhook } from '../../lib/desk/webhook/keep-webhook.ts'
import { webhookSource } from '../../lib/desk/webhook/list.ts'
import { tell } from '../../lib/desk/webhook/tell.ts'
import type { Telling } from '../../lib/desk/webhook/telling.ts'
import type { IncidentCommand } from '../../lib/incident/command.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import { registration } from '../../lib/people/register.ts'
import { key } from '../../lib/store/schema.ts'
import type { Secrets } from '../../lib/store/secrets.ts'
import type { Store } from '../../lib/store/store.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { WebhookFields } from '../../lib/webhook/webhook.ts'
import { officeOf } from './policy.ts'
import { openCommand } from './ticket.ts'

const agent: Actor = { id: 'p-jihoon.park', name: '박지훈', is: 'agent' }
const administrator: Actor = { id: 'p-sora.han', name: '한소라', is: 'administrator' }

/** A desk whose webhooks are told by hand, on a clock that only the test moves. */
export interface Teller {
  now: string
  readonly desk: Telling
  readonly secrets: Secrets
  /** Makes a webhook and answers its id. */
  webhook(fields: Partial<WebhookFields> & { url: string }): Promise<string>
  /** Opens an incident and answers its number. */
  open(over?: Parameters<typeof openCommand>[1]): Promise<string>
  /** Something happens to an incident. */
  happen(number: string, command: IncidentCommand): Promise<void>
  /** The bus tells of these entries, one after the other. */
  bus(number: string, ...sequences: number[]): Promise<void>
  /** What the clock finds due now is tried, until nothing is. */
  clock(): Promise<void>
  pass(seconds: number): void
  state(webhook: string): ReturnType<typeof readWebhook>
}

/** `timeoutMilliseconds`: after which a receiver that hangs counts as one that does not answer. */
export const startTeller = async (store: Store, timeoutMilliseconds = 2000): Promise<Teller> => {
  const kept = new Map<string, string>()
  const secrets: Secrets = {
    read: async (name) => kept.get(name),
    write: async (name, value) => void kept.set(name, value),
    remove: async (name) => void kept.delete(name),
  }
  let count = 0
  const newId = () => `id${++count}`
  const teller = { now: '2026-11-24T00:30:00.000Z' }
  const now = () => teller.now
  const later = (seconds: number) => new Date(Date.parse(teller.now) + seconds * 1000).toISOString()
  const desk: Telling = {
    store,
    secrets,
    post: outboundPost('loopback', timeoutMilliseconds),
    webhooks: webhookSource(store),
    publicUrl: 'https://desk.example',
    now,
    chance: () => 0,
    newId,
    get until() {
      return later(45)
    },
  }
  for (const person of people.filter(({ role }) => role !== 'employee'))
    await store.commit(registration({ ...person }, { by: administrator, at: teller.now }))
  const office = officeOf(store)
  const order = (command: IncidentCommand, number?: string) =>
    execute(office, {
      process: incidentProcess,
      ...(number !== undefined && { number }),
      command,
      context: { at: teller.now, by: agent, channel: 'api' },
    })
  const clock = async () => {
    for (;;) {
      const due: { webhook: string; numbers: string[] }[] = []
      await announceDue({
        store,
        now,
        wait: async () => undefined,
        announce: async (events) => {
          for (const { detail, at } of events)
            if ((detail as { lane?: string }).lane === 'webhook' && at <= teller.now) due.push(detail as never)
          return []
        },
      })
      if (due.length === 0) return
      for (const { webhook, numbers } of due) await tellDue(desk, webhook, numbers)
    }
  }
  return Object.assign(teller, {
    desk,
    secrets,
    webhook: async (fields: Partial<WebhookFields> & { url: string }) => {
      const order = {
        fields: WebhookFields.parse({ name: 'Assets', ...fields }),
        chance: { id: newId(), bytes: new Uint8Array(32).fill(7) },
      }
      const made = await createWebhook(
        { store, secrets },
        { id: newId(), ...order },
        { by: administrator, at: teller.now },
      )
      return made.webhook.id
    },
    open: async (over?: Parameters<typeof openCommand>[1]) => (await order(openCommand('Mail is slow', over))).number,
    happen: async (number: string, command: IncidentCommand) => void (await order(command, number)),
    bus: async (number: string, ...sequences: number[]) => {
      for (const sequence of sequences) {
        const entry = await store.get(key.event(number, sequence))
        await tell(desk, { number, sequence, type: String(entry?.type) })
      }
    },
    clock,
    pass: (seconds: number) => {
      teller.now = later(seconds)
    },
    state: (webhook: string) => readWebhook(store, webhook),
  })
}
