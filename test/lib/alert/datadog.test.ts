import { describe, expect, test } from 'vitest'
import { reading } from './a-payload.ts'
import { datadog } from './an-alarm.ts'

const key = 'monitor=31337|scope=host:till-07,env:prod'

describe('a monitor of Datadog as a template spells it out', () => {
  test('is told by its type and its number', async () => {
    const body = { title: 'Queue', type: 'metric alert', query: 'avg(last_5m):…', monitor_id: '77', priority: 'P3' }
    expect(await reading(body)).toMatchObject({ format: 'datadog', key: 'monitor=77', severity: 'P3' })
  })
})

describe('Datadog’s template', () => {
  test.each([
    ['Triggered', 'firing'],
    ['Re-Triggered', 'firing'],
    ['Warn', 'firing'],
    ['No Data', 'firing'],
    ['Re-No Data', 'firing'],
    ['Renotify', 'firing'],
    ['Recovered', 'resolved'],
  ])('%s is %s, of the same alert with the same title', async (transition, status) => {
    expect(await reading(datadog(transition))).toMatchObject({
      format: 'datadog',
      status,
      key,
      title: 'Queue at the tills',
      host: 'till-07',
    })
  })

  test('without a priority is as bad as its transition', async () => {
    expect(await reading(datadog('Warn', { alert_priority: '' }))).toMatchObject({
      severity: 'warning',
      level: 'medium',
    })
    expect(await reading(datadog('Triggered', { alert_priority: '' }))).toMatchObject({ severity: null, level: 'high' })
  })

  test('may use other names for the same variables, and a form', async () => {
    const other = {
      monitor_id: 31337,
      scopes: 'host:till-07,env:prod',
      transition: 'Recovered',
      priority: 'P3',
      event_title: '[P3] [Recovered] Queue',
    }
    expect(await reading(other)).toMatchObject({ format: 'datadog', status: 'resolved', key, title: 'Queue' })
    const form = new URLSearchParams(datadog('Recovered') as Record<string, string>).toString()
    expect(await reading(form)).toMatchObject({
      format: 'datadog',
      status: 'resolved',
      key,
      at: '2026-03-02T08:15:04.000Z',
    })
  })

  test('as Datadog ships it names the monitor only by the link in its text', async () => {
    const shipped = (word: string) => ({
      id: word,
      event_type: 'query_alert_monitor',
      last_updated: '1772439304000',
      title: `[${word} on {host:till-07}] Queue`,
      body: `%%%\n[Monitor status](https://app.datadoghq.com/monitors/31337?group=host%3Atill-07)\n%%%`,
      org: { id: '1', name: 'shop' },
    })
    expect(await reading(shipped('Triggered'))).toMatchObject({
      status: 'firing',
      key: 'monitor=31337|scope=host:till-07',
    })
    expect(await reading(shipped('Recovered'))).toMatchObject({
      status: 'resolved',
      key: 'monitor=31337|scope=host:till-07',
    })
  })

  test('variables that nobody filled name nothing', async () => {
    expect(
      (await reading(datadog('Triggered', { alert_id: '$ALERT_ID', link: '$LINK', aggreg_key: 'ag-1' }))).key,
    ).toBe('aggreg_key=ag-1')
  })

  test('its test is a test', async () => {
    expect(await reading(datadog('Triggered', { title: '[Triggered] [TEST] Queue' }))).toMatchObject({
      kind: 'test',
      title: 'Queue',
    })
  })
})
