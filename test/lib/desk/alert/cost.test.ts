import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Capacity, countCapacity } from '../../../../infra/local/bench/capacity.ts'
import { alertDeskOver, fires, recovers } from '../../../support/alert-desk.ts'
import { startTable, type TestTable } from '../../../support/table.ts'

let table: TestTable
let total: Capacity
beforeAll(async () => {
  table = await startTable()
  total = countCapacity(table.db)
})
afterAll(() => table.stop())

const desk = () => alertDeskOver(table.store)

/** Write units that some work takes. */
const units = async (work: () => Promise<unknown>): Promise<number> => {
  const before = total.writeUnits
  await work()
  return total.writeUnits - before
}

test('a storm of 100 deliveries on one alert costs a tenth of a write unit each', async () => {
  const { source, take, delivery } = desk()
  const from = await source()
  await take(delivery(from, fires('web')))
  const storm = Array.from({ length: 100 }, () => delivery(from, fires('web')))
  const cost = await units(() => take(...storm))
  console.info(`storm on one key: ${cost / 100} write units a delivery`)
  expect(cost).toBeLessThanOrEqual(10)
})

test('100 new alerts of their own cost 20 write units each, their incidents included', async () => {
  const { source, take, delivery } = desk()
  const from = await source({ stormPerMinute: 0 })
  const all = Array.from({ length: 100 }, (_, i) => delivery(from, fires(`web-${i}`)))
  const cost = await units(() => take(...all))
  console.info(`distinct keys that open: ${cost / 100} write units a delivery`)
  const again = Array.from({ length: 100 }, (_, i) => delivery(from, fires(`web-${i}`)))
  const repeated = await units(() => take(...again))
  console.info(`distinct keys that repeat: ${repeated / 100} write units a delivery`)
  expect(cost / 100).toBeLessThanOrEqual(20)
  expect(repeated / 100).toBeLessThanOrEqual(3)
})

test('an alert that fires and recovers costs 45 write units, its incident included', async () => {
  const { source, take, delivery } = desk()
  const from = await source()
  const cost = await units(async () => {
    await take(delivery(from, fires('web')))
    await take(delivery(from, recovers('web')))
  })
  console.info(`trigger and recovery: ${cost} write units`)
  expect(cost).toBeLessThanOrEqual(45)
})
