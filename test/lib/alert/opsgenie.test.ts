import { describe, expect, test } from 'vitest'
import { reading } from './a-payload.ts'
import { opsgenie } from './an-alarm.ts'

describe('Opsgenie’s webhook', () => {
  test.each([
    ['Create', 'firing', 'alert'],
    ['UnAcknowledge', 'firing', 'alert'],
    ['Acknowledge', 'acknowledged', 'alert'],
    ['Close', 'resolved', 'alert'],
    ['Delete', 'resolved', 'alert'],
    ['AddNote', 'ignored', 'non-alert'],
    ['AddTags', 'ignored', 'non-alert'],
    ['Escalate', 'ignored', 'non-alert'],
    ['OurOwnAction', 'ignored', 'non-alert'],
  ])('the action %s means %s', async (action, status, kind) => {
    expect(await reading(opsgenie(action))).toMatchObject({ status, kind, key: 'alertId=og-77' })
  })

  test.each([
    ['P1', 'critical'],
    [2, 'high'],
    ['5', 'low'],
  ])('the priority %s is %s', async (priority, level) => {
    expect(await reading(opsgenie('Create', { priority }))).toMatchObject({ severity: String(priority), level })
  })

  test('times in nanoseconds are exact enough to be times', async () => {
    const body = JSON.stringify(opsgenie('Create')).replace('"tinyId"', '"updatedAt":1772439304077000110,"tinyId"')
    expect(await reading(body)).toMatchObject({ at: '2026-03-02T08:15:04.077Z' })
  })
})

describe('a monitor that calls Opsgenie’s API', () => {
  const create = {
    message: 'Queue at the tills',
    alias: 'tills/queue',
    priority: 'P2',
    entity: 'till-07',
    responders: [],
  }
  const call = (path: string, query: Record<string, string> = { identifierType: 'alias' }) =>
    reading({ user: 'm' }, { path, query })

  test('creates an alert by its alias, and closes it by the same', async () => {
    const created = await reading(create, { path: '/alerts' })
    expect(created).toMatchObject({
      format: 'opsgenie-api',
      key: 'alias=tills/queue',
      severity: 'P2',
      level: 'high',
      host: 'till-07',
    })
    expect(await call('/alerts/tills%2Fqueue/close')).toMatchObject({ status: 'resolved', key: created.key })
    expect(await call('/v2/alerts/tills%2Fqueue/acknowledge')).toMatchObject({
      status: 'acknowledged',
      key: created.key,
    })
  })

  test('adds a note, which is no state', async () => {
    expect(await call('/alerts/tills/notes')).toMatchObject({ kind: 'non-alert', status: 'ignored' })
  })

  test('that gives no alias creates a new alert each time', async () => {
    expect(await reading({ message: 'Queue' }, { path: '/alerts' })).toMatchObject({ key: null, status: 'firing' })
  })

  test('names an alert by its id unless it says otherwise, and may send no body', async () => {
    expect(await reading('', { path: '/alerts/77/close' })).toMatchObject({ key: 'alertId=77', status: 'resolved' })
  })
})
