import type { AlertUnits } from './alert-units.ts'
import { price } from './price.ts'

/** What AWS takes for an alert that is not measured here: milliseconds of functions of 1 GB. */
export const assumedMilliseconds = {
  /** One signed request to SQS, 5 ms, and what we compute before it. */
  hook: 10,
  /** A batch: three rounds of reads of 10 ms, a transaction of 25 ms that is decided twice, a page of the log, 100 bodies. */
  batch: 200,
} as const

/** Lambda receives and deletes ten messages by one request; a batch of ours has a hundred. */
export const messagesARequest = 10
export const batchSize = 100

/** Dollars of an event, by part. */
export const dollarsOf = ({ writeUnits, readUnits, events }: AlertUnits): Readonly<Record<string, number>> => {
  const run = (milliseconds: number) => price.lambdaRequest + (milliseconds / 1000) * price.lambdaGigabyteSecond
  return {
    'HTTP API': price.httpRequest,
    'Lambda, accepting': run(assumedMilliseconds.hook),
    SQS: price.queueRequest * (1 + 2 / messagesARequest),
    'Lambda, taking in': run(assumedMilliseconds.batch) / batchSize,
    DynamoDB: (writeUnits * price.writeUnit + readUnits * price.readUnit) / events,
  }
}

/** A table's limits: of one partition, and of a new table on demand (DynamoDB Developer Guide). */
const partitionLimit = 1000
const newTableLimit = 4000

/** Runs at once at most (infra/stacks/alerts.ts). */
const mostRuns = 20

/** What so many events a second come to on AWS, after some minutes of it. */
export interface Forecast {
  readonly tableUnits: number
  /** On the hottest partition, at most. */
  readonly partitionUnits: number
  /** Events a second that can be taken in, and what holds back further ones. */
  readonly most: number
  readonly heldBackBy: 'the table' | 'the partition' | 'the number of runs' | 'nothing'
  readonly runsAtOnce: number
  /** Deliveries in the queue at the end, and minutes until they are taken in. */
  readonly queued: number
  readonly minutesBehind: number
  readonly queueRequests: number
}

/**
 * @param onePartition write units of an event that may all fall on one partition
 */
export const forecast = (
  { writeUnits, events }: AlertUnits,
  onePartition: number,
  ratePerSecond: number,
  minutes: number,
): Forecast => {
  const each = writeUnits / events
  const byRuns = (mostRuns * batchSize * 1000) / assumedMilliseconds.batch
  const limits = [
    ['the table', newTableLimit / each],
    ['the partition', partitionLimit / onePartition],
    ['the number of runs', byRuns],
  ] as const
  const [name, least] = limits.reduce((a, b) => (b[1] < a[1] ? b : a))
  const most = Math.min(ratePerSecond, least)
  const seconds = minutes * 60
  const queued = (ratePerSecond - most) * seconds
  return {
    tableUnits: most * each,
    partitionUnits: most * onePartition,
    most,
    heldBackBy: least < ratePerSecond ? name : 'nothing',
    runsAtOnce: (most / batchSize) * (assumedMilliseconds.batch / 1000),
    // What waits for its batch: a window of a second, and a run.
    queued: Math.max(queued, ratePerSecond * (1 + assumedMilliseconds.batch / 1000)),
    minutesBehind: queued / least / 60,
    queueRequests: ratePerSecond * seconds * (1 + 2 / messagesARequest),
  }
}
