import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import aslValidator from 'asl-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approval } from './approval-machine.ts'
import { MACHINE, OPENED } from './room.ts'

/** What the dead host left on disk. */
interface Left {
  readonly status: string
  readonly output: string | null
  readonly startedAt: number
  readonly stoppedAt: number
  /** `Ask waiting`: a thread's state and phase. */
  readonly threads: readonly string[]
  /** People whose asking is on record as done. */
  readonly asked: readonly string[]
  readonly dueAt: number | null
  readonly history: readonly string[]
}

const folder = mkdtempSync(join(tmpdir(), 'haneul-mortal-'))
const input = { change: 'CHG-12', approvers: ['ada', 'bob'] }

function leftBehind(): Left {
  const ledger = new DatabaseSync(join(folder, 'data/host.sqlite'))
  const execution = ledger
    .prepare('SELECT status, output, started_at AS startedAt, stopped_at AS stoppedAt FROM execution')
    .get()
  const bodies = ledger
    .prepare('SELECT body FROM state_thread')
    .all()
    .map(({ body }) => JSON.parse(String(body)))
  const { at } = ledger.prepare('SELECT MIN(due_at) AS at FROM state_thread').get()!
  const history = ledger
    .prepare('SELECT type FROM execution_event ORDER BY id')
    .all()
    .map(({ type }) => String(type))
  ledger.close()
  const isAsked = (body: { state: string; phase: string }) => body.state === 'Ask' && body.phase === 'waiting'
  return {
    ...(execution as unknown as Pick<Left, 'status' | 'output' | 'startedAt' | 'stoppedAt'>),
    threads: bodies.map(({ state, phase }) => `${state} ${phase}`),
    asked: bodies.filter(isAsked).map(({ item }) => item.Value),
    dueAt: at as number | null,
    history,
  }
}

const notes = () => {
  const file = join(folder, 'notes')
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
}

/** Runs one host until it dies; at rest it is asked for `next`, or killed. */
async function live(now: number, next: (sfn: SFNClient) => Promise<unknown> | undefined): Promise<void> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'mortal-host.ts'), [folder, String(now)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  const ended = once(child, 'exit')
  const resting = once(child, 'message')
  const message = await Promise.race([resting, ended.then(() => undefined)])
  if (message !== undefined) {
    const asked = next(new SFNClient(message[0]))
    // The host dies of what it writes down for the call, so no answer comes.
    if (asked === undefined) child.kill('SIGKILL')
    else await asked.catch(() => {})
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
}

describe('an execution whose host is killed at every step', () => {
  const seen = new Set<string>()
  const asksWhenRecorded = new Map<string, number>()
  let last: Left | undefined
  let lives = 0

  beforeAll(async () => {
    expect(aslValidator(structuredClone(approval))).toMatchObject({ isValid: true, errors: [] })
    let now = OPENED
    const answered = new Set<string>()
    const start = new StartExecutionCommand({
      stateMachineArn: MACHINE,
      name: 'CHG-12-r1',
      input: JSON.stringify(input),
    })
    await live(now, (sfn) => sfn.send(start))
    for (let left = leftBehind(); left.status === 'RUNNING'; left = leftBehind()) {
      lives += 1
      for (const thread of left.threads) seen.add(thread)
      for (const name of left.asked) {
        if (!asksWhenRecorded.has(name)) asksWhenRecorded.set(name, asksOf(name).length)
      }
      const open = left.asked.find((name) => !answered.has(name))
      const isMoving = left.threads.some((thread) => /ready|calling/.test(thread))
      if (!isMoving && open === undefined) now = left.dueAt!
      await live(now, (sfn) => {
        if (isMoving || open === undefined) return undefined
        answered.add(open)
        const taskToken = asksOf(open).at(-1)!.split(' ')[3]
        return sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ approved: true, by: open }) }))
      })
    }
    last = leftBehind()
  }, 240_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const asksOf = (name: string) => notes().filter((line) => line.startsWith(`ask ${name}`))

  test('was killed in every state', () => {
    const killedIn = new Set([...seen].map((thread) => thread.split(' ')[0]))
    expect([...killedIn].toSorted()).toEqual(
      ['Approvals', 'Ask', 'Closed', 'Decide', 'Implement', 'Look', 'Note', 'Pause', 'Prepare', 'Review'].toSorted(),
    )
    for (const moment of [
      'Ask ready',
      'Ask calling',
      'Ask waiting',
      'Pause waiting',
      'Implement calling',
      'Implement waiting',
    ]) {
      expect(seen).toContain(moment)
    }
    expect(lives).toBeGreaterThan(15)
  })

  test('comes to its end with everything that was decided and done', () => {
    expect(last?.status).toBe('SUCCEEDED')
    expect(JSON.parse(last!.output!)).toEqual({
      ...input,
      draft: { id: expect.any(String) },
      approvals: [
        { approved: true, by: 'ada' },
        { approved: true, by: 'bob' },
      ],
      implemented: 'implemented',
      review: ['looked', 'noted'],
    })
  })

  test('calls no task again whose end was on record', () => {
    for (const name of input.approvers) expect(asksOf(name)).toHaveLength(asksWhenRecorded.get(name)!)
    expect(notes().filter((line) => line === 'implement CHG-12')).toHaveLength(2)
    expect(notes().filter((line) => line === 'look')).toHaveLength(1)
  })

  test('keeps one token for each task, however often it is called', () => {
    for (const name of input.approvers) expect(new Set(asksOf(name)).size).toBe(1)
  })

  test('waits its two days and its minute, and no longer', () => {
    expect(last!.stoppedAt - last!.startedAt).toBe(2 * 86_400_000 + 60_000)
  })

  test('tells its story once', () => {
    const count = (type: string) => last!.history.filter((each) => each === type).length
    expect(count('ExecutionStarted')).toBe(1)
    expect(count('ExecutionSucceeded')).toBe(1)
    expect(count('TaskSubmitted')).toBe(2)
    expect(count('LambdaFunctionFailed')).toBe(1)
    expect(count('LambdaFunctionSucceeded')).toBe(2)
  })
})
