import { describe, expect, test } from 'vitest'
import { reading, readings } from './a-payload.ts'
import { group, labelled } from './an-alarm.ts'

const gone = { status: 'resolved' }

describe('a group of alerts', () => {
  test('is one alert, known by its group key, whose members keep their own state', async () => {
    const found = await reading(group([labelled('QueueLong', gone), labelled('QueueSlow')]))
    expect(found).toMatchObject({
      format: 'alertmanager',
      status: 'firing',
      key: 'groupKey={}/{team="tills"}:{alertname="QueueLong"}',
      title: 'QueueSlow',
      severity: 'warning',
      level: 'medium',
      host: 'till-07.shop.test',
    })
    expect(found.members.map(({ key, status }) => [key, status])).toEqual([
      ['f-QueueLong', 'resolved'],
      ['f-QueueSlow', 'firing'],
    ])
  })

  test('whose word is resolved still fires while a member does', async () => {
    expect(await reading(group([labelled('A', gone), labelled('B')], gone))).toMatchObject({ status: 'firing' })
  })

  test('whose word is firing is not over because its listed members are: the list may be cut', async () => {
    const cut = group([labelled('A', gone)], { truncatedAlerts: 3 })
    expect(await reading(cut)).toMatchObject({ status: 'firing', isTruncated: true })
  })

  test.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '2020-01-01T00:00:00Z', '2199-01-01T00:00:00Z', null])(
    'the word decides, and not the end time %s',
    async (endsAt) => {
      expect(await reading(group([labelled('A', { endsAt })]))).toMatchObject({ status: 'firing' })
      expect(await reading(group([labelled('A', { ...gone, endsAt })], gone))).toMatchObject({ status: 'resolved' })
    },
  )

  test('of version 3 has a number for a key, kept to the last digit', async () => {
    const body = JSON.stringify(group([labelled('A')], { version: '3' })).replace(
      /"groupKey":"(?:[^"\\]|\\.)*"/,
      '"groupKey":17446744073709551557',
    )
    expect(await reading(body)).toMatchObject({ key: 'groupKey=17446744073709551557' })
  })

  test('without fingerprints tells its members by their labels, in any order', async () => {
    const one = labelled('A', { fingerprint: '' })
    const turned = { ...one, labels: Object.fromEntries(Object.entries(one.labels).reverse()) }
    const [first, second] = [await reading(group([one])), await reading(group([turned]))]
    expect(first.members[0]?.key).toBe('{alertname="A", instance="till-07.shop.test:9100", severity="warning"}')
    expect(second.members[0]?.key).toBe(first.members[0]?.key)
  })

  test('a member without a word of its own has its group’s', async () => {
    const silent = { ...labelled('A'), status: undefined }
    expect((await reading(group([silent], gone))).members[0]).toMatchObject({ status: 'resolved' })
  })

  test('the worst of those that fire says how bad it is', async () => {
    const alerts = [
      labelled('A'),
      labelled('B', {}, { severity: 'page' }),
      labelled('C', gone, { severity: 'disaster' }),
    ]
    expect(await reading(group(alerts))).toMatchObject({ severity: 'page', level: 'critical', title: 'A' })
  })

  test('without a severity has none', async () => {
    expect(await reading(group([labelled('A', {}, { severity: undefined })]))).toMatchObject({
      severity: null,
      level: null,
    })
  })

  test('a severity may be an annotation', async () => {
    const alert = labelled('A', { annotations: { severity: 'P1' } }, { severity: undefined })
    expect(await reading(group([alert]))).toMatchObject({ severity: 'P1', level: 'critical' })
  })

  test('from a proxy that leaves the group key out is known by its receiver and labels', async () => {
    const [fired, ended] = [
      await reading(group([labelled('A')], { groupKey: undefined })),
      await reading(group([labelled('A', gone)], { groupKey: undefined, ...gone })),
    ]
    expect(fired.key).toBe('receiver=desk|groupLabels={alertname="QueueLong"}')
    expect(ended.key).toBe(fired.key)
  })

  test('by Google Cloud’s managed Prometheus is no Grafana although its version is 1', async () => {
    expect(await reading(group([labelled('A')], { version: '1' }))).toMatchObject({ format: 'alertmanager' })
  })

  test('links are for the web only, and relative ones are the sender’s', async () => {
    const alert = labelled('A', { generatorURL: '/graph?g0', annotations: { runbook_url: 'javascript:alert(1)' } })
    expect((await reading(group([alert]))).links.map(({ url }) => url)).toEqual([
      'http://alertmanager.shop.test:9093/graph?g0',
      'http://alertmanager.shop.test:9093/',
    ])
  })
})

describe('alerts without a group', () => {
  test('are alerts of their own, firing when they do not say', async () => {
    const found = await readings([{ ...labelled('A'), status: undefined }, labelled('B', gone)])
    expect(found.map(({ key, status }) => [key, status])).toEqual([
      ['fingerprint=f-A', 'firing'],
      ['fingerprint=f-B', 'resolved'],
    ])
  })

  test('with the state that the API tells are suppressed when silenced', async () => {
    const silenced = labelled('A', { status: { state: 'suppressed', silencedBy: ['x'] } })
    expect(await reading([silenced])).toMatchObject({ status: 'suppressed' })
  })
})

describe('an alert that always fires', () => {
  test('is a heartbeat', async () => {
    expect(await reading(group([labelled('Watchdog', {}, { severity: 'none' })]))).toMatchObject({ kind: 'heartbeat' })
  })

  test('leaves the group that it came with', async () => {
    const [alert, heartbeat] = await readings(group([labelled('Watchdog'), labelled('A', gone)], gone))
    expect([alert?.kind, alert?.status, alert?.members.length]).toEqual(['alert', 'resolved', 1])
    expect(heartbeat?.kind).toBe('heartbeat')
  })
})
