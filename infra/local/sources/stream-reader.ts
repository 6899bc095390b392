import { type AwsCall, jsonHeaders } from '../events/aws-call.ts'
import type { Credentials } from '../world.ts'

/** A stream record as GetRecords answers it. */
export interface StreamRecord {
  readonly eventName: string
  readonly dynamodb: {
    readonly Keys: Readonly<Record<string, unknown>>
    readonly SequenceNumber: string
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number
  }
}

/** Where reading goes on: after this record of this shard. */
export interface Position {
  readonly shardId: string
  readonly sequenceNumber: string
}

/** Some records of one shard, in order; possibly none. */
export interface Chunk {
  readonly shardId: string
  readonly records: readonly StreamRecord[]
}

interface Shard {
  readonly ShardId: string
}

/** Most records one GetRecords call answers (API reference). */
const RECORDS_LIMIT = 1000

/** Reads a DynamoDB stream shard by shard, oldest first, in the name of a function's role. */
export class StreamReader {
  readonly #call: AwsCall
  readonly #credentials: Credentials
  readonly #streamArn: string
  readonly #startAt: 'TRIM_HORIZON' | 'LATEST'
  #after: Position | undefined
  #shardId: string | undefined
  #iterator: string | undefined

  constructor(
    call: AwsCall,
    credentials: Credentials,
    streamArn: string,
    startAt: 'TRIM_HORIZON' | 'LATEST',
    after: Position | undefined,
  ) {
    this.#call = call
    this.#credentials = credentials
    this.#streamArn = streamArn
    this.#startAt = startAt
    this.#after = after
  }

  /** The next records. Rejects with what the service answered; reading again goes on after the last record answered. */
  async next(): Promise<Chunk> {
    this.#iterator ??= await this.#openShard()
    const shardId = this.#shardId!
    const { Records, NextShardIterator } = await this.#ask<{ Records: StreamRecord[]; NextShardIterator?: string }>(
      'GetRecords',
      { ShardIterator: this.#iterator, Limit: RECORDS_LIMIT },
    ).catch((error) => {
      // An iterator expires after 15 minutes; a new one is made from the position.
      this.#iterator = undefined
      throw error
    })
    const last = Records.at(-1)
    if (last !== undefined) this.#after = { shardId, sequenceNumber: last.dynamodb.SequenceNumber }
    this.#iterator = NextShardIterator
    if (NextShardIterator === undefined) await this.#leaveShard(shardId)
    return { shardId, records: Records }
  }

  async #openShard(): Promise<string> {
    if (this.#shardId === undefined) {
      const shards = await this.#shards()
      const known = shards.find(({ ShardId }) => ShardId === this.#after?.shardId)
      const shard = known ?? (this.#startAt === 'LATEST' ? shards.at(-1) : shards[0])
      if (shard === undefined) throw new Error(`${this.#streamArn} has no shard yet.`)
      this.#shardId = shard.ShardId
    }
    const after = this.#after?.shardId === this.#shardId ? this.#after : undefined
    const type =
      after === undefined
        ? { ShardIteratorType: this.#startAt }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after.sequenceNumber }
    const request = { StreamArn: this.#streamArn, ShardId: this.#shardId }
    const { ShardIterator } = await this.#ask<{ ShardIterator: string }>('GetShardIterator', { ...request, ...type })
    return ShardIterator
  }

  // A closed shard that has been read to its end is followed by the next one of the list.
  async #leaveShard(shardId: string): Promise<void> {
    const shards = await this.#shards()
    const next = shards[shards.findIndex(({ ShardId }) => ShardId === shardId) + 1]
    this.#shardId = next?.ShardId
    this.#after = undefined
  }

  async #shards(): Promise<readonly Shard[]> {
    const answer = await this.#ask<{ StreamDescription: { Shards?: Shard[] } }>('DescribeStream', {
      StreamArn: this.#streamArn,
    })
    return answer.StreamDescription.Shards ?? []
  }

  async #ask<Answer>(action: string, body: object): Promise<Answer> {
    const answer = await this.#call(this.#credentials, {
      service: 'dynamodb',
      headers: jsonHeaders(`DynamoDBStreams_20120810.${action}`),
      body: JSON.stringify(body),
    })
    if (answer.status !== 200) throw new Error(`${action} of ${this.#streamArn}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body)
  }
}
