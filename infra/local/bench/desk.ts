import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { dynamoStore } from '../../../lib/aws/table.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { type Host, startHost } from '../host.ts'
import { prepare } from '../prepare.ts'

/** A desk to measure: the whole host in this process, and its table through the host's own key. */
export interface BenchDesk {
  readonly host: Host
  readonly dataDir: string
  readonly store: Store
  /** Tickets that the intake says it has committed, since the start. */
  readonly opened: () => number
  /** Waits until that many are. */
  readonly untilOpened: (count: number) => Promise<void>
  stop(): Promise<void>
}

/** Starts a desk with nothing but its people, in a folder of its own. */
export const startBenchDesk = async (): Promise<BenchDesk> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'haneul-bench-'))
  const assembly = join(dataDir, 'assembly')
  await prepare(assembly)
  let opened = 0
  let awaited = { count: Number.POSITIVE_INFINITY, reached: () => {} }
  // The intake logs this right after the commit: listening costs nothing, asking the table would slow what is measured.
  const log = (_: string, line: string) => {
    if (line.includes('a mail was opened')) opened++
    if (opened >= awaited.count) awaited.reached()
  }
  const host = await startHost({ assembly, dataDir, port: 0, smtpPort: 0, log })
  return {
    host,
    dataDir,
    opened: () => opened,
    untilOpened: (count) =>
      new Promise((reached) => {
        awaited = { count, reached }
        if (opened >= count) reached()
      }),
    store: dynamoStore(host.table.name, host.table.db),
    stop: async () => {
      await host.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** How many ticket numbers were given out. */
export const ticketCount = async (store: Store): Promise<number> =>
  Number((await store.get(key.counter('incident')))?.value ?? 0)

/** Sends mails as fast as they are accepted, over so many connections, from a thread of its own. */
export const sendFromThread = (smtpPort: number, connections: number, mails: number, label: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'sender.ts'), {
      workerData: { smtpPort, connections, mails, label },
    })
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The sender ended with ${code}`))))
  })
