import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../../infra/local/free-port.ts'
import { startDynoxide } from '../../../infra/local/storage/dynoxide.ts'
import { findEngine, NoEngine } from '../../../infra/local/storage/engine.ts'
import { openUpkeep } from '../../../infra/local/storage/upkeep.ts'
import { type Cloud, startCloud, table } from './cloud.ts'

let cloud: Cloud
const host = () => new DynamoDBClient({ ...cloud.as('host'), maxAttempts: 8 })
const put = (sk: string, more: object = {}) =>
  host().send(new PutItemCommand({ TableName: 'desk', Item: { pk: { S: 'a' }, sk: { S: sk }, ...more } }))
const get = async (sk: string) =>
  (await host().send(new GetItemCommand({ TableName: 'desk', Key: { pk: { S: 'a' }, sk: { S: sk } } }))).Item

const plain = table('desk', {
  AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: undefined,
})

describe('a table', () => {
  afterEach(() => cloud.stop())

  test('keeps its items over a restart of the host', async () => {
    cloud = await startCloud({ table: table('desk') })
    await put('kept')
    await cloud.stop('keep')
    cloud = await startCloud({ table: table('desk') }, cloud.dataDir)
    expect(await get('kept')).toBeDefined()
  })

  test('gets and loses indexes when the template does, and fills new ones', async () => {
    cloud = await startCloud({ table: plain })
    await put('old', { team: { S: 'network' } })
    await cloud.stop('keep')
    const indexes = async () =>
      (await host().send(new DescribeTableCommand({ TableName: 'desk' }))).Table?.GlobalSecondaryIndexes
    cloud = await startCloud({ table: table('desk') }, cloud.dataDir)
    expect((await indexes())?.map(({ IndexName }) => IndexName)).toEqual(['byTeam'])
    const { Count } = await host().send(
      new QueryCommand({
        TableName: 'desk',
        IndexName: 'byTeam',
        KeyConditionExpression: 'team = :team',
        ExpressionAttributeValues: { ':team': { S: 'network' } },
      }),
    )
    expect(Count).toBe(1)
    await cloud.stop('keep')
    cloud = await startCloud({ table: plain }, cloud.dataDir)
    expect(await indexes()).toBeUndefined()
  })

  test('with another key than the stored one stops the start', async () => {
    cloud = await startCloud({ table: table('desk') })
    await cloud.stop('keep')
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }]
    const { dataDir } = cloud
    await expect(startCloud({ table: table('desk', { KeySchema }) }, dataDir)).rejects.toThrow(
      'desk/table (AWS::DynamoDB::Table): its key differs',
    )
    cloud = await startCloud({ table: table('desk') }, dataDir)
  })
})

describe('the engine', () => {
  beforeAll(async () => {
    cloud = await startCloud({ table: table('desk') })
  })
  afterAll(() => cloud.stop())

  test('is started again when it dies, and nothing written is lost', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    await put('before')
    const { pid } = cloud.engine
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(() => expect(cloud.engine.pid).not.toBe(pid), { timeout: 20_000, interval: 20 })
    expect(await get('before')).toBeDefined()
    await put('after')
    expect(await get('after')).toBeDefined()
    log.mockRestore()
  })

  test('left behind in the folder is ended by the next host', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'haneul-orphan-'))
    const engine = findEngine(process.env) as { program: string }
    const database = join(dataDir, 'dynamodb.sqlite')
    const orphan = spawn(engine.program, ['serve', '--port', String(await freePort()), '--db-path', database])
    const gone = once(orphan, 'exit')
    await once(orphan.stderr, 'data')
    writeFileSync(join(dataDir, 'dynamodb.pid'), String(orphan.pid))
    const next = await startDynoxide(engine.program, dataDir)
    await gone
    expect(next.pid).not.toBe(orphan.pid)
    await next.stop()
    rmSync(dataDir, { recursive: true })
  })

  test('does not outlive a host that is killed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'haneul-killed-'))
    const { program } = findEngine(process.env) as { program: string }
    const module = join(import.meta.dirname, '../../../infra/local/storage/dynoxide.ts')
    const code = `import { startDynoxide } from ${JSON.stringify(module)}
      const { pid } = await startDynoxide(${JSON.stringify(program)}, ${JSON.stringify(dataDir)})
      console.log(pid)
      setInterval(() => {}, 1000)`
    const killed = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(killed.stdout, 'data')
    killed.kill('SIGKILL')
    // Signal 0 only asks whether the process is there.
    await vi.waitFor(() => expect(() => process.kill(Number(line), 0)).toThrow('ESRCH'), {
      timeout: 20_000,
      interval: 20,
    })
    rmSync(dataDir, { recursive: true })
  })

  test('that nobody has for this platform is said in a sentence', () => {
    expect(() => findEngine({ DYNOXIDE_BIN: '/nowhere/dynoxide' })).toThrow(NoEngine)
    expect(findEngine({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' })).toEqual({ url: 'http://127.0.0.1:8000' })
  })
})

describe('what the engine leaves to the host', () => {
  beforeAll(async () => {
    cloud = await startCloud({ table: table('desk') })
  })
  afterAll(() => cloud.stop())
  const upkeep = () => openUpkeep(cloud.dataDir, cloud.world, callHost)
  const callHost = async (action: string, request: object) => {
    const answer = await cloud.dynamodb.handler({
      service: 'dynamodb',
      action,
      caller: 'host',
      method: 'POST',
      url: '/',
      headers: { 'x-amz-target': `DynamoDB_20120810.${action}` },
      body: Buffer.from(JSON.stringify(request)),
    })
    return JSON.parse(String(answer.body))
  }

  test('items go when their time is over, and not before', async () => {
    await put('over', { expiresAt: { N: '1000' } })
    await put('later', { expiresAt: { N: '2000' } })
    await put('forever')
    const care = upkeep()
    expect(await care.expire(1500)).toBe(1)
    care.close()
    expect(await get('over')).toBeUndefined()
    expect(await get('later')).toBeDefined()
    expect(await get('forever')).toBeDefined()
  })

  test('a stream is trimmed behind its consumers, and its numbers go on', async () => {
    const records = async () => {
      const { Streams } = await callStreams('ListStreams', { TableName: 'desk' })
      const { StreamDescription } = await callStreams('DescribeStream', { StreamArn: Streams[0].StreamArn })
      const { ShardIterator } = await callStreams('GetShardIterator', {
        StreamArn: Streams[0].StreamArn,
        ShardId: StreamDescription.Shards[0].ShardId,
        ShardIteratorType: 'TRIM_HORIZON',
      })
      const { Records } = await callStreams('GetRecords', { ShardIterator })
      return Records.map((record: { dynamodb: { SequenceNumber: string } }) => Number(record.dynamodb.SequenceNumber))
    }
    const numbers: number[] = await records()
    const care = upkeep()
    care.trim('desk', numbers[1]!)
    expect(await records()).toEqual(numbers.slice(2))
    care.trim('desk', Number.MAX_SAFE_INTEGER)
    expect(await records()).toEqual(numbers.slice(-1))
    care.close()
    await host().send(
      new UpdateItemCommand({
        TableName: 'desk',
        Key: { pk: { S: 'a' }, sk: { S: 'later' } },
        UpdateExpression: 'SET team = :team',
        ExpressionAttributeValues: { ':team': { S: 'x' } },
      }),
    )
    expect(await records()).toEqual([numbers.at(-1)!, numbers.at(-1)! + 1])
  })

  const callStreams = async (action: string, request: object) => {
    const answer = await cloud.dynamodb.handler({
      service: 'dynamodb',
      action,
      caller: 'host',
      method: 'POST',
      url: '/',
      headers: { 'x-amz-target': `DynamoDBStreams_20120810.${action}` },
      body: Buffer.from(JSON.stringify(request)),
    })
    return JSON.parse(String(answer.body))
  }
})
