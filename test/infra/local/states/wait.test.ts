import { describe, expect, test } from 'vitest'
import { OPENED, only, openRoom } from './room.ts'

const DAY_MS = 86_400_000
const at = (ms: number) => new Date(ms).toISOString()

describe('a Wait', () => {
  test.each([
    ['seconds', { Seconds: 30 }, 30_000],
    ['seconds of its input', { SecondsPath: '$.pause' }, 45_000],
    ['an instant', { Timestamp: at(OPENED + DAY_MS) }, DAY_MS],
    ['an instant of its input', { TimestampPath: '$.until' }, 400 * DAY_MS],
    ['an instant in another zone', { Timestamp: '2026-03-01T10:00:00+09:00' }, 3_600_000],
    ['400 days of seconds', { Seconds: 400 * 86_400 }, 400 * DAY_MS],
  ])('for %s ends at that instant, not before', async (_, fields, ms) => {
    const room = openRoom(only({ Type: 'Wait', ...fields, End: true }))
    const arn = room.start({ pause: 45, until: at(OPENED + 400 * DAY_MS) })
    await room.quiet()
    room.clock.wind(ms - 1)
    await room.quiet()
    expect(room.describe(arn).status).toBe('RUNNING')
    room.clock.wind(1)
    expect(room.describe(arn).status).toBe('SUCCEEDED')
  })

  test('until an instant that has passed ends at once', async () => {
    const room = openRoom(only({ Type: 'Wait', Timestamp: '2020-01-01T00:00:00Z', End: true }))
    const arn = room.start()
    await room.quiet()
    expect(room.describe(arn).status).toBe('SUCCEEDED')
  })

  test.each([
    ['a text', { SecondsPath: '$.word' }],
    ['a negative number', { SecondsPath: '$.negative' }],
    ['no instant', { TimestampPath: '$.word' }],
  ])('for %s fails', async (_, fields) => {
    const room = openRoom(only({ Type: 'Wait', ...fields, End: true }))
    expect(await room.run({ word: 'soon', negative: -1 })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
  })

  test('goes on with what is left of it when the host was down in between', async () => {
    const room = openRoom(only({ Type: 'Wait', Seconds: 100, End: true }))
    const arn = room.start()
    await room.quiet()
    room.clock.wind(40_000)
    await room.restart()
    room.clock.wind(59_999)
    expect(room.describe(arn).status).toBe('RUNNING')
    room.clock.wind(1)
    expect(room.describe(arn).status).toBe('SUCCEEDED')
  })

  test('that ended while the host was down ends at the start', async () => {
    const room = openRoom(only({ Type: 'Wait', Seconds: 100, End: true }))
    const arn = room.start()
    await room.quiet()
    await room.restart()
    room.clock.jump(400 * DAY_MS)
    await room.restart()
    expect(room.describe(arn).status).toBe('SUCCEEDED')
  })
})

describe('a machine that was deployed anew', () => {
  const slow = (Result: string) => ({
    StartAt: 'Sleep',
    States: { Sleep: { Type: 'Wait', Seconds: 60, Next: 'Say' }, Say: { Type: 'Pass', Result, End: true } },
  })

  test('finishes what runs by the old definition, and begins with the new one', async () => {
    const room = openRoom(slow('old'))
    const before = room.start()
    await room.quiet()
    await room.restart(slow('new'))
    const after = room.start()
    await room.quiet()
    room.clock.wind(60_000)
    await room.quiet()
    expect([before, after].map((arn) => room.describe(arn).output)).toEqual(['old', 'new'])
  })
})

describe('a machine that turns in a circle', () => {
  test('ends at the limit of its history', async () => {
    const room = openRoom({
      StartAt: 'Turn',
      States: {
        Turn: { Type: 'Pass', Next: 'Again' },
        Again: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'Done' }], Default: 'Turn' },
        Done: { Type: 'Succeed' },
      },
    })
    expect(await room.run()).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    })
  })
})
