import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUnreadable } from '../../../lib/alert/format/format.ts'
import { formats } from '../../../lib/alert/format/formats.ts'
import { automatic, formatNames, read } from '../../../lib/alert/read.ts'
import { aPayload } from './a-payload.ts'
import { pairs } from './an-alarm.ts'

const anything = fc.jsonValue({ maxDepth: 4 })
const known = Object.values(pairs).flat()

/** A known body in which one field was replaced by something else. */
const damaged = fc.tuple(fc.constantFrom(...known), fc.nat(), anything).map(([body, place, other]) => {
  const copy = JSON.parse(JSON.stringify(body))
  const places: [Record<string, unknown>, string][] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const name of Object.keys(value)) {
      places.push([value as Record<string, unknown>, name])
      walk((value as Record<string, unknown>)[name])
    }
  }
  walk(copy)
  const [holder, name] = places[place % places.length]!
  holder[name] = other
  return copy
})

describe('whatever a body is', () => {
  test('bytes that are nothing are read or refused, and never break the reader', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const found = await read(aPayload(bytes), automatic)
        expect(isUnreadable(found) ? found.error : found.readings.length).toBeTruthy()
      }),
      { numRuns: 300 },
    )
  })

  test('JSON of any form is read or refused by every format, and the readings can be stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, damaged), fc.constantFrom('auto', ...formatNames), async (body, format) => {
        const found = await read(aPayload(body), { ...automatic, format })
        if (isUnreadable(found)) expect(found.error).not.toBe('')
        for (const one of isUnreadable(found) ? [] : found.readings) {
          expect(JSON.parse(JSON.stringify(one))).toEqual(one)
          expect((one.key ?? '').length).toBeLessThanOrEqual(1024)
          expect((one.title ?? '').length).toBeLessThanOrEqual(1024)
          expect(one.facts.length).toBeLessThanOrEqual(40)
          for (const { url } of one.links) expect(url).toMatch(/^https?:/)
          for (const { key } of one.members) expect(key.length).toBeLessThanOrEqual(1024)
        }
      }),
      { numRuns: 600 },
    )
  })

  test('no format breaks on a value where an object is expected', () => {
    fc.assert(
      fc.property(fc.oneof(anything, damaged), (body) => {
        for (const format of formats) {
          if (format.recognises(body, aPayload(body))) expect(format.read(body, aPayload(body))).toBeTruthy()
        }
      }),
      { numRuns: 300 },
    )
  })
})
