import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arn, eventually, NOTE, type Stand, standFor } from './stand.ts'

const functionArn = (name: string) => arn('lambda', `function:${name}`)

describe('a function that is invoked and waited for', () => {
  let stand: Stand
  const invoke = (name: string, event: unknown = {}) => stand.compute.functions.invoke(functionArn(name), event)

  beforeAll(async () => {
    stand = await standFor({
      functions: {
        echo: { source: 'export const handler = async (event) => event' },
        nothing: { source: 'export const handler = async () => {}' },
        context: {
          source: `export const handler = async (event, context) => ({
            ...context, left: context.getRemainingTimeInMillis() })`,
          properties: { MemorySize: 256, Timeout: 7 },
        },
        environment: { source: 'export const handler = async () => process.env' },
        throws: { source: 'export const handler = async () => { throw new TypeError("no such thing") }' },
        exits: { source: 'export const handler = async () => process.exit(7)' },
        crashes: {
          source: `export const handler = ({ crash }) => crash
            ? new Promise(() => setTimeout(() => { throw new Error("too late") }))
            : 'fine'`,
        },
        hangs: { source: 'export const handler = () => { for (;;); }', properties: { Timeout: 1 } },
        broken: { source: 'throw new Error("cannot start")' },
        counts: { source: 'let count = 0\nexport const handler = async () => ++count' },
        prints: {
          source: `export const handler = async () => {
            console.log('{"level":"INFO"}'); console.error('plain'); process.stdout.write('no end') }`,
        },
        greedy: {
          source: 'export const handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({})) }',
          properties: { MemorySize: 128, Timeout: 30 },
        },
        large: { source: 'export const handler = async () => "x".repeat(7_000_000)' },
      },
    })
  })
  afterAll(() => stand.stop())

  test('answers what its handler returned', async () => {
    expect(await invoke('echo', { text: '안녕', list: [1, null] })).toEqual({ text: '안녕', list: [1, null] })
  })

  test('answers null when its handler returned nothing', async () => {
    expect(await invoke('nothing')).toBeNull()
  })

  test('knows its name, its memory and how long it may still run', async () => {
    const context = (await invoke('context')) as Record<string, unknown>
    expect(context).toMatchObject({
      functionName: 'context',
      invokedFunctionArn: functionArn('context'),
      memoryLimitInMB: '256',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(context.left).toBeGreaterThan(0)
    expect(context.left).toBeLessThanOrEqual(7000)
  })

  test('sees its own environment and nothing of the host', async () => {
    const environment = (await invoke('environment')) as Record<string, string>
    expect(environment).toMatchObject({
      FOLDER: stand.folder,
      AWS_REGION: 'ap-northeast-2',
      AWS_LAMBDA_FUNCTION_NAME: 'environment',
      AWS_ACCESS_KEY_ID: 'environment',
      AWS_ENDPOINT_URL: expect.stringContaining('http://127.0.0.1:'),
      TZ: 'UTC',
    })
    const known = /^(AWS_|_HANDLER$|TZ$|FOLDER$|NODE_COMPILE_CACHE$)/
    expect(Object.keys(environment).filter((name) => !known.test(name))).toEqual([])
  })

  test('fails with what its handler threw', async () => {
    await expect(invoke('throws')).rejects.toMatchObject({
      name: 'FunctionFailed',
      failure: { errorType: 'TypeError', errorMessage: 'no such thing' },
    })
  })

  test('fails alone when its process exits or an exception escapes, and works again afterwards', async () => {
    await expect(invoke('exits')).rejects.toMatchObject({ failure: { errorType: 'Runtime.ExitError' } })
    await expect(invoke('crashes', { crash: true })).rejects.toMatchObject({ failure: { errorMessage: 'too late' } })
    expect(await invoke('crashes', { crash: false })).toBe('fine')
  })

  test('is ended when its time is up', async () => {
    await expect(invoke('hangs')).rejects.toMatchObject({
      failure: { errorType: 'Sandbox.Timedout', errorMessage: expect.stringContaining('timed out after 1.00 seconds') },
    })
  })

  test('fails every time when its module cannot be loaded', async () => {
    await expect(invoke('broken')).rejects.toMatchObject({ failure: { errorMessage: 'cannot start' } })
    await expect(invoke('broken')).rejects.toMatchObject({ failure: { errorMessage: 'cannot start' } })
  })

  test('keeps its module between events', async () => {
    expect(await invoke('counts')).toBe(1)
    expect(await invoke('counts')).toBe(2)
  })

  test('ends at its memory limit without taking the host along', async () => {
    await expect(invoke('greedy')).rejects.toMatchObject({ failure: { errorType: 'Runtime.OutOfMemory' } })
  })

  test('cannot answer more than six megabytes', async () => {
    await expect(invoke('large')).rejects.toMatchObject({ failure: { errorType: 'Function.ResponseSizeTooLarge' } })
  })

  test('prints to the log of the host', async () => {
    await invoke('prints')
    await eventually(() => (stand.lines.includes('plain') ? true : undefined))
    expect(stand.lines).toContain('{"level":"INFO"}')
  })
})

describe('the instances of a function', () => {
  const source = `${NOTE}
    let count = 0
    export const handler = async () => {
      note('begun'); await new Promise((go) => setTimeout(go, 20)); note('done'); return ++count }`

  test('are never more than allowed, and events wait their turn', async () => {
    const stand = await standFor({ functions: { worker: { source } }, context: { pace: { concurrency: 2 } } })
    const counts = await Promise.all(
      Array.from({ length: 6 }, () => stand.compute.functions.invoke(functionArn('worker'), {})),
    )
    let running = 0
    const atOnce = stand.notes().map((line) => (line === 'begun' ? ++running : running--))
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(2)
    expect(counts).toHaveLength(6)
    await stand.stop()
  })

  test('end after a quiet time, and a new one begins from the start', async () => {
    const stand = await standFor({ functions: { worker: { source } }, context: { pace: { idleMs: 10 } } })
    const first = await stand.compute.functions.invoke(functionArn('worker'), {})
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect([first, await stand.compute.functions.invoke(functionArn('worker'), {})]).toEqual([1, 1])
    await stand.stop()
  })
})
