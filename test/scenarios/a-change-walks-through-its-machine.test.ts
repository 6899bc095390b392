import aslValidator from 'asl-validator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChangeCommand } from '../../lib/change/command.ts'
import { allVotes, demand, openChange, request, stage, submit, twoSteps, vote } from '../support/change.ts'
import { changeDefinition, startWalk, type Walk, windowAt } from '../support/change-walk.ts'

let walk: Walk
beforeEach(async () => {
  walk = await startWalk()
})
afterEach(() => walk.stop())

const start: ChangeCommand = { type: 'start', obstacles: [] }
const finish: ChangeCommand = { type: 'finish', outcome: 'successful', notes: 'As planned.' }
const review: ChangeCommand = { type: 'review', outcome: 'successful', notes: 'Nothing to add.' }
const close: ChangeCommand = { type: 'close' }
const cancel: ChangeCommand = { type: 'cancel', reason: 'Not needed any more.' }
const revert: ChangeCommand = { type: 'revert', reason: 'The plan lacks a step.' }

/** A change that was put up for approval. */
const asked = async (approval = twoSteps) => {
  const number = await walk.order(openChange())
  await walk.order(submit, number)
  return walk.order(request(approval), number)
}

const scheduled = async () => {
  const number = await asked()
  await walk.approve(number, ...allVotes)
  return number
}

const underWay = async () => {
  const number = await scheduled()
  await walk.pass(windowAt)
  return walk.order(start, number)
}

/** Window wait, written short. */
const W = 'Wait for the window'
const C = 'Where it stands'

describe('the definition', () => {
  test('is valid', () => {
    expect(aslValidator(changeDefinition())).toMatchObject({ isValid: true, errors: [] })
  })

  test('is entered in every state and left by every branch on the ways of these changes', async () => {
    // Back to approval from the window, an end of the window by time, and an end by a cancellation.
    const number = await scheduled()
    await walk.order({ type: 'edit', edits: { title: 'Replace all disks' }, texts: {}, obstacles: [] }, number)
    await walk.approve(number, ...allVotes.slice(1))
    await walk.pass(windowAt)
    for (const command of [start, finish, review, close]) await walk.order(command, number)
    const canceled = await walk.order(cancel, await asked())
    // An emergency that was done before anybody decided goes from approval to its review.
    const emergency = await walk.order(openChange('emergency'))
    await walk.order(submit, emergency)
    await walk.order(request(), emergency)
    await walk.order(
      { type: 'record-implementation', from: walk.desk.now(), outcome: 'successful', notes: 'It burned.' },
      emergency,
    )
    // A window that has begun is not waited for.
    const late = await asked(demand([stage('tech', ['p-tech'])]))
    await walk.approve(late, 'tech:p-tech')
    const ways = [number, canceled, emergency, late].map((each) => walk.way(`${each}-r1`))
    const steps = new Set(ways.flatMap((way) => way.slice(1).map((to, i) => `${way[i]} → ${to}`)))
    const { States } = changeDefinition() as {
      States: Record<
        string,
        { Next?: string; Default?: string; Choices?: { Next: string }[]; Catch?: { Next: string }[]; Type: string }
      >
    }
    const all = Object.entries(States).flatMap(([name, { Next, Default, Choices = [], Catch = [] }]) =>
      [Next, Default, ...Choices.map((each) => each.Next), ...Catch.map((each) => each.Next)].flatMap((to) =>
        to === undefined ? [] : [`${name} → ${to}`],
      ),
    )
    expect([...steps].toSorted()).toEqual([...new Set(all)].toSorted())
    expect(new Set(ways.flat())).toEqual(new Set(Object.keys(States)))
  })
})

describe('a normal change', () => {
  test('goes from approval to its end in one execution, which succeeds', async () => {
    const number = await underWay()
    for (const command of [finish, review]) await walk.order(command, number)
    expect(walk.status(`${number}-r1`)).toBe('RUNNING')
    await walk.order(close, number)
    expect(walk.status(`${number}-r1`)).toBe('SUCCEEDED')
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Approve', C, W, 'Implement', C, 'Review'])
  })

  test('stays with approval until the stages under way are decided, whoever decides in between', async () => {
    const number = await asked()
    await walk.approve(number, 'tech:p-tech')
    expect(walk.way(`${number}-r1`)).toEqual(['Approve'])
    await walk.approve(number, 'security:p-sec')
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Approve'])
  })

  test('carries nothing but ids', async () => {
    const number = await asked()
    const { events } = walk.room.ask('GetExecutionHistory', {
      executionArn: walk.room.ask('ListExecutions', {
        stateMachineArn: 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:machine',
      }).executions[0].executionArn,
    })
    expect(JSON.stringify(events)).toContain(number)
    expect(JSON.stringify(events)).not.toMatch(/disks|p-tech|p-minji|One disk/)
  })

  test('waits months for its window, and begins with it', async () => {
    const from = '2027-06-01T00:00:00.000Z'
    const number = await walk.order(openChange('normal', { window: { from, to: '2027-06-01T02:00:00.000Z' } }))
    for (const command of [submit, request()]) await walk.order(command, number)
    await walk.approve(number, ...allVotes)
    await walk.pass(188 * 24 * 60)
    expect(walk.way(`${number}-r1`).at(-1)).toBe(W)
    await walk.pass(24 * 60)
    expect(walk.way(`${number}-r1`).at(-1)).toBe('Implement')
    expect(walk.status(`${number}-r1`)).toBe('RUNNING')
  })

  test('goes back to approval when its content changes, in the same round', async () => {
    const number = await scheduled()
    await walk.order({ type: 'edit', edits: { title: 'Replace all disks' }, texts: {}, obstacles: [] }, number)
    expect((await walk.change(number)).state).toBe('authorize')
    expect(walk.way(`${number}-r1`).slice(-3)).toEqual([W, C, 'Approve'])
  })

  test('waits anew when its window moves, without being asked again by stages that do not cover it', async () => {
    const number = await asked(demand([stage('tech', ['p-tech'], { covers: ['plan'] })]))
    await walk.approve(number, 'tech:p-tech')
    const moved = { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T09:00:00.000Z' }
    await walk.order({ type: 'edit', edits: { window: moved }, texts: {}, obstacles: [] }, number)
    expect(walk.way(`${number}-r1`).slice(-3)).toEqual([W, C, W])
    await walk.pass(windowAt)
    expect(walk.way(`${number}-r1`).at(-1)).toBe(W)
    await walk.pass(8 * 60 - windowAt)
    expect(walk.way(`${number}-r1`).at(-1)).toBe('Implement')
  })

  test('that is asked for anew ends the first execution and walks on with a second', async () => {
    const number = await asked()
    for (const command of [revert, submit, request()]) await walk.order(command, number)
    expect(walk.status(`${number}-r1`)).toBe('SUCCEEDED')
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Over'])
    expect(walk.status(`${number}-r2`)).toBe('RUNNING')
  })
})

describe('a change that ends early', () => {
  test('by a rejection', async () => {
    const number = await asked()
    await walk.order(vote(await walk.change(number), 'tech', 'p-tech', 'rejected'), number)
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Over'])
    expect(walk.status(`${number}-r1`)).toBe('SUCCEEDED')
  })

  test('by nobody’s decision: its own clock ends it, not the machine’s', async () => {
    const number = await asked()
    await walk.pass(72 * 60)
    expect(walk.status(`${number}-r1`)).toBe('RUNNING')
    await walk.order({ type: 'tick' }, number)
    expect((await walk.change(number)).state).toBe('new')
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Over'])
  })

  test.each([
    ['approval', asked, ['Approve', C, 'Over']],
    ['its window', scheduled, ['Approve', C, 'Approve', C, W, C, 'Over']],
    ['implementation', underWay, ['Approve', C, 'Approve', C, W, 'Implement', C, 'Over']],
  ])('canceled while it waits for %s', async (_, having, way) => {
    const number = await having()
    await walk.order(cancel, number)
    expect(walk.way(`${number}-r1`)).toEqual(way)
    expect(walk.status(`${number}-r1`)).toBe('SUCCEEDED')
  })
})

describe('a standard change', () => {
  test('passes approval at once', async () => {
    const number = await walk.order(openChange('standard'))
    await walk.order(submit, number)
    expect(walk.way(`${number}-r0`)).toEqual(['Approve', C, W])
    await walk.pass(windowAt)
    for (const command of [start, finish, review, close]) await walk.order(command, number)
    expect(walk.status(`${number}-r0`)).toBe('SUCCEEDED')
  })

  test('that was sent back walks on in another execution when it is submitted again', async () => {
    const number = await walk.order(openChange('standard'))
    for (const command of [submit, revert, submit]) await walk.order(command, number)
    expect(walk.status(`${number}-r0`)).toBe('SUCCEEDED')
    expect(walk.status(`${number}-r0-2`)).toBe('RUNNING')
  })
})

describe('a deployment', () => {
  test('leaves executions on the definition that they began with', async () => {
    const number = await asked()
    await walk.room.restart({ StartAt: 'Nothing', States: { Nothing: { Type: 'Succeed' } } })
    await walk.approve(number, ...allVotes)
    await walk.pass(windowAt)
    for (const command of [start, finish, review, close]) await walk.order(command, number)
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Approve', C, W, 'Implement', C, 'Review'])
    expect(walk.status(`${number}-r1`)).toBe('SUCCEEDED')
    expect(walk.status(await asked().then((other) => `${other}-r1`))).toBe('SUCCEEDED')
  })
})
