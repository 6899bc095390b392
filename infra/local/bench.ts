import { availableParallelism } from 'node:os'
import { dueLanes } from '../../lib/desk/announce-due.ts'
import { build } from '../build.ts'
import { alertSection } from './bench/alerts.ts'
import { changeCosts, transitionDollars, usageOfChange, usageOfExecution } from './bench/change.ts'
import { startBenchDesk } from './bench/desk.ts'
import { growth, operations } from './bench/growth.ts'
import { oneByOne, throughput } from './bench/latency.ts'
import { dollars, micro, price } from './bench/price.ts'
import { processorTime } from './bench/processor-time.ts'
import { quiet } from './bench/quiet.ts'
import { startUp } from './bench/start-up.ts'
import { mailUnits, usageOf } from './bench/units.ts'

/** The part of COST.md's floor for one ticket life that one mail and its acknowledgement touch, in dollars. */
const floor = { create: 12 * price.writeUnit, outbox: 9e-6, rawMail: 5e-6, logs: 1e-6 }

const row = (name: string, value: string) => console.log(`${name.padEnd(58)} ${value}`)
const heading = (text: string) => console.log(`\n${text}`)
const units = ({ writeUnits, readUnits, calls }: { writeUnits: number; readUnits: number; calls: number }) =>
  `${writeUnits} write units, ${readUnits} read units, ${calls} calls`

heading('Bundles')
for (const [path, bytes] of Object.entries(await build())) row(path, `${(bytes / 1024).toFixed(0)} KB`)

heading('Start-up (this machine)')
const { first, next } = await startUp()
row('first start, with bundling and synthesis', `${first.toFixed(1)} s`)
row('next start', `${next.toFixed(1)} s`)

heading(`Mail to committed ticket (this machine, ${availableParallelism()} cores)`)
const desk = await startBenchDesk()
try {
  // Everybody writes once before it counts: functions are warm, and senders are known, as employees are.
  await throughput(desk, 4, 1000, 'warm')
  await quiet()
  const one = await oneByOne(desk, 300)
  row('one by one, p50', `${one.p50.toFixed(1)} ms`)
  row('one by one, p99', `${one.p99.toFixed(1)} ms`)
  await quiet()
  const before = processorTime(desk)
  row('four senders', `${(await throughput(desk, 4, 1000, 'four')).toFixed(0)} a second`)
  const atCommit = processorTime(desk)
  row('  processor time of a mail until its ticket is committed', `${((atCommit - before) / 1000).toFixed(1)} ms`)
  await quiet()
  row('  and with what follows from it', `${((processorTime(desk) - before) / 1000).toFixed(1)} ms`)

  heading('What one mail consumes')
  const counted = await mailUnits(desk)
  row('ticket of a known person', units(counted.ticket))
  row('ticket of somebody new (two more items)', units(counted.stranger))
  row('acknowledgement: claim, caps, settle, send event', units(counted.acknowledgement))
  const usage = usageOf(counted)
  const ses = price.mailIn + price.mailOut
  const ours = dollars(usage)
  const least = floor.create + floor.outbox + floor.rawMail + floor.logs
  row('dollars of one mail and its acknowledgement, without SES', micro(ours))
  row('  of that DynamoDB', micro(usage.writeUnits * price.writeUnit + usage.readUnits * price.readUnit))
  row(
    '  floor for the same (create, outbox, raw mail, logs)',
    `${micro(least)}; we take ${(ours / least).toFixed(2)} times that`,
  )
  row('  with SES', micro(ours + ses))

  heading('What one normal change consumes, approved in two steps, from opening to closing')
  await quiet()
  const costs = await changeCosts(desk)
  row('the change itself: nine commands', units(costs.change))
  row('its execution: begun, tokens kept and answered', units(costs.execution))
  const [own, following, moving] = [
    dollars(usageOfChange(costs)),
    dollars(usageOfExecution(costs)),
    transitionDollars(costs),
  ]
  row('transitions of Step Functions', `${costs.transitions}: ${micro(moving)}`)
  row('dollars of the change itself', micro(own))
  row('  of its execution, without transitions', micro(following))
  row('  all of it, without its mails', micro(own + following + moving))
} finally {
  await desk.stop()
}

await alertSection()

heading('Incidents, and how they grow with the tickets there are (median milliseconds over HTTP; units; calls)')
const sizes = [1_000, 10_000, 100_000]
const grown = await growth(sizes)
row('', sizes.map((size) => String(size).padStart(26)).join(''))
for (const operation of operations) {
  const cells = grown.map((at) => {
    const { milliseconds, capacity } = at[operation]
    const { writeUnits, readUnits, calls } = capacity
    return `${milliseconds.toFixed(1)} ms ${writeUnits}w ${readUnits}r ${calls}c`.padStart(26)
  })
  const [first, last] = [grown[0]![operation], grown.at(-1)![operation]]
  const unitsOf = ({ capacity }: typeof first) => capacity.writeUnits + capacity.readUnits
  const ratios = `time ${(last.milliseconds / first.milliseconds).toFixed(2)}, units ${(unitsOf(last) / unitsOf(first)).toFixed(2)}`
  row(operation, `${cells.join('')}   ${ratios}`)
}

heading('Idle bill a month')
const minutes = 60 * 24 * 30
const clock = dollars({
  writeUnits: 0,
  readUnits: 0.5 * dueLanes.length,
  s3Puts: 0,
  s3Gets: 0,
  events: 0,
  invocations: [{ megabytes: 512, milliseconds: 20 }],
  logBytes: 0,
})
row(`minute clock: invocation and ${dueLanes.length} queries`, `$${(clock * minutes).toFixed(3)}`)
const sweep = dollars({
  writeUnits: 0,
  readUnits: 0.5 * 4,
  s3Puts: 0,
  s3Gets: 0,
  events: 0,
  invocations: [{ megabytes: 512, milliseconds: 60 }],
  logBytes: 0,
})
row('hourly look at changes and executions: invocation and 4 queries', `$${(sweep * 24 * 30).toFixed(3)}`)
// One message in and out, ten to a request or not; one note in three minutes (lib/desk/alert/pulse.ts).
const beat = {
  note: (minutes / 3) * price.writeUnit,
  queue: minutes * 2 * price.queueRequest,
  run: minutes * (price.lambdaRequest + 0.005 * price.lambdaGigabyteSecond),
}
row(
  'test alert each minute: noted every third',
  `$${beat.note.toFixed(3)}; beyond the free million of each $${beat.queue.toFixed(3)} SQS, $${beat.run.toFixed(3)} Lambda`,
)
row('everything else: stored bytes', '$0')
