import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commentOn } from '../../../lib/desk/comment-on.ts'
import { execute, load, type Office } from '../../../lib/desk/execute.ts'
import { merge, unmerge } from '../../../lib/desk/merge.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import { followersOf } from '../../../lib/incident/incident.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { calendarIn } from '../../../lib/policy/policy.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import { clockElapsed } from '../../../lib/ticket/clock-time.ts'
import { jihoon } from '../../support/life.ts'
import { officeOf, policy } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, openCommand } from '../../support/ticket.ts'

let table: TestTable
let office: Office
beforeAll(async () => {
  table = await startTable()
  office = officeOf(table.store)
})
afterAll(() => table.stop())

const origin = (minute: number, by: Actor = jihoon) => ({ at: at(minute).at, by, channel: 'api' as const })
let people = 0
const openOne = async (): Promise<{ number: string; by: Actor }> => {
  const id = `p-${++people}`
  const requester = { id, name: id, address: `${id}@haneul.example` }
  const by: Actor = { id, name: id, is: 'employee' }
  const { number } = await execute(office, {
    process: incidentProcess,
    command: openCommand(`Of ${id}`, { requester }),
    context: origin(0, by),
  })
  return { number, by }
}
const say = (
  number: string,
  text: string,
  minute: number,
  by: Actor = jihoon,
  watchers: { id: string; name: string }[] = [],
) =>
  commentOn(office, {
    number,
    command: { type: 'comment', message: { text }, visibility: 'public', watchers },
    context: origin(minute, by),
  })

const incident = async (number: string) => (await load(table.store, incidentProcess, number))!
const texts = async (number: string) =>
  ((await readTicket(table.store, number))?.timeline ?? []).flatMap(
    ({ data }) => (data as { message?: { text: string } }).message?.text ?? [],
  )

/** What a person can tell about an incident, apart from how often something happened to it. */
const told = async (number: string, minute: number) => {
  const { version: _, updatedAt: __, clocks, ...state } = await incident(number)
  const elapsed = clocks.map((clock) => clockElapsed(clock, calendarIn(policy, clock.calendar), at(minute).at))
  return { state, elapsed, texts: await texts(number) }
}

describe('a merged incident', () => {
  test('gives what is written on it to the other one, and both show the link', async () => {
    const [a, b] = [await openOne(), await openOne()]
    await merge(office, { number: a.number, into: b.number, context: origin(1) })
    await say(a.number, 'Any news?', 2, a.by)
    expect(await texts(b.number)).toEqual(['It smells.', 'Any news?'])
    expect(await incident(a.number)).toMatchObject({ state: 'canceled', merged: { into: b.number } })
    expect((await incident(b.number)).absorbed).toMatchObject([{ number: a.number }])
    expect(followersOf(await incident(b.number)).map(({ id }) => id)).toEqual([a.by.id])
  })

  test('moves the other one by what its caller writes', async () => {
    const [a, b] = [await openOne(), await openOne()]
    const hold = { type: 'hold' as const, reason: 'caller' as const, message: { text: 'Which floor?' } }
    await execute(office, { process: incidentProcess, number: b.number, command: hold, context: origin(1) })
    await merge(office, { number: a.number, into: b.number, context: origin(2) })
    await say(a.number, 'The third', 3, a.by)
    expect(await incident(b.number)).toMatchObject({ state: 'in_progress' })
  })

  test('brings the people in copy of its replies along, once each, however often they are in copy', async () => {
    const [a, b] = [await openOne(), await openOne()]
    await merge(office, { number: a.number, into: b.number, context: origin(1) })
    for (const minute of [2, 3, 4]) await say(a.number, 'Again', minute, a.by, [{ id: 'p-copied', name: 'Copied' }])
    expect((await incident(b.number)).absorbed?.[0]?.watchers).toEqual([{ id: 'p-copied', name: 'Copied' }])
    expect((await incident(a.number)).watchers).toHaveLength(1)
  })

  test('is one of thirty at most: more belong under a parent, and the refusal says so', async () => {
    const target = await openOne()
    for (let i = 0; i < 30; i++)
      await merge(office, { number: (await openOne()).number, into: target.number, context: origin(1) })
    const one = await openOne()
    await expect(merge(office, { number: one.number, into: target.number, context: origin(2) })).rejects.toMatchObject({
      code: 'conflict',
      field: 'into',
      message: expect.stringContaining('children'),
    })
    expect(await incident(one.number)).toMatchObject({ state: 'new' })
  })

  test('passes words on along a chain, and leaves the chain where it is taken out of', async () => {
    const [a, b, c] = [await openOne(), await openOne(), await openOne()]
    await merge(office, { number: a.number, into: b.number, context: origin(1) })
    await merge(office, { number: b.number, into: c.number, context: origin(2) })
    await say(a.number, 'from a', 3, a.by)
    expect(await texts(c.number)).toContain('from a')
    expect(await texts(b.number)).toContain('from a')
    await unmerge(office, { number: a.number, context: origin(4) })
    expect(await texts(c.number)).not.toContain('from a')
    expect(await texts(b.number)).not.toContain('from a')
    expect(await texts(a.number)).toContain('from a')
  })

  test.each([
    [
      'into one that is merged itself',
      async (a: string, b: string, c: string) => {
        await merge(office, { number: b, into: c, context: origin(1) })
        return merge(office, { number: a, into: b, context: origin(2) })
      },
      'into',
    ],
    [
      'twice',
      async (a: string, b: string, c: string) => {
        await merge(office, { number: a, into: b, context: origin(1) })
        return merge(office, { number: a, into: c, context: origin(2) })
      },
      undefined,
    ],
    [
      'into one that does not exist',
      (a: string) => merge(office, { number: a, into: 'INC-999999', context: origin(1) }),
      undefined,
    ],
  ])('cannot be merged %s, and nothing changes', async (_, attempt, field) => {
    const numbers = await Promise.all([openOne(), openOne(), openOne()]).then((all) => all.map(({ number }) => number))
    const [a, b, c] = numbers as [string, string, string]
    await expect(attempt(a, b, c)).rejects.toMatchObject({ name: 'Refusal', field })
    expect((await incident(c)).absorbed?.some(({ number }) => number === a) ?? false).toBe(false)
  })
})

test('merge and unmerge are an identity: every message is where it was written, also those of after the merge, people follow what they followed, and no clock has moved', async () => {
  const word = fc.record({
    on: fc.constantFrom('a', 'b'),
    text: fc.constantFrom('one', 'two', 'three'),
    isDesk: fc.boolean(),
    brings: fc.constantFrom([], [{ id: 'p-x', name: 'X' }], [{ id: 'p-y', name: 'Y' }]),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 3 }), fc.array(word, { maxLength: 3 }), async (first, later) => {
      /** The same words, with and without a merge in between. */
      const live = async (isMerged: boolean) => {
        const tickets = { a: await openOne(), b: await openOne() }
        let minute = 0
        const speak = async ({ on, text, isDesk, brings }: (typeof first)[number]) => {
          const { number, by } = tickets[on as 'a' | 'b']
          await say(number, text, ++minute, isDesk ? jihoon : by, [...brings])
        }
        for (const each of first) await speak(each)
        if (isMerged) await merge(office, { number: tickets.a.number, into: tickets.b.number, context: origin(minute) })
        for (const each of later) await speak(each)
        if (isMerged) await unmerge(office, { number: tickets.a.number, context: origin(minute) })
        return [await told(tickets.a.number, minute), await told(tickets.b.number, minute)]
      }
      const neutral = (side: Awaited<ReturnType<typeof told>>) => {
        const { number: _, title: __, requester: ___, ...state } = side.state
        return { texts: side.texts, state }
      }
      const [merged, apart] = [await live(true), await live(false)]
      expect(merged.map(neutral)).toEqual(apart.map(neutral))
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('the time while it was merged counts against nobody', async () => {
  const [a, b] = [await openOne(), await openOne()]
  await merge(office, { number: a.number, into: b.number, context: origin(60) })
  const before = await told(a.number, 60)
  await unmerge(office, { number: a.number, context: origin(600) })
  expect((await told(a.number, 600)).elapsed).toEqual(before.elapsed)
})
