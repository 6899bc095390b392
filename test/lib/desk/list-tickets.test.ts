import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listTickets } from '../../../lib/desk/list-tickets.ts'
import type { TicketFilter } from '../../../lib/desk/ticket-page.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { startTable, type TestTable } from '../../support/table.ts'

let table: TestTable
let store: Store

const states = ['new', 'in_progress', 'on_hold', 'resolved', 'closed', 'canceled']

/** Sixty tickets over eight months, in every state, of two teams and three people. */
const tickets = Array.from({ length: 60 }, (_, i) => ({
  kind: 'incident',
  number: `INC-${i + 1}`,
  title: `ticket ${i + 1}`,
  state: states[i % states.length]!,
  team: i % 2 === 0 ? 'service-desk' : 'network',
  requester: { id: `p${i % 3}`, name: 'somebody' },
  openedAt: new Date(Date.UTC(2026, 3, 1) + i * 4 * 86_400_000).toISOString(),
  version: 1,
}))

beforeAll(async () => {
  table = await startTable()
  store = table.store
  await store.next(key.counter('incident'), '2026-04-01T00:00:00.000Z')
  for (const ticket of tickets) await store.commit([{ put: ticket, at: key.ticket(ticket.number), if: 'absent' }])
})
afterAll(() => table.stop())

/** Every page of a list, by following its cursor. */
const all = async (filter: Partial<TicketFilter>) => {
  const numbers: unknown[] = []
  let cursor: string | undefined
  for (let page = 0; page < 100; page++) {
    const found = await listTickets(store, {
      kind: 'incident',
      states,
      limit: 7,
      at: '2026-12-01T00:00:00.000Z',
      cursor,
      ...filter,
    })
    expect(found.items.length).toBeLessThanOrEqual(7)
    numbers.push(...found.items.map(({ number }) => number))
    if (found.cursor === null) return numbers
    cursor = found.cursor
  }
  throw new Error('the list has no end')
}

const expected = (holds: (ticket: (typeof tickets)[number]) => boolean) =>
  tickets
    .filter(holds)
    .map(({ number }) => number)
    .toReversed()

describe('a list of tickets', () => {
  test('shows all of them newest first, finished ones too, page by page', async () => {
    expect(await all({})).toEqual(expected(() => true))
  })

  test.each(states)('shows those in state %s', async (state) => {
    expect(await all({ states: [state] })).toEqual(expected((ticket) => ticket.state === state))
  })

  test('shows those of a team', async () => {
    expect(await all({ team: 'network' })).toEqual(expected((ticket) => ticket.team === 'network'))
  })

  test('shows those of a person, in the states asked for', async () => {
    expect(await all({ requester: 'p1' })).toEqual(expected((ticket) => ticket.requester.id === 'p1'))
    expect(await all({ requester: 'p1', states: ['in_progress'] })).toEqual(
      expected((ticket) => ticket.requester.id === 'p1' && ticket.state === 'in_progress'),
    )
  })

  test('neither repeats nor hides a ticket when others are opened between two pages', async () => {
    const filter = { kind: 'incident', states, limit: 30, at: '2026-12-01T00:00:00.000Z' }
    const first = await listTickets(store, filter)
    const late = { ...tickets[0]!, number: 'INC-61', openedAt: '2026-11-30T00:00:00.000Z', state: 'new' }
    await store.commit([{ put: late, at: key.ticket(late.number), if: 'absent' }])
    const second = await listTickets(store, { ...filter, cursor: first.cursor! })
    expect([...first.items, ...second.items].map(({ number }) => number)).toEqual(expected(() => true))
    await store.commit([{ remove: true, at: key.ticket(late.number) }])
  })

  test('refuses a cursor that is not ours, by the name of the field', async () => {
    await expect(all({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'invalid', field: 'cursor' })
  })

  test('reads a bounded number of partitions for one page, however long the desk exists', async () => {
    let reads = 0
    const counting: Store = {
      ...store,
      list: (...args) => {
        reads++
        return store.list(...args)
      },
    }
    await listTickets(counting, { kind: 'incident', states: ['canceled'], limit: 7, at: '2036-12-01T00:00:00.000Z' })
    expect(reads).toBeLessThanOrEqual(12)
  })
})

test('an empty desk answers an empty list', async () => {
  expect(await listTickets(store, { kind: 'problem', states, limit: 7, at: '2026-12-01T00:00:00.000Z' })).toEqual({
    items: [],
    cursor: null,
  })
})
