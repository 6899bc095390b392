import { expect, test } from 'vitest'
import { coveringOf, MaintenanceFields, MaintenanceWindow } from '../../../lib/alert/maintenance.ts'

const window = (over: object) =>
  MaintenanceWindow.parse({
    id: 'w',
    version: 1,
    name: 'A patch',
    reason: 'CHG-1',
    beginsAt: '2026-11-24T10:00:00+09:00',
    endsAt: '2026-11-24T11:00:00+09:00',
    ...over,
  })
const at = '2026-11-24T01:30:00.000Z'
const covers = (over: object, alert: { source?: string; service?: string; host?: string } = {}, instant = at) =>
  coveringOf([window(over)], { source: 'prometheus', ...alert }, instant) !== undefined

test('a window covers from its begin until before its end, in any zone', () => {
  const over = { source: 'prometheus' }
  expect(covers(over, {}, '2026-11-24T00:59:59.999Z')).toBe(false)
  expect(covers(over, {}, '2026-11-24T01:00:00.000Z')).toBe(true)
  expect(covers(over, {}, '2026-11-24T02:00:00.000Z')).toBe(false)
})

test('a window covers what it names: source, service and hosts, all of them', () => {
  expect(covers({ source: 'zabbix' })).toBe(false)
  expect(covers({ service: 'orders' }, { service: 'orders' })).toBe(true)
  expect(covers({ service: 'orders' })).toBe(false)
  expect(covers({ source: 'prometheus', service: 'orders' }, { service: 'mail' })).toBe(false)
})

test('hosts are named by patterns', () => {
  expect(covers({ host: 'db-*.haneul.example' }, { host: 'DB-12.haneul.example' })).toBe(true)
  expect(covers({ host: 'db-*' }, { host: 'web-1' })).toBe(false)
  expect(covers({ host: '*-1-*-x' }, { host: 'a-1-b-x' })).toBe(true)
  expect(covers({ host: 'aba*ba' }, { host: 'aba' })).toBe(false)
  expect(covers({ host: 'db-1' }, { host: 'db-10' })).toBe(false)
  expect(covers({ host: '*' }, {})).toBe(false)
})

test('of several windows the one that ends last counts', () => {
  const windows = [
    window({ id: 'a', source: 'prometheus' }),
    window({ id: 'b', source: 'prometheus', endsAt: '2026-11-24T05:00:00Z' }),
  ]
  expect(coveringOf(windows, { source: 'prometheus' }, at)).toEqual({ id: 'b', until: '2026-11-24T05:00:00.000Z' })
})

test('a window that covers nothing, or ends before it begins, is refused', () => {
  const fields = { name: 'A patch', reason: 'CHG-1', beginsAt: '2026-11-24T10:00:00Z', endsAt: '2026-11-24T11:00:00Z' }
  const faults = (over: object) =>
    MaintenanceFields.safeParse({ ...fields, ...over }).error?.issues.map(({ path }) => path[0])
  expect(faults({})).toEqual(['source'])
  expect(faults({ source: 'a', endsAt: '2026-11-24T10:00:00Z' })).toEqual(['endsAt'])
  expect(faults({ source: 'a' })).toBeUndefined()
})
