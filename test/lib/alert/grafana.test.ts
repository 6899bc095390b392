import { describe, expect, test } from 'vitest'
import { reading } from './a-payload.ts'
import { grafanaOld, group, labelled } from './an-alarm.ts'

const ownLinks = { silenceURL: 'https://grafana.shop.test/silence', dashboardURL: '', panelURL: '', valueString: 'A=1' }
const sent = (alerts: unknown[], more: Record<string, unknown> = {}) =>
  group(alerts, { version: '1', orgId: 3, title: '[FIRING:1]', state: 'alerting', message: 'm', ...more })

describe('Grafana since version 8', () => {
  test('is told from Alertmanager by what it adds, be any of it missing', async () => {
    for (const body of [
      sent([labelled('A', ownLinks)]),
      sent([labelled('A')], { title: undefined }),
      sent([labelled('A', ownLinks)], { orgId: undefined, title: undefined }),
      { receiver: 'desk', status: 'firing', alerts: [labelled('A', ownLinks)] },
    ]) {
      expect(await reading(body)).toMatchObject({ format: 'grafana', status: 'firing', title: 'A' })
    }
  })

  test('resolves and fires in one message, and fires as a whole', async () => {
    const found = await reading(sent([labelled('A', { status: 'resolved' }), labelled('B')]))
    expect(found.members.map(({ status }) => status)).toEqual(['resolved', 'firing'])
    expect(found).toMatchObject({ status: 'firing', title: 'B' })
  })

  test('a group whose alerts have lost everything is still its own', async () => {
    expect(await reading(sent([{ status: 'firing' }]))).toMatchObject({ format: 'grafana', status: 'firing' })
  })

  test('the test button is known by its group where the labels are gone', async () => {
    const bare = { ...labelled('A', ownLinks), labels: {}, annotations: {} }
    const groupKey = '{alertname="TestAlert", instance="Grafana"}2026-03-02 08:15:04 +0000 UTC'
    expect(await reading(sent([bare], { groupKey }))).toMatchObject({ kind: 'test' })
  })

  test('an alert without labels is named by its group', async () => {
    const bare = { ...labelled('A', ownLinks), labels: {}, annotations: {} }
    expect(await reading(sent([bare], { commonLabels: { alertname: 'Queue' } }))).toMatchObject({ title: 'Queue' })
  })

  test('its test button is a test', async () => {
    const pressed = labelled('TestAlert', { generatorURL: '?orgId=1' }, { instance: 'Grafana' })
    expect(await reading(sent([pressed], { groupKey: 'new with each press' }))).toMatchObject({ kind: 'test' })
  })

  test('times with Go’s own clock behind them are understood', async () => {
    const alert = labelled('A', { ...ownLinks, startsAt: '2026-03-02 08:15:04.1130 +0000 UTC m=+8560.2857' })
    expect(await reading(sent([alert]))).toMatchObject({ at: '2026-03-02T08:15:04.113Z' })
  })

  test('missing data is a problem', async () => {
    expect(await reading(sent([labelled('DatasourceNoData', ownLinks)]))).toMatchObject({ status: 'firing' })
  })
})

describe('Grafana before version 8', () => {
  test.each([
    ['alerting', 'firing'],
    ['no_data', 'firing'],
    ['ok', 'resolved'],
    ['paused', 'suppressed'],
    ['pending', 'ignored'],
  ])('the state %s means %s', async (state, status) => {
    expect(await reading(grafanaOld(state))).toMatchObject({ format: 'grafana', status, key: 'orgId=3|ruleId=12' })
  })

  test('rule 0 is the test button', async () => {
    expect(await reading({ ...grafanaOld('alerting'), ruleId: 0 })).toMatchObject({ kind: 'test' })
  })
})
