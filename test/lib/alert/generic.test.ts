import { describe, expect, test } from 'vitest'
import { fault, reading, readings } from './a-payload.ts'
import { eventManagement, gcp } from './an-alarm.ts'

describe('Google Cloud Monitoring', () => {
  test.each([
    ['open', 'firing'],
    ['OPEN', 'firing'],
    ['acknowledged', 'acknowledged'],
    ['closed', 'resolved'],
  ])('the state %s means %s', async (state, status) => {
    expect(await reading(gcp(state))).toMatchObject({
      format: 'gcp',
      status,
      key: 'incident_id=0.tills',
      host: 'tills.shop.test',
      severity: null,
    })
  })

  test('without times or severity, and with them', async () => {
    expect((await reading(gcp('open', { started_at: 0 }))).at).toBeUndefined()
    expect(await reading(gcp('open', { severity: 'Warning' }))).toMatchObject({
      level: 'medium',
      at: '2026-03-02T08:15:04.000Z',
    })
  })
})

describe('events as ServiceNow takes them', () => {
  test('without a key are told apart by source, type, node, resource and metric', async () => {
    const found = await readings({ records: [eventManagement(1), eventManagement('5', { node: 'till-08' })] })
    expect(found.map(({ key, level }) => [key, level])).toEqual([
      ['source=StoreWatch|type=Queue|node=till-07|resource=line 2|metric=waiting', 'critical'],
      ['source=StoreWatch|type=Queue|node=till-08|resource=line 2|metric=waiting', 'low'],
    ])
  })
})

describe('a body of no known sender', () => {
  const check = { host: 'till-07', state: 'critical' }

  test('is known by what was checked where rather than by an event’s own id', async () => {
    for (const uuid of ['a', 'b'])
      expect(await reading({ ...check, uuid, rule: 'Drawer open' })).toMatchObject({
        key: 'host=till-07|check=Drawer open',
      })
    expect((await reading({ ...check, uuid: 'a' })).key).toBe('uuid=a')
  })

  test('checks something, whose measure is no name', async () => {
    expect(await reading({ ...check, metric: 14.5, service: 'queue' })).toMatchObject({
      key: 'host=till-07|check=queue',
      title: 'queue',
    })
  })

  test('is named by its event when nothing else names it, and by no state', async () => {
    expect((await reading({ event: 'drawer_down', resource: 'till-07', severity: 'major' })).title).toBe('drawer_down')
    expect((await reading({ event: 'check.down', monitor: { url: 'https://till.test' } })).title).toBeNull()
  })

  test('is as bad as its state says when nothing else does', async () => {
    expect(await reading({ ...check, service: 'queue' })).toMatchObject({ severity: 'critical', level: 'critical' })
    expect(await reading({ ...check, service: 'queue', severity: 'low' })).toMatchObject({ severity: 'low' })
    expect((await reading({ ...check, service: 'queue', state: 'down' })).severity).toBeNull()
  })

  test('is about the address that a monitor watches', async () => {
    const watched = { event: 'check.down', check: { token: 'x1', url: 'https://till.test/health' } }
    expect(await reading(watched)).toMatchObject({ status: 'firing', host: 'till.test' })
  })

  test('is no alert when it is any event with an id', async () => {
    expect(await fault({ id: 'evt_1', type: 'charge.failed', data: { object: { status: 'failed' } } })).toMatch(/usual/)
  })

  test('is no alert when it is a build or a deploy that did not fail', async () => {
    const deploy = { id: '5', build_id: '2', branch: 'main', title: 'Till software' }
    for (const state of ['ready', 'success', 'building'])
      expect(await reading({ ...deploy, state })).toMatchObject({ kind: 'non-alert', status: 'ignored' })
    expect(await reading({ ...deploy, state: 'failed' })).toMatchObject({ kind: 'alert', status: 'firing' })
  })

  test('is no alert of Alertmanager for having labels and a state', async () => {
    const body = { status: 'firing', title: 'Drawer', labels: { host: 'till-07' }, alert_id: 7 }
    expect(await reading(body)).toMatchObject({ format: 'generic', key: 'alert_id=7' })
  })

  test('has the usual names at the top or one level down', async () => {
    expect(
      await reading({ dedup_key: 'q', summary: 'Queue', priority: 'P1', state: 'alerting', link: 'https://x.test/1' }),
    ).toMatchObject({
      format: 'generic',
      key: 'dedup_key=q',
      title: 'Queue',
      severity: 'P1',
      level: 'critical',
      status: 'firing',
      links: [{ url: 'https://x.test/1' }],
    })
    expect(await reading({ event: 'alert.closed', alert: { Id: 7, Name: 'Queue' } })).toMatchObject({
      key: 'Id=7',
      title: 'Queue',
      status: 'resolved',
    })
  })

  test('a delivery’s own id is not the alert’s', async () => {
    expect(await reading({ id: 'evt_1', type: 'alert.triggered', data: { id: 'al_9', title: 'Queue' } })).toMatchObject(
      { key: 'id=al_9' },
    )
  })

  test('without a key is known by host and check, and by all of it only when it names neither', async () => {
    expect(await reading({ host: 'till-07', check: 'queue', status: 'CRITICAL' })).toMatchObject({
      key: 'host=till-07|check=queue',
    })
    const bare = (count: number, at: string) => reading({ message: 'Queue', severity: 'high', count, at_time: at })
    expect((await bare(1, 'a')).key).toBe((await bare(2, 'b')).key)
    expect((await bare(1, 'a')).key).toMatch(/^payload=[0-9a-f]{64}$/)
  })

  test('of one host with several troubles is known by what its title says beside states and measures', async () => {
    const keyOf = async (title: string, status: string) => (await reading({ title, host: 'till-07', status })).key
    const full = await keyOf('[FIRING] Disk is 91% full', 'firing')
    expect(await keyOf('[RESOLVED] Disk is 40% full', 'resolved')).toBe(full)
    expect(await keyOf('[FIRING] Queue is long', 'firing')).not.toBe(full)
    expect(await keyOf('till-07 is DOWN', 'down')).toBe(await keyOf('till-07 is UP', 'up'))
  })

  test('a number is no status: senders mean opposite things by it', async () => {
    expect(await reading({ id: 1, title: 'Queue', status: 0 })).toMatchObject({ status: 'firing' })
  })

  test('heartbeats, tests and pings say so', async () => {
    expect(await reading({ event: 'Heartbeat', origin: 'till-07' })).toMatchObject({ kind: 'heartbeat' })
    expect(await reading({ type: 'test' })).toMatchObject({ kind: 'test' })
    expect(await reading({ event: 'ping' })).toMatchObject({ kind: 'control', status: 'ignored' })
  })

  test('holds its alerts in a list', async () => {
    const found = await readings({
      sender: 'x',
      alerts: [
        { id: 1, title: 'a', state: 'up' },
        { id: 2, title: 'b', state: 'down' },
      ],
    })
    expect(found.map(({ status }) => status)).toEqual(['resolved', 'firing'])
  })

  test('with nothing of an alert is refused', async () => {
    expect(await fault({ order: 12, lines: [] })).toMatch(/usual names/)
  })
})

describe('envelopes', () => {
  const alert = { id: 'tills', title: 'Queue', severity: 'high' }

  test('CloudEvents carry an alert in their data, and the state in their type', async () => {
    const event = {
      specversion: '1.0',
      id: 'e1',
      source: '/shop',
      type: 'test.shop.alert.resolved',
      time: '2026-03-02T08:15:04Z',
      data: alert,
    }
    expect(await reading(event)).toMatchObject({
      format: 'cloudevents',
      status: 'resolved',
      key: 'id=tills',
      deliveryId: 'e1',
    })
    const encoded = {
      ...event,
      data: undefined,
      data_base64: Buffer.from(JSON.stringify(gcp('open'))).toString('base64'),
    }
    expect(await reading(encoded)).toMatchObject({ format: 'gcp', deliveryId: 'e1' })
    expect(await reading(alert, { headers: { 'ce-id': 'e2', 'ce-type': 'x', 'ce-source': '/shop' } })).toMatchObject({
      key: 'id=tills',
      deliveryId: 'e2',
    })
  })

  test('Standard Webhooks carry the alert of a format that is known as that format', async () => {
    const sent = { type: 'monitoring.alert', timestamp: '2026-03-02T08:15:04Z', data: gcp('open') }
    expect(await reading(sent, { headers: { 'webhook-id': 'msg_1' } })).toMatchObject({
      format: 'gcp',
      deliveryId: 'msg_1',
    })
  })
})
