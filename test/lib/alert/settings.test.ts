import { describe, expect, test } from 'vitest'
import { formatsNamed } from '../../../lib/alert/format/alias.ts'
import { aPayload, fault, whole } from './a-payload.ts'
import { azure, azureOld, datadog, eventManagement, gcp, group, labelled, notification } from './an-alarm.ts'

describe('a source that names its format', () => {
  test('reads a body that lacks what the format is told by', async () => {
    const found = await whole(aPayload({ status: 'Recovered', alert_id: 7, title: 'Queue' }), { format: 'datadog' })
    expect(found).toMatchObject({ readings: [{ format: 'datadog', status: 'resolved', key: 'monitor=7' }] })
    expect(found.note).toBeUndefined()
  })

  test('reads another format, too, and says so', async () => {
    const found = await whole(aPayload(gcp('open')), { format: 'alertmanager' })
    expect(found.readings[0]?.format).toBe('gcp')
    expect(found.note).toBe('The body is not of the format alertmanager; it was read as gcp.')
  })

  test.each([
    ['Prometheus', 'alertmanager'],
    ['ALERTMANAGER', 'alertmanager'],
    ['grafana-legacy', 'grafana'],
    ['CloudWatch', 'cloudwatch-sns'],
    ['sns', 'cloudwatch-sns'],
    ['azure', 'azure-common'],
    ['Azure Monitor', 'azure-common'],
    ['gcp', 'gcp'],
    ['stackdriver', 'gcp'],
    ['nagios', 'nagios'],
    ['Uptime Kuma', 'uptime-kuma'],
    ['uptimekuma', 'uptime-kuma'],
    ['kuma', 'uptime-kuma'],
    ['signalfx', 'splunk-observability'],
    ['pagerduty', 'pagerduty-events-v2'],
    ['kibana', 'elastic'],
    ['Better_Stack', 'better-stack'],
  ])('may call its sender %s', (name, id) => {
    expect(formatsNamed(name)[0]?.id).toBe(id)
  })

  test('and a sender of several formats may send any of them', async () => {
    for (const body of [azure('Fired'), azureOld('Activated')]) {
      const found = await whole(aPayload(body), { format: 'azure' })
      expect(found.note).toBeUndefined()
      expect(found.readings[0]?.format).toMatch(/^azure-/)
    }
  })

  test('is not told that a body of another shape pings or tests', async () => {
    expect(await fault('The tills are slow.', { format: 'uptime-kuma' })).toMatch(/not of the format uptime-kuma/)
  })

  test('that does not exist is told so', async () => {
    expect(await fault(gcp('open'), { format: 'telex' })).toBe('There is no format “telex”.')
  })
})

describe('a source with a mapping', () => {
  const by = (mapping: string) => ({ format: 'mapping', mapping })
  const body = { till: { no: 7, waiting: 14 }, ok: false, urls: ['https://x.test/7', 'javascript:x'] }

  test('reads what its expression finds', async () => {
    const mapping = `{"key": "till-" & till.no, "status": ok ? "resolved" : "firing", "severity": "P2", "title": "Queue of " & till.waiting,
      "host": $headers.x, "links": urls, "at": "2026-03-02T08:15:04+09:00", "members": [{"key": "m", "status": "ok"}]}`
    const { readings } = await whole(aPayload(body, { headers: { x: 'till-07:80' } }), by(mapping))
    expect(readings).toMatchObject([
      {
        ...{ format: 'mapping', key: 'till-7', status: 'firing', severity: 'P2', level: 'high', title: 'Queue of 14' },
        ...{ host: 'till-07', links: [{ url: 'https://x.test/7' }], at: '2026-03-01T23:15:04.000Z' },
        members: [{ key: 'm', status: 'resolved' }],
      },
    ])
  })

  test('may find several alerts', async () => {
    const { readings } = await whole(aPayload({ all: [{ n: 1 }, { n: 2 }] }), by('all.{"key": n, "status": "down"}'))
    expect(readings.map(({ key }) => key)).toEqual(['1', '2'])
  })

  test.each<[string, string, RegExp]>([
    ['a mistake in it', '{"key": till.', /cannot be evaluated.*at character 13/],
    ['a function that does not exist', '$nothing(till)', /cannot be evaluated/],
    ['no end', '($f := function($n) { $f($n + 1) + 1 }; $f(0))', /cannot be evaluated/],
    ['a loop that takes too long', '($f := function($n) { $f($n + 1) }; $f(0))', /cannot be evaluated/],
    ['no result', 'other.place', /finds nothing/],
    ['a result without a key', '{"status": "firing"}', /`key` is empty/],
    ['an unknown status', '{"key": "a", "status": "sideways"}', /“sideways”, which is no status/],
  ])('with %s is an error that says where', async (_, mapping, why) => {
    expect(await fault(body, by(mapping))).toMatch(why)
  })
})

describe('a source with identity fields', () => {
  test('knows alerts by these instead of the format’s key', async () => {
    const identity = ['commonLabels.team', 'alerts[0].labels.instance']
    const { readings } = await whole(aPayload(group([labelled('A')])), { identity })
    expect(readings[0]?.key).toBe('commonLabels.team=tills|alerts[0].labels.instance=till-07.shop.test:9100')
  })

  test('refuses a body that lacks one, and names it', async () => {
    expect(await fault(datadog('Triggered'), { identity: ['alert_id', 'tenant'] })).toMatch(
      /`tenant` is not in the body/,
    )
    expect(await fault(datadog('Triggered'), { identity: ['alert_id['] })).toMatch(/identity field cannot be evaluated/)
  })

  test('applies them to each of several alerts', async () => {
    const body = { records: [eventManagement(1), eventManagement(2, { node: 'till-08' })] }
    const { readings } = await whole(aPayload(body), { identity: ['node'] })
    expect(readings.map(({ key }) => key)).toEqual(['node=till-07', 'node=till-08'])
  })

  test('does not ask for them in what is no alert', async () => {
    const { readings } = await whole(aPayload(notification('x', { Type: 'SubscriptionConfirmation' })), {
      identity: ['node'],
    })
    expect(readings).toMatchObject([{ kind: 'control', key: null }])
  })
})

describe('a source’s own words', () => {
  test('mean what it says, in any case', async () => {
    const body = group([labelled('A', {}, { severity: 'Purple' })])
    const { readings } = await whole(aPayload(body), { levels: { purple: 'critical' } })
    expect(readings).toMatchObject([{ severity: 'Purple', level: 'critical' }])
  })
})

describe('a source that suppresses', () => {
  const tills = { suppressWhen: 'commonLabels.team = "tills"' }

  test('records what fires and lets recoveries pass', async () => {
    const resolved = group([labelled('A', { status: 'resolved' })], { status: 'resolved' })
    expect((await whole(aPayload(group([labelled('A')])), tills)).readings[0]?.status).toBe('suppressed')
    expect((await whole(aPayload(resolved), tills)).readings[0]?.status).toBe('resolved')
    expect((await whole(aPayload(gcp('open')), tills)).readings[0]?.status).toBe('firing')
  })

  test('by a condition that fails suppresses nothing and says so', async () => {
    const found = await whole(aPayload(gcp('open')), { suppressWhen: '$nothing()' })
    expect(found.readings[0]?.status).toBe('firing')
    expect(found.note).toMatch(/condition for suppressing/)
  })
})
