import { describe, expect, test } from 'vitest'
import { asLocal, localInstant } from '../../../functions/web/page/local-instant.ts'

describe('a time as a clock on the wall shows it', () => {
  test.each([
    ['2026-12-01T09:00', 'Asia/Seoul', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T09:00', 'Europe/London', '2026-12-01T09:00:00.000Z'],
    ['2026-07-01T09:00', 'Europe/London', '2026-07-01T08:00:00.000Z'],
    ['2026-12-01T09:00', 'America/Los_Angeles', '2026-12-01T17:00:00.000Z'],
    ['2026-10-25T03:30', 'Europe/London', '2026-10-25T03:30:00.000Z'],
  ])('%s in %s is one instant', (local, zone, instant) => {
    expect(localInstant(local, zone)).toBe(instant)
    expect(asLocal(instant, zone)).toBe(local)
  })

  test('what is no such time is left for the schema to refuse', () => {
    expect(localInstant('tomorrow', 'Asia/Seoul')).toBe('tomorrow')
  })
})
