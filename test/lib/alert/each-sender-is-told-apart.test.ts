import { describe, expect, test } from 'vitest'
import { isUnreadable } from '../../../lib/alert/format/format.ts'
import { formats } from '../../../lib/alert/format/formats.ts'
import type { Payload } from '../../../lib/alert/payload.ts'
import type { Reading } from '../../../lib/alert/reading.ts'
import { code } from './sent/code.ts'
import { host } from './sent/host.ts'
import type { Sent } from './sent/sent.ts'
import { telemetry } from './sent/telemetry.ts'
import { uptime } from './sent/uptime.ts'

const all: readonly Sent[] = [...uptime, ...code, ...host, ...telemetry]

const payload = ({ method = 'POST', headers = {} }: Sent): Payload => ({
  method,
  path: '',
  headers,
  query: {},
  body: new Uint8Array(),
})

const formatOf = (sent: Sent) => formats.find((format) => format.recognises(sent.body, payload(sent)))

/** What the delivery's own format makes of it. */
const readingOf = (sent: Sent): Reading => {
  const format = formats.find(({ id }) => id === sent.format)
  const readings = format?.read(sent.body, payload(sent)) ?? { error: `no format ${sent.format}` }
  if (isUnreadable(readings)) throw new Error(readings.error)
  return readings[0]!
}

const named = all.map((sent) => [`${sent.format}: ${sent.what}`, sent] as const)

describe('a delivery that does not say who sent it', () => {
  test.each(named)('%s', (_, sent) => {
    expect(formatOf(sent)?.id).toBe(sent.format)
  })
})

describe('a delivery whose sender is known', () => {
  test.each(named)('%s', (_, sent) => {
    const reading = readingOf(sent)
    const expected = { kind: 'alert', ...sent.is, format: sent.format }
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, reading[name as keyof Reading]]))).toEqual(
      expected,
    )
  })
})

describe('the trigger, the repetitions and the recovery of one alert', () => {
  const told = all.filter(({ alert }) => alert !== undefined)
  const alerts = Map.groupBy(told, ({ format, alert }) => `${format}: ${alert}`)

  test.each([...alerts])('%s has one key', (_, sent) => {
    expect(sent.length).toBeGreaterThan(0)
    const keys = sent.map(readingOf).filter(({ kind }) => kind === 'alert')
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1)
    expect(keys[0]!.key).toEqual(expect.stringMatching(/\S/))
  })
})
