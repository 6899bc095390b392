import { availableParallelism } from 'node:os'
import { build } from '../../build.ts'
import { alertLoad, askedFor } from './alert-load.ts'
import { assumedMilliseconds, batchSize, dollarsOf, forecast } from './alert-paper.ts'
import { type AlertUnits, alertUnits } from './alert-units.ts'
import { startBenchDesk } from './desk.ts'

const row = (name: string, value: string) => console.log(`${name.padEnd(58)} ${value}`)
const heading = (text: string) => console.log(`\n${text}`)

const printLoad = async () => {
  const { ratePerSecond, seconds } = askedFor
  heading(
    `${ratePerSecond} alerts a second for ${seconds} s, the host killed once (this machine, ${availableParallelism()} cores, sender included)`,
  )
  const report = await alertLoad()
  const { load, processorTime } = report
  const refused = Object.entries(load.statuses).filter(([status]) => status !== '202')
  row('accepted (202)', `${report.accepted}`)
  row(
    'refused or cut off while it was down, and sent again',
    refused.map(([status, n]) => `${status}: ${n}`).join(', ') || '0',
  )
  row(
    'lost',
    report.waiting === 0
      ? `${report.missing}`
      : `not known: ${report.missing} are not counted, and ${report.waiting} wait in the queue`,
  )
  row(
    'counted by alerts',
    report.waiting === 0
      ? `${report.counted} (${report.counted - report.accepted} more: of the ${report.unheard} requests whose answer the kill cut off, those it had accepted)`
      : `${report.counted} so far`,
  )
  row('dead letters', `${report.dead}`)
  row(
    'keys; incidents of a key, least and most',
    `${report.keys}; ${report.incidents.join(' and ')} (${report.inStorm} keys share the incident of their storm)`,
  )
  row('rate reached, outage included', `${load.perSecond.toFixed(0)} a second`)
  row(
    'nobody accepted for; until what waited was accepted',
    `${load.outageSeconds.toFixed(1)} s; ${load.heldUpSeconds.toFixed(1)} s`,
  )
  row(
    'accept p50, p99, from when it was due, without the outage',
    `${load.p50.toFixed(1)} ms, ${load.p99.toFixed(1)} ms`,
  )
  row('accept p99 from sending, all of them', `${load.answeredP99.toFixed(1)} ms`)
  row('in the queue at the end; until it was empty', `${report.queued}; ${report.drainSeconds.toFixed(1)} s`)
  const needed = (processorTime.accepting + processorTime.takingIn) * ratePerSecond
  row(
    'processor time of an event: accepting it; taking it in',
    `${processorTime.accepting.toFixed(2)} ms; ${processorTime.takingIn.toFixed(2)} ms`,
  )
  row(
    `  so ${ratePerSecond} a second need`,
    `${(needed / 1000).toFixed(1)} processors of ${availableParallelism()}${needed / 1000 > availableParallelism() ? ': this machine takes them in later than they come' : ''}`,
  )
}

const perEvent = (units: AlertUnits): string => {
  const each = (total: number) => (total / units.events).toFixed(2)
  const ofIncident = units.incidents > 0 ? `; ${(units.writeUnits / units.incidents).toFixed(1)}w an incident` : ''
  return `${each(units.writeUnits)}w ${each(units.readUnits)}r ${each(units.calls)}c${ofIncident}`
}

/** Prints what alerts cost, and what a storm of them does. */
export const alertSection = async () => {
  await printLoad()
  const desk = await startBenchDesk()
  const cases = await alertUnits(desk).finally(() => desk.stop())

  heading(
    `What an alert consumes when it is taken in, in batches of ${batchSize} (write units, read units, calls an event)`,
  )
  for (const [name, units] of Object.entries(cases)) row(name, perEvent(units))
  row('bytes of a delivery in the queue', cases['storm on one key'].bytesInQueue.toFixed(0))

  const { hook, batch } = assumedMilliseconds
  heading(`Dollars of a million alerts on AWS (assumed: ${hook} ms to accept one, ${batch} ms for a batch, 1 GB)`)
  for (const name of ['storm on one key', 'distinct keys, an incident each', 'trigger, and recovery later'] as const) {
    const parts = Object.entries(dollarsOf(cases[name]))
    const sum = parts.reduce((total, [, dollars]) => total + dollars, 0)
    const named = parts.map(([part, dollars]) => `${part} ${(dollars * 1e6).toFixed(2)}`).join(', ')
    row(name, `$${(sum * 1e6).toFixed(2)} (${named})`)
  }

  heading('Five minutes at 1,000 a second, on paper (1,000 write units a second a partition, 4,000 a new table)')
  const storm = cases['storm on one key']
  const ten = cases['storm on ten keys']
  const joining = cases['distinct keys in a storm, one incident']
  const papers = [
    // Even if everything that it writes lay on one partition.
    ['one key', forecast(storm, storm.writeUnits / storm.events, 1000, 5)],
    ['ten keys', forecast(ten, ten.writeUnits / ten.events, 1000, 5)],
    // Each puts itself beside the storm's incident: one item of a transaction.
    ['nothing but new keys, in a storm', forecast(joining, 2, 1000, 5)],
  ] as const
  for (const [name, paper] of papers) {
    row(
      name,
      `table ${paper.tableUnits.toFixed(0)}, hottest partition at most ${paper.partitionUnits.toFixed(0)} units a second; ${paper.runsAtOnce.toFixed(1)} runs at once`,
    )
    row(
      '  queue',
      `${paper.queued.toFixed(0)} deep, ${paper.queueRequests.toFixed(0)} requests; ${paper.most.toFixed(0)} a second are taken in, held back by ${paper.heldBackBy}${paper.minutesBehind > 0 ? `, ${paper.minutesBehind.toFixed(1)} minutes behind at the end` : ''}`,
    )
  }
  row('accepting', 'a message a request; SQS standard queues have no limit of messages a second')
}

if (import.meta.main) {
  await build()
  await alertSection()
}
