import { consolePages } from '../../functions/web/console/pages.ts'
import { type Door, showing } from '../../functions/web/page/route.ts'
import { noReader } from '../../lib/alert/reader.ts'
import { noAlertIntake } from '../../lib/desk/alert/intake.ts'
import { readPerson } from '../../lib/desk/change-person.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import type { Person } from '../../lib/people/person.ts'
import { noneGivenUp } from '../../lib/store/given-up.ts'
import { noSecrets } from '../../lib/store/secrets.ts'
import type { Store } from '../../lib/store/store.ts'
import { startApi, type TestApi } from './api.ts'
import { memoryIncoming } from './incoming.ts'

/** A page as a browser gets it. */
export interface Shown {
  readonly status: number
  readonly html: string
  /** Where it sends the browser instead, if it does. */
  readonly to: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Who looks, and in which language where it is not their own. */
export interface Looking {
  /** Id of one of the company's people without `p-`; an agent unless told. */
  readonly as?: string
  readonly language?: 'en' | 'ko'
}

/** The agents' pages over the API and a table of their own. */
export interface TestConsole {
  readonly api: TestApi
  look(path: string, looking?: Looking): Promise<Shown>
  /** Sends a form, as the page would. */
  send(path: string, form?: Record<string, string>, looking?: Looking): Promise<Shown>
  /** Sends a form with files. */
  sendFiles(path: string, form: FormData, looking?: Looking): Promise<Shown>
  /** Reads of the table since the last call, by kind. */
  reads(): readonly string[]
  stop(): Promise<void>
}

const counted = (store: Store, note: (what: string) => void): Store => ({
  ...store,
  get: (at) => {
    note(`get ${at.pk} ${at.sk}`)
    return store.get(at)
  },
  getMany: (keys) => {
    note(`getMany ${keys.map(({ pk, sk }) => `${pk} ${sk}`)}`)
    return store.getMany(keys)
  },
  parts: (pk, begins, range) => {
    note(`query ${pk} ${begins}`)
    return store.parts(pk, begins, range)
  },
  list: (partition, range) => {
    note(`query ${partition.pk}`)
    return store.list(partition, range)
  },
})

export const startConsole = async (): Promise<TestConsole> => {
  const api = await startApi()
  const now = () => api.now
  let noted: string[] = []
  let visitor: Person | undefined
  let ids = 0
  const newId = () => `page${ids++}`
  const bucket = new Map<string, Uint8Array>()
  const store = counted(api.store, (what) => noted.push(what))
  const door: Door = {
    enter: async () => visitor && { person: visitor, cookies: [] },
    admits: () => true,
    ensureOwnForm: () => undefined,
  }
  const show = showing(consolePages, door, {
    store,
    policies: policySource(api.store, now),
    publicUrl: 'https://desk.example',
    mails: { link: async (key) => `https://mails.example/${key}` },
    files: {
      read: async () => undefined,
      write: async (key, { bytes }) => void bucket.set(key, bytes),
      link: async (key) => `https://files.example/${key}`,
    },
    incoming: memoryIncoming(bucket),
    scansFiles: true,
    now,
    wait: async () => undefined,
    replyKey: newId,
    newId,
    randomBytes: () => new Uint8Array(32).fill(7),
    auditDays: 400,
    secrets: noSecrets,
    webhookReach: 'public',
    givenUpAlerts: noneGivenUp,
    alertReader: noReader,
    alertIntake: noAlertIntake,
  })
  const ask = async (given: string, { as = 'jihoon.park', language }: Looking, sent?: Response): Promise<Shown> => {
    const { pathname, searchParams } = new URL(given, 'https://desk.example')
    const person = await readPerson(api.store, `p-${as}`)
    visitor = person && { ...person, language: language ?? person.language }
    const type = sent?.headers.get('content-type')
    const answer = await show({
      method: sent ? 'POST' : 'GET',
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: type ? { 'content-type': type } : {},
      body: sent ? new Uint8Array(await sent.arrayBuffer()) : new Uint8Array(),
    })
    const { status, headers = {}, body } = answer
    return { status, html: String(body ?? ''), to: headers.location, headers }
  }
  return {
    api,
    look: (path, looking = {}) => ask(path, { language: 'en', ...looking }),
    send: (path, form = {}, looking = {}) =>
      ask(path, { language: 'en', ...looking }, new Response(new URLSearchParams(form))),
    sendFiles: (path, form, looking = {}) => ask(path, { language: 'en', ...looking }, new Response(form)),
    reads: () => {
      const found = noted
      noted = []
      return found
    },
    stop: () => api.stop(),
  }
}

/** The value of a hidden field of a form on a page. */
export const hiddenField = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
