import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { random, replyKey } from '../../../functions/edge/time.ts'
import { AlertSourceFields } from '../../../lib/alert/source.ts'
import { makeKey } from '../../../lib/desk/alert/source-keys.ts'
import { createSource } from '../../../lib/desk/alert/sources.ts'
import { build } from '../../build.ts'
import type { AlertLoad, AlertLoadResult } from './alert-sender.ts'
import { type BenchDesk, startBenchDesk } from './desk.ts'
import { processorTime } from './processor-time.ts'

/** A key of a source made for measuring. */
export const benchKey = async ({ store }: BenchDesk, id = 'bench'): Promise<string> => {
  const by = { id: 'bench', name: 'Bench', is: 'system' } as const
  const order = { id, by, at: new Date().toISOString() }
  await createSource(store, order, AlertSourceFields.parse({ name: id }))
  const made = await makeKey(store, order, {
    keyId: replyKey(),
    random: Buffer.concat([random(), random()]),
    olderEndsInHours: 0,
  })
  return made.text
}

/** Sends alerts from a thread of its own, and answers how they were taken. */
export const sendAlerts = (load: AlertLoad): Promise<AlertLoadResult> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, 'alert-sender.ts'), { workerData: load })
    worker.once('message', resolve)
    worker.once('error', reject)
  })

if (import.meta.main) {
  await build()
  const desk = await startBenchDesk()
  try {
    const key = await benchKey(desk)
    const port = Number(new URL(desk.host.url).port)
    const load = { port, path: `/hooks/alerts/${key}`, connections: 32, keys: 100 }
    // Functions start, and their code is compiled, before it counts.
    await sendAlerts({ ...load, ratePerSecond: 200, seconds: 5 })
    const rates = process.argv.slice(2).map(Number)
    for (const ratePerSecond of rates.length > 0 ? rates : [1000]) {
      const before = processorTime(desk)
      const { sent, statuses, perSecond, p50, p99 } = await sendAlerts({ ...load, ratePerSecond, seconds: 10 })
      const each = (processorTime(desk) - before) / sent
      console.log(`${ratePerSecond} alerts a second for 10 s: ${JSON.stringify(statuses)}`)
      console.log(`  taken ${perSecond.toFixed(0)} a second, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`)
      console.log(`  processor time of one, its sender included: ${each.toFixed(2)} ms`)
    }
  } finally {
    await desk.stop()
  }
}
