import { afterAll, beforeAll, expect, test } from 'vitest'
import { pulse } from '../../../../lib/alert/pulse.ts'
import { openPulse, silenceOf } from '../../../../lib/desk/alert/pulse.ts'
import { key } from '../../../../lib/store/schema.ts'
import { alertDeskOver } from '../../../support/alert-desk.ts'
import { startTable, type TestTable } from '../../../support/table.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const minute = (i: number) => new Date(Date.UTC(2026, 10, 24, 9, i)).toISOString()

test('a test alert each minute is noted every third minute, and its silence is told after five', async () => {
  const { store } = table
  expect(await silenceOf(store, minute(0))).toBeUndefined()
  const note = openPulse(store)
  const noted: string[] = []
  for (let i = 0; i < 8; i++) {
    await note(minute(i))
    noted.push(String((await store.get(key.pulse))?.sentAt))
  }
  expect(noted).toEqual([0, 0, 0, 3, 3, 3, 6, 6].map(minute))
  expect(await silenceOf(store, minute(11))).toBeUndefined()
  expect(await silenceOf(store, minute(12))).toContain('for 6 minutes')
})

test('a test alert is noted, and becomes nothing else', async () => {
  const { desk, take } = alertDeskOver(table.store)
  const noted: string[] = []
  const { failed, decided } = await take(pulse(minute(0)))
  expect([failed.size, decided]).toEqual([0, {}])
  const { consume } = await import('../../../../lib/desk/alert/consume.ts')
  const body = JSON.stringify(pulse(minute(1)))
  await consume([{ id: 'm', body }], { ...desk, cameThrough: async (at) => void noted.push(at) })
  expect(noted).toEqual([minute(1)])
})
