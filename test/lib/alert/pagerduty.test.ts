import { describe, expect, test } from 'vitest'
import { fault, reading, readings } from './a-payload.ts'
import { pagerduty, pagerdutySays } from './an-alarm.ts'

describe('an event of PagerDuty’s API', () => {
  test('is known by its routing key and its own key together', async () => {
    const one = await reading(pagerduty('trigger'))
    expect(one).toMatchObject({
      key: `${'r'.repeat(32)}/tills/queue`,
      severity: 'error',
      level: 'high',
      host: 'till-07.shop.test',
    })
    expect((await reading(pagerduty('resolve', { routing_key: 'q'.repeat(32) }))).key).not.toBe(one.key)
  })

  test('whose routing key was taken off is known by its own key', async () => {
    expect(await reading(pagerduty('trigger', { routing_key: undefined }))).toMatchObject({ key: 'tills/queue' })
  })

  test('acknowledges and resolves without saying anything else', async () => {
    expect(await reading(pagerduty('acknowledge'))).toMatchObject({
      status: 'acknowledged',
      severity: null,
      title: null,
    })
  })

  test('that triggers without a key is a new alert each time, and cannot be resolved without one', async () => {
    expect(await reading(pagerduty('trigger', { dedup_key: undefined }))).toMatchObject({ status: 'firing', key: null })
    expect(await fault(pagerduty('resolve', { dedup_key: undefined }))).toMatch(/dedup_key/)
  })

  test('about a change is no alert', async () => {
    const change = {
      routing_key: 'r',
      payload: { summary: 'Tills 2.4 deployed', timestamp: '2026-03-02T08:15:04Z', source: 'ci', custom_details: {} },
    }
    expect(await reading(change)).toMatchObject({ format: 'pagerduty-change', kind: 'non-alert', key: null })
  })

  test('of the first version says the same', async () => {
    const event = {
      service_key: 's',
      event_type: 'trigger',
      incident_key: 'k',
      description: 'Queue',
      details: { host: 'till-07' },
    }
    expect(await reading(event)).toMatchObject({
      format: 'pagerduty-events-v1',
      key: 's/k',
      title: 'Queue',
      host: 'till-07',
    })
  })
})

describe('PagerDuty telling of its incident', () => {
  test.each([
    ['triggered', {}, 'firing'],
    ['reopened', { status: 'triggered' }, 'firing'],
    ['unacknowledged', { status: 'triggered' }, 'firing'],
    ['priority_updated', { status: 'acknowledged' }, 'acknowledged'],
    ['resolved', {}, 'resolved'],
  ])('the event %s says the state that the incident is in', async (event, data, status) => {
    expect(await reading(pagerdutySays(event, data))).toMatchObject({
      format: 'pagerduty-webhook-v3',
      kind: 'alert',
      status,
      key: 'incident=PTILLS',
    })
  })

  test('a priority says more than the urgency', async () => {
    expect(await reading(pagerdutySays('triggered'))).toMatchObject({ severity: 'high', level: 'high' })
    expect(await reading(pagerdutySays('triggered', { priority: { summary: 'P1' } }))).toMatchObject({
      severity: 'P1',
      level: 'critical',
    })
  })

  test('notes, services and its ping are no alerts', async () => {
    const note = pagerdutySays('annotated', { type: 'incident_note', status: undefined, incident: { id: 'PTILLS' } })
    expect(await reading(note)).toMatchObject({ kind: 'non-alert', status: 'ignored', key: 'incident=PTILLS' })
    const event = (event_type: string) => ({
      event: { id: '1', event_type, resource_type: 'x', data: { id: 'S', type: 'service' } },
    })
    expect(await reading(event('service.updated'))).toMatchObject({ kind: 'non-alert', key: null })
    expect(await reading(event('pagey.ping'))).toMatchObject({ kind: 'control' })
  })

  test('older versions tell of several incidents at once', async () => {
    const message = (id: string, status: string) => ({
      id: `m-${id}`,
      event: 'incident.assign',
      incident: { id, status, title: 't' },
    })
    const found = await readings({ messages: [message('A', 'triggered'), message('B', 'acknowledged')] })
    expect(found.map(({ key, status }) => [key, status])).toEqual([
      ['incident=A', 'firing'],
      ['incident=B', 'acknowledged'],
    ])
  })
})
