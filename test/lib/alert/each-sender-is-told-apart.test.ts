import { describe, expect, test } from 'vitest'
import { isUnreadable } from '../../../lib/alert/format/format.ts'
import { formats } from '../../../lib/alert/format/formats.ts'
import type { Json } from '../../../lib/alert/json.ts'
import type { Payload } from '../../../lib/alert/payload.ts'
import { automatic, read } from '../../../lib/alert/read.ts'
import type { Reading } from '../../../lib/alert/reading.ts'
import { asText, isRecord } from '../../../lib/alert/walk.ts'
import { code } from './sent/code.ts'
import { host } from './sent/host.ts'
import { required } from './sent/required.ts'
import type { Fields, Sent } from './sent/sent.ts'
import { telemetry } from './sent/telemetry.ts'
import { uptime } from './sent/uptime.ts'

const all: readonly Sent[] = [...uptime, ...code, ...host, ...telemetry]
const named = all.map((sent) => [`${sent.format}: ${sent.what}`, sent] as const)

const bytes = (body: Json) => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))

/** The request: a GET says everything in its query. */
const payload = ({ method = 'POST', headers = {}, body }: Sent): Payload => ({
  method,
  path: '',
  headers,
  query: method === 'GET' ? (body as Record<string, string>) : {},
  body: method === 'GET' ? new Uint8Array() : bytes(body),
})

const readingsOf = async (sent: Sent, format = 'auto'): Promise<readonly Reading[]> => {
  const found = await read(payload(sent), { ...automatic, format })
  if (isUnreadable(found)) throw new Error(found.error)
  return found.readings
}

describe('a delivery that does not say who sent it', () => {
  test.each(named)('is told by its shape: %s', async (_, sent) => {
    const [reading] = await readingsOf(sent)
    const expected = { kind: 'alert', ...sent.is, format: sent.format }
    const names = Object.keys(expected) as (keyof Reading)[]
    expect(Object.fromEntries(names.map((name) => [name, reading![name]]))).toEqual(expected)
  })

  test('is told without the headers that a proxy drops', async () => {
    const needed = /^(?:github: (?:a deployment|an installation|an advisory about the world))$/
    for (const sent of all.filter(({ headers, format, what }) => headers && !needed.test(`${format}: ${what}`)))
      expect([sent.what, (await readingsOf({ ...sent, headers: {} }))[0]!.key]).toEqual([
        sent.what,
        (await readingsOf(sent))[0]!.key,
      ])
  })
})

describe('a delivery that lacks a field', () => {
  const short = all.flatMap((sent) =>
    isRecord(sent.body) && sent.method !== 'GET'
      ? Object.keys(sent.body).map((name) => {
          const { [name]: _, ...body } = sent.body as Fields
          return { ...sent, name, body, headers: {} }
        })
      : [],
  )
  const isRequired = ({ format, name }: { format: string; name: string }) =>
    required[format]?.split(' ').includes(name) ?? false
  const taken = (sent: Sent) => formats.find((format) => format.recognises(sent.body, payload(sent)))?.id

  test('is told all the same, unless it needs that field', () => {
    const lost = short.filter((sent) => !isRequired(sent) && taken(sent) !== sent.format)
    expect(lost.map(({ format, what, name }) => `${format}: ${what}, without ${name}`)).toEqual([])
  })

  test('is taken for no other sender’s', () => {
    const wrong = short.filter((sent) => taken(sent) !== undefined && taken(sent) !== sent.format)
    // Without its id, LogicMonitor's template is like any other; CloudEvents of anybody are CloudEvents.
    const isAlike = (sent: Sent) => sent.format === 'logicmonitor' || 'specversion' in (sent.body as Fields)
    expect(
      wrong.filter((sent) => !isAlike(sent)).map((sent) => `${sent.format}: ${sent.what} as ${taken(sent)}`),
    ).toEqual([])
  })
})

describe('a delivery that is sent as a form', () => {
  const isFlat = (sent: Sent): sent is Sent & { body: Fields } =>
    isRecord(sent.body) && sent.method !== 'GET' && Object.values(sent.body).every((value) => asText(value) !== null)
  const flat = all.filter(isFlat).map((sent) => [`${sent.format}: ${sent.what}`, sent] as const)

  test.each(flat)('is read alike, field by field: %s', async (_, sent) => {
    const form = new URLSearchParams(
      Object.entries(sent.body).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const found = await read({ ...payload(sent), body: new TextEncoder().encode(String(form)) }, automatic)
    expect(isUnreadable(found) || found.readings).toEqual(await readingsOf(sent))
  })

  test.each(named.filter(([, { body }]) => isRecord(body)))('is read alike, as one field: %s', async (_, sent) => {
    const form = new URLSearchParams({ payload: JSON.stringify(sent.body) })
    const one = { ...payload(sent), query: {}, body: new TextEncoder().encode(String(form)) }
    const found = await read(one, automatic)
    expect(isUnreadable(found) || found.readings).toEqual(await readingsOf(sent))
  })
})

describe('a delivery of a source whose format is set', () => {
  test.each(named)('is read alike: %s', async (_, sent) => {
    expect(await readingsOf(sent, sent.format)).toEqual(await readingsOf(sent))
  })
})

describe('the trigger, the repetitions and the recovery of one alert', () => {
  const told = all.filter(({ alert }) => alert !== undefined)
  const alerts = Map.groupBy(told, ({ format, alert }) => `${format}: ${alert}`)

  test.each([...alerts])('%s has one key', async (_, sent) => {
    const keys = (await Promise.all(sent.map((one) => readingsOf(one)))).map(([reading]) => reading!.key)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/\S/)
  })
})

describe('any format and any body', () => {
  const long = ['a', ' ', '\n', '[', ']][[', '* ', '->', '=', 'Notification Type:\n'].map((part) =>
    part.repeat(200_000),
  )
  const hostile = long.flatMap((value) => [value, { msg: value, dimensions: value, alertState: value, subject: value }])
  const bodies: readonly Json[] = [null, 1, 'text', [], [null], {}, ...hostile, ...all.map(({ body }) => body)]

  test('never fails, whatever the body is', () => {
    for (const format of formats)
      for (const body of bodies) {
        const one = payload({ format: '', what: '', body: {}, is: {} })
        expect(() => [format.recognises(body, one), format.read(body, one)]).not.toThrow()
      }
  })
})
