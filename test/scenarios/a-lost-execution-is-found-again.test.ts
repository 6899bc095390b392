import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChangeCommand } from '../../lib/change/command.ts'
import { settle } from '../../lib/desk/workflow/settle.ts'
import { sweep } from '../../lib/desk/workflow/sweep.ts'
import { waitOf } from '../../lib/desk/workflow/wait.ts'
import { waitFor } from '../../lib/desk/workflow/wait-for.ts'
import { key } from '../../lib/store/schema.ts'
import { allVotes, openChange, request, submit } from '../support/change.ts'
import { startWalk, type Walk, windowAt } from '../support/change-walk.ts'

let walk: Walk
beforeEach(async () => {
  walk = await startWalk()
})
afterEach(() => walk.stop())

const cancel: ChangeCommand = { type: 'cancel', reason: 'Not needed any more.' }
const C = 'Where it stands'

const submitted = async () => walk.order(submit, await walk.order(openChange()))
const asked = async () => walk.order(request(), await submitted())

const swept = async () => {
  const result = await sweep(walk.desk)
  await walk.quiet()
  return result
}

/** The sweep comes once an hour. */
const anHourLater = async () => {
  await walk.pass(60)
  return swept()
}

describe('the hourly sweep', () => {
  test('leaves alone what walks together', async () => {
    const number = await asked()
    expect(await anHourLater()).toEqual({ looked: 1, begun: [], stopped: [] })
    await walk.approve(number, ...allVotes)
    await walk.pass(windowAt)
    expect(await anHourLater()).toEqual({ looked: 1, begun: [], stopped: [] })
    expect(walk.way(`${number}-r1`).at(-1)).toBe('Implement')
  })

  test('begins an execution that never began', async () => {
    const number = await submitted()
    await walk.unheard(request(), number)
    expect(await swept()).toEqual({ looked: 1, begun: [`${number}-r1`], stopped: [] })
    expect(walk.status(`${number}-r1`)).toBe('RUNNING')
    await walk.approve(number, ...allVotes)
    expect(walk.way(`${number}-r1`).at(-1)).toBe('Wait for the window')
  })

  test('tells an execution what it did not hear', async () => {
    const number = await asked()
    await walk.unheard(cancel, number)
    expect(walk.status(`${number}-r1`)).toBe('RUNNING')
    expect(await swept()).toEqual({ looked: 1, begun: [], stopped: [] })
    expect(walk.status(`${number}-r1`)).toBe('SUCCEEDED')
  })

  test('begins another one for a change whose execution ended too early', async () => {
    const number = await asked()
    await walk.desk.machine.stop(`${number}-r1`, 'By hand.')
    expect(await anHourLater()).toMatchObject({ begun: [`${number}-r1-2`] })
    await walk.approve(number, ...allVotes)
    expect(walk.way(`${number}-r1-2`)).toEqual(['Approve', C, 'Approve', C, 'Wait for the window'])
    expect(await anHourLater()).toMatchObject({ begun: [], stopped: [] })
  })

  test('has a change that waits for more than a year walk on in another execution', async () => {
    const from = '2028-03-01T00:00:00.000Z'
    const number = await walk.order(openChange('normal', { window: { from, to: '2028-03-01T02:00:00.000Z' } }))
    for (const command of [submit, request()]) await walk.order(command, number)
    await walk.approve(number, ...allVotes)
    await walk.pass(365 * 24 * 60)
    expect(walk.status(`${number}-r1`)).toBe('TIMED_OUT')
    expect(await anHourLater()).toMatchObject({ begun: [`${number}-r1-2`] })
    await walk.pass(98 * 24 * 60)
    expect(walk.way(`${number}-r1-2`)).toEqual(['Approve', C, 'Wait for the window', 'Implement'])
  })

  test.each([
    [
      'the token',
      async (number: string) => {
        const wait = (await waitOf(walk.desk.store, number, 1))!
        await walk.desk.store.commit([{ put: { ...wait, token: undefined }, at: key.workflow(number, 1) }])
      },
    ],
    [
      'all that was known of the execution',
      (number: string) => walk.desk.store.commit([{ remove: true, at: key.workflow(number, 1) }]),
    ],
  ])('finds that %s was lost, and goes on with another execution', async (_, lose) => {
    const number = await asked()
    await lose(number)
    await walk.approve(number, 'tech:p-tech')
    expect(await anHourLater()).toMatchObject({ begun: [`${number}-r1-2`], stopped: [`${number}-r1`] })
    expect(walk.status(`${number}-r1`)).toBe('ABORTED')
    await walk.approve(number, ...allVotes.slice(1))
    expect(walk.way(`${number}-r1-2`)).toEqual(['Approve', C, 'Approve', C, 'Wait for the window'])
  })

  test('ends an execution that nobody can tell that its change is canceled', async () => {
    const number = await asked()
    await walk.desk.store.commit([{ remove: true, at: key.workflow(number, 1) }])
    await walk.order(cancel, number)
    expect(walk.status(`${number}-r1`)).toBe('RUNNING')
    expect(await anHourLater()).toMatchObject({ begun: [], stopped: [`${number}-r1`] })
  })

  test('looks at the others, too, when one change cannot be mended', async () => {
    const first = await submitted()
    const second = await submitted()
    for (const number of [first, second]) await walk.unheard(request(), number)
    const machine = {
      ...walk.desk.machine,
      start: (name: string, input: object) =>
        name.startsWith(first) ? Promise.reject(new Error('Throttled')) : walk.desk.machine.start(name, input),
    }
    await expect(sweep({ ...walk.desk, machine })).rejects.toThrow('Throttled')
    expect(walk.status(`${second}-r1`)).toBe('RUNNING')
  })
})

describe('news of a change', () => {
  test('that come twice, late or at the same time do no harm', async () => {
    const number = await asked()
    await Promise.all([settle(walk.desk, number), settle(walk.desk, number), settle(walk.desk, number)])
    await walk.approve(number, ...allVotes)
    await walk.unheard(cancel, number)
    await Promise.all([settle(walk.desk, number), settle(walk.desk, number)])
    await walk.quiet()
    await settle(walk.desk, number)
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Approve', C, 'Wait for the window', C, 'Over'])
    const { executions } = walk.room.ask('ListExecutions', {
      stateMachineArn: 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:machine',
    })
    expect(executions).toHaveLength(1)
  })

  test('that come before the task has kept its token reach it all the same', async () => {
    const number = await asked()
    const answered: string[] = []
    const machine = {
      ...walk.desk.machine,
      answer: async (token: string) => {
        answered.push(token)
        return true
      },
    }
    let isFirst = true
    const store = {
      ...walk.desk.store,
      // The change is canceled, and everybody has heard of it, between the look and the note.
      commit: async (writes: Parameters<typeof walk.desk.store.commit>[0]) => {
        if (isFirst) {
          isFirst = false
          await walk.unheard(cancel, number)
        }
        return walk.desk.store.commit(writes)
      },
    }
    const waiting = { number, round: 1, run: 1, token: 'a token', step: 'approve' } as const
    expect(await waitFor({ ...walk.desk, store, machine }, waiting)).toBe(false)
    expect(answered).toEqual(['a token'])
    expect(await waitOf(walk.desk.store, number, 1)).toMatchObject({ isOver: true })
  })

  test('of an execution in whose place another one walks are not believed', async () => {
    const number = await asked()
    await walk.desk.machine.stop(`${number}-r1`, 'By hand.')
    await anHourLater()
    const now = await waitOf(walk.desk.store, number, 1)
    const late = { number, round: 1, run: 1, token: 'of a dead execution', step: 'approve' } as const
    const machine = { ...walk.desk.machine, answer: async () => false }
    expect(await waitFor({ ...walk.desk, machine }, late)).toBe(false)
    expect(await waitOf(walk.desk.store, number, 1)).toEqual(now)
  })
})

describe('while the table does not answer', () => {
  test('a task is tried again, and the execution goes on when it does', async () => {
    const number = await submitted()
    walk.failing = true
    await walk.unheard(request(), number)
    await settle(walk.desk, number)
    await walk.quiet()
    await walk.pass(30)
    expect(walk.status(`${number}-r1`)).toBe('RUNNING')
    walk.failing = false
    await walk.pass(15)
    await walk.approve(number, ...allVotes)
    expect(walk.way(`${number}-r1`)).toEqual(['Approve', C, 'Approve', C, 'Wait for the window'])
  })

  test('for so long that its execution fails, the change goes on with another one', async () => {
    const number = await submitted()
    walk.failing = true
    await walk.unheard(request(), number)
    await settle(walk.desk, number)
    await walk.quiet()
    for (let i = 0; i < 20; i++) await walk.pass(15)
    expect(walk.status(`${number}-r1`)).toBe('FAILED')
    walk.failing = false
    expect(await anHourLater()).toMatchObject({ begun: [`${number}-r1-2`] })
    await walk.approve(number, ...allVotes)
    expect(walk.way(`${number}-r1-2`).at(-1)).toBe('Implement')
  })
})
