import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import type { Change } from '../../lib/change/change.ts'
import type { ChangeCommand } from '../../lib/change/command.ts'
import { demand, openChange, request, stage, submit, vote } from '../support/change.ts'
import { ago, until } from '../support/desk.ts'
import type { Ask, Told } from '../support/mortal-desk.ts'

const folder = mkdtempSync(join(tmpdir(), 'haneul-change-kill-'))
const dataDir = join(folder, 'data')
let host: { child: ChildProcess; url: string } | undefined

/** A whole host as a process of its own, perhaps over another definition of its machines. */
const start = async (definition?: object) => {
  const args = [inject('assembly'), dataDir, definition ? JSON.stringify(definition) : '']
  const child = fork(join(import.meta.dirname, '../support/mortal-desk.ts'), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  })
  const [url] = await once(child, 'message')
  host = { child, url }
}

const kill = async () => {
  const { child } = host!
  host = undefined
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  expect(await gone).toEqual([null, 'SIGKILL'])
}

afterAll(async () => {
  if (host) await kill()
  rmSync(folder, { recursive: true, force: true })
})

const ask = async (question: Ask): Promise<Change> => {
  const answer = once(host!.child, 'message')
  host!.child.send(question)
  const [{ change, refusal }] = (await answer) as [Told]
  if (!change) throw new Error(refusal)
  return change
}

const order = async (command: ChangeCommand, number?: string) =>
  (await ask({ command, ...(number && { number }) })).number

/** In which states an execution is, and how it ended. */
const execution = async (name: string) => {
  const answer = await fetch(`${host!.url}/_local/executions`)
  const all = (await answer.json()) as { name: string; status: string; states: string[] }[]
  return all.find((each) => each.name === name)
}

const untilIn = (name: string, state: string) =>
  until(`${name} to be in ${state}`, async () => (await execution(name))?.states.includes(state), 60_000)

const untilEnded = (name: string) =>
  until(
    `${name} to succeed`,
    async () => {
      const { status = '' } = (await execution(name)) ?? {}
      if (status !== 'RUNNING' && status !== 'SUCCEEDED') throw new Error(`${name} is ${status}`)
      return status === 'SUCCEEDED'
    },
    60_000,
  )

const twoStages = demand(
  [stage('tech', ['p-tech'], { covers: ['plan'] })],
  [stage('board', ['p-cab'], { covers: ['plan'] })],
)

const approve = async (number: string, where: string, person: string) =>
  order(vote(await ask({ number }), where, person), number)

/** A window years ahead, and one that has begun. */
const later = { from: '2035-01-01T00:00:00.000Z', to: '2035-01-01T02:00:00.000Z' }
const now = { from: ago(60), to: ago(-24 * 60) }

test('the host is killed in every state of a change, right after what moves it on and again on the way, and once deployed anew: its execution goes on to the end', {
  timeout: 480_000,
}, async () => {
  await start()
  const number = await order(openChange('normal', { window: later }))
  const canceled = await order(openChange('normal', { window: later }))
  for (const each of [number, canceled]) await order(submit, each)
  await order(request(twoStages), canceled)
  const walk = `${number}-r1`

  // What is on disk happens, however soon the host dies after it; each time the execution stands in the state before.
  const moves: [move: () => Promise<unknown>, leadsTo: string, definition?: object][] = [
    [() => order(request(twoStages), number), 'Approve'],
    [() => approve(number, 'tech', 'p-tech'), 'Approve'],
    [() => approve(number, 'board', 'p-cab'), 'Wait for the window'],
    [() => order({ type: 'edit', edits: { window: now }, texts: {}, obstacles: [] }, number), 'Implement'],
    [() => order({ type: 'start', obstacles: [] }, number), 'Implement'],
    [
      () => order({ type: 'finish', outcome: 'successful', notes: 'As planned.' }, number),
      'Review',
      { StartAt: 'Other', States: { Other: { Type: 'Succeed' } } },
    ],
  ]
  for (const [i, [move, leadsTo, definition]] of moves.entries()) {
    await move()
    await kill()
    await start(definition)
    // Somewhere on the way: while news travel, while a task is called, or when it waits already.
    await new Promise((done) => setTimeout(done, i * 60))
    await kill()
    await start(definition)
    await untilIn(walk, leadsTo)
  }
  await order({ type: 'review', outcome: 'successful', notes: 'Nothing to add.' }, number)
  await order({ type: 'close' }, number)
  await order({ type: 'cancel', reason: 'Not needed any more.' }, canceled)
  await kill()
  await start()
  await untilEnded(walk)
  await untilEnded(`${canceled}-r1`)
  expect((await ask({ number })).state).toBe('closed')
  const all = (await (await fetch(`${host!.url}/_local/executions`)).json()) as { name: string }[]
  expect(all.map(({ name }) => name).toSorted()).toEqual([walk, `${canceled}-r1`].toSorted())
})
