import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import { key } from '../../../lib/store/schema.ts'
import { startTable, type TestTable } from '../../support/table.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

test('a long timeline comes in pages, each with the mails of its own entries', async () => {
  const { store } = table
  await store.commit([{ put: { kind: 'incident', number: 'INC-1', version: 250 }, at: key.ticket('INC-1') }])
  for (let sequence = 1; sequence <= 250; sequence++) {
    await store.commit([
      { put: { kind: 'event', number: 'INC-1', sequence }, at: key.event('INC-1', sequence) },
      { put: { kind: 'mail', number: 'INC-1', sequence }, at: key.mail('INC-1', sequence, 'comment') },
    ])
  }
  const first = await readTicket(store, 'INC-1')
  expect([first?.timeline.length, first?.more]).toEqual([200, 200])
  const second = await readTicket(store, 'INC-1', first!.more)
  const sequences = second!.timeline.map(({ sequence }) => sequence)
  expect([sequences[0], sequences.length, second?.more]).toEqual([201, 50, undefined])
  expect(second!.mails.map(({ sequence }) => sequence)).toEqual(sequences)
})
