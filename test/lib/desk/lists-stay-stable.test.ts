import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listByTarget } from '../../../lib/desk/list-by-target.ts'
import { listTickets } from '../../../lib/desk/list-tickets.ts'
import { fits, type TicketFilter, type TicketPage } from '../../../lib/desk/ticket-page.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Item, Store } from '../../../lib/store/store.ts'
import { startTable, type TestTable } from '../../support/table.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const states = ['new', 'in_progress', 'on_hold', 'resolved', 'closed', 'canceled']
const unfinished = states.slice(0, 4)
const day = (i: number) => new Date(Date.UTC(2026, 5, 1) + i * 86_400_000).toISOString()

/** What a ticket may be, and what others may make of it while somebody reads a list. */
const ticket = fc.record({
  // Most are in three states, so that their partitions are longer than what one answer reads.
  state: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('new', 'in_progress', 'closed') },
    fc.constantFrom(...states),
  ),
  team: fc.constantFrom('service-desk', 'network'),
  assignee: fc.option(fc.constantFrom('p-a', 'p-b'), { nil: undefined }),
  requester: fc.constantFrom('p-x', 'p-y'),
  priority: fc.constantFrom('P1' as const, 'P4' as const),
  target: fc.option(fc.nat(9), { nil: undefined }),
  opened: fc.nat(60),
})
type Ticket = typeof ticket extends fc.Arbitrary<infer T> ? T : never

const change = fc.record({ which: fc.nat(40), to: ticket })

/** Mostly narrow, so that much is read and little of it fits. */
const wish = fc.record({
  states: fc.oneof(fc.constant(states), fc.subarray(states, { minLength: 1 })),
  team: fc.option(fc.constantFrom('service-desk', 'network'), { nil: undefined, freq: 3 }),
  assignee: fc.oneof(fc.constantFrom('p-a', undefined), { weight: 3, arbitrary: fc.constant(null) }),
  requester: fc.oneof(fc.constant('p-x'), { weight: 4, arbitrary: fc.constant(undefined) }),
  priority: fc.option(fc.constantFrom('P1' as const, 'P4' as const), { nil: undefined, freq: 3 }),
})

let runs = 0

/** A store whose pages are as short as DynamoDB makes them when items are large, so that reading ends before a partition does. */
const short = (store: Store): Store => ({
  ...store,
  list: (partition, range) => store.list(partition, { ...range, limit: Math.min(range.limit, 1) }),
})

/** Reads a list to its end while others write between the pages; answers what was shown, and what fitted all the time. */
const readWhileOthersWrite = async (
  list: (store: Store, filter: TicketFilter) => Promise<TicketPage>,
  filter: Omit<TicketFilter, 'kind' | 'limit' | 'at'>,
  first: readonly Ticket[],
  rounds: readonly (readonly { which: number; to: Ticket }[])[],
  limit: number,
) => {
  const kind = `kind${++runs}`
  const { store } = table
  const now = new Map<string, Item>()
  const write = async (number: string, t: Ticket, openedAt: string) => {
    const item: Item = {
      kind,
      number,
      state: t.state,
      team: t.team,
      priority: t.priority,
      requester: { id: t.requester },
      ...(t.assignee && { assignee: { id: t.assignee } }),
      ...(t.target !== undefined && { targetAt: day(200 + t.target) }),
      openedAt,
    }
    now.set(number, item)
    await store.commit([{ put: item, at: key.ticket(number) }])
  }
  await store.next(key.counter(kind), day(0))
  for (const [i, t] of first.entries()) await write(`${kind}-${i}`, t, day(t.opened))
  const whole: TicketFilter = { kind, limit, at: day(199), ...filter }
  const isWanted = fits(whole)
  const throughout = new Map([...now].filter(([, item]) => isWanted(item)))
  const moved = new Set<string>()
  const shown: Item[] = []
  let cursor: string | undefined
  for (let page = 0; page < 200; page++) {
    const found = await list(page % 2 === 0 ? short(store) : store, { ...whole, cursor })
    expect(found.items.length).toBeLessThanOrEqual(limit)
    expect(found.items.filter((item) => !isWanted(now.get(String(item.number))!))).toEqual([])
    shown.push(...found.items)
    if (found.cursor === null)
      return { shown: shown.map(({ number }) => String(number)), throughout: [...throughout.keys()], moved }
    cursor = found.cursor
    for (const { which, to } of rounds[page] ?? []) {
      const number = `${kind}-${which}`
      const before = now.get(number)
      await write(number, to, before ? String(before.openedAt) : day(to.opened))
      if (before?.targetAt !== now.get(number)!.targetAt) moved.add(number)
      if (!isWanted(now.get(number)!)) throughout.delete(number)
    }
  }
  throw new Error('the list has no end')
}

const others = fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 8 })
const some = fc.array(ticket, { minLength: 5, maxLength: 60, size: 'max' })

describe('while others open tickets and change them', () => {
  test('a list by opening repeats nothing, and shows everything that was there throughout', async () => {
    await fc.assert(
      fc.asyncProperty(wish, some, others, fc.integer({ min: 1, max: 6 }), async (filter, first, rounds, limit) => {
        const read = await readWhileOthersWrite(listTickets, filter, first, rounds, limit)
        expect(new Set(read.shown).size).toBe(read.shown.length)
        expect(read.throughout.filter((number) => !read.shown.includes(number))).toEqual([])
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  test('a list by due does so too, of all tickets whose promise does not move meanwhile', async () => {
    const noRequester = wish.map(({ requester: _, ...filter }) => ({
      ...filter,
      states: filter.states.filter((state) => unfinished.includes(state)),
    }))
    await fc.assert(
      fc.asyncProperty(
        noRequester,
        some,
        others,
        fc.integer({ min: 1, max: 6 }),
        async (filter, first, rounds, limit) => {
          const read = await readWhileOthersWrite(listByTarget, filter, first, rounds, limit)
          const still = read.shown.filter((number) => !read.moved.has(number))
          expect(new Set(still).size).toBe(still.length)
          expect(read.throughout.filter((number) => !read.moved.has(number) && !read.shown.includes(number))).toEqual(
            [],
          )
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  test('a filter that fits few of many hides none of them, where an answer ends before it has read all', async () => {
    const rare = new Set([5, 25])
    const many = Array.from(
      { length: 40 },
      (_, i): Ticket => ({
        state: i < 20 ? 'new' : 'in_progress',
        team: 'network',
        assignee: undefined,
        requester: 'p-x',
        priority: rare.has(i) ? 'P1' : 'P4',
        target: undefined,
        opened: i,
      }),
    )
    for (const list of [listTickets, listByTarget]) {
      const wanted = { states: unfinished, priority: 'P1' as const }
      const { shown } = await readWhileOthersWrite((store, filter) => list(short(store), filter), wanted, many, [], 3)
      expect(shown.map((number) => Number(number.split('-')[1])).sort()).toEqual([25, 5])
    }
  })

  test('what must be answered first stands first', async () => {
    const first: Ticket[] = [9, 3, undefined, 5, 1].map((target) => ({
      state: 'new',
      team: 'network',
      assignee: 'p-a',
      requester: 'p-x',
      priority: 'P4',
      target,
      opened: 1,
    }))
    for (const filter of [{}, { assignee: 'p-a' }, { priority: 'P4' as const }]) {
      const { shown } = await readWhileOthersWrite(listByTarget, { states: unfinished, ...filter }, first, [], 2)
      expect(shown.map((number) => Number(number.split('-')[1]))).toEqual([4, 1, 3, 0, 2])
    }
  })
})
