import type { Part } from '../world.ts'
import { openCheckpoints } from './checkpoint.ts'
import { mappingsOf, type SourceParts } from './mapping.ts'
import { startQueueSource } from './queue-source.ts'
import { startStreamSource } from './stream-source.ts'

/** All event source mappings at work. */
export interface Sources extends Part {
  /** Looks at the streams at once, because something was just written to a table. */
  wake(): void
  /**
   * Per stream ARN, the sequence number that all its consumers have handled; undefined while one has handled nothing, and
   * then nothing of that stream may be trimmed.
   */
  checkpoints(): ReadonlyMap<string, string | undefined>
}

/** Starts every enabled mapping of the template; throws a sentence for one that cannot be played. */
export function startSources(parts: SourceParts): Sources {
  const checkpoints = openCheckpoints(parts.ledger)
  const mappings = mappingsOf(parts.world, parts.credentialsOf)
  const serviceOf = (arn: string) => arn.split(':')[2]
  const unknown = mappings.find(({ sourceArn }) => !['dynamodb', 'sqs'].includes(serviceOf(sourceArn) ?? ''))
  if (unknown !== undefined) throw new Error(`${unknown.id}: the local host does not poll ${unknown.sourceArn}.`)
  const ofStreams = mappings.filter(({ sourceArn }) => serviceOf(sourceArn) === 'dynamodb')
  const ofQueues = mappings.filter(({ sourceArn }) => serviceOf(sourceArn) === 'sqs')
  const streams = ofStreams.map((mapping) => startStreamSource(parts, mapping, checkpoints))
  const queues = ofQueues.map((mapping) => startQueueSource(parts, mapping))
  return {
    wake() {
      for (const stream of streams) stream.wake()
    },
    checkpoints() {
      const byStream = Map.groupBy(ofStreams, ({ sourceArn }) => sourceArn)
      return new Map(
        [...byStream].map(([arn, consumers]) => {
          const positions = consumers.map(({ id }) => checkpoints.load(id)?.sequenceNumber)
          return [arn, positions.reduce((one, other) => lower(one, other))]
        }),
      )
    },
    async stop() {
      await Promise.all([...streams, ...queues].map((source) => source.stop()))
    },
  }
}

function lower(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return undefined
  return BigInt(one) < BigInt(other) ? one : other
}
