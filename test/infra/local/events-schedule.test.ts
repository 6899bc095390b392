import { afterEach, describe, expect, test } from 'vitest'
import type { Clock } from '../../../infra/local/events/clock.ts'
import { cronerPattern, nextFireOf } from '../../../infra/local/events/schedule-expression.ts'
import { arn, eventually, NOTE, resource, type Stand, standFor } from './stand.ts'

const at = (iso: string) => new Date(iso).getTime()
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16))

describe('a schedule expression', () => {
  test.each<[string, string, string | undefined]>([
    ['rate(1 minute)', '2026-03-01T00:00:30Z', '2026-03-01T00:01'],
    ['rate(5 minutes)', '2026-03-01T00:05:00Z', '2026-03-01T00:10'],
    ['rate(2 days)', '2026-03-01T00:00:00Z', '2026-03-03T00:00'],
    ['cron(0 9 ? * MON-FRI *)', '2026-03-06T10:00:00Z', '2026-03-09T09:00'],
    ['cron(0 9 ? * 2-6 *)', '2026-03-06T10:00:00Z', '2026-03-09T09:00'],
    ['cron(0/15 * * * ? *)', '2026-03-01T00:01:00Z', '2026-03-01T00:15'],
    ['cron(5/20 * * * ? *)', '2026-03-01T00:46:00Z', '2026-03-01T01:05'],
    ['cron(0 0 L * ? *)', '2026-02-10T00:00:00Z', '2026-02-28T00:00'],
    ['cron(0 0 ? * 6L *)', '2026-03-01T00:00:00Z', '2026-03-27T00:00'],
    ['cron(0 0 ? * 2#1 *)', '2026-03-03T00:00:00Z', '2026-04-06T00:00'],
    ['cron(0 0 15W * ? *)', '2026-03-01T00:00:00Z', '2026-03-16T00:00'],
    ['cron(0 12 1 1 ? 2027)', '2026-03-01T00:00:00Z', '2027-01-01T12:00'],
    ['cron(0 12 1 1 ? 2020)', '2026-03-01T00:00:00Z', undefined],
    ['at(2026-12-24T18:00:00)', '2026-03-01T00:00:00Z', '2026-12-24T18:00'],
    ['at(2026-02-24T18:00:00)', '2026-03-01T00:00:00Z', undefined],
  ])('%s after %s is due at %s', (expression, after, due) => {
    expect(iso(nextFireOf(expression, at('2026-03-01T00:00:00Z'))(at(after)))).toBe(due)
  })

  test('is read in its time zone', () => {
    const next = nextFireOf('cron(0 9 * * ? *)', 0, 'Asia/Seoul')
    expect(iso(next(at('2026-03-01T00:30:00Z')))).toBe('2026-03-02T00:00')
  })

  test.each(['rate(0 minutes)', 'rate(5 weeks)', 'cron(0 9 * * *)', 'every day'])('is refused: %s', (expression) => {
    expect(() => nextFireOf(expression, 0)).toThrow(/\.$/)
  })

  test('counts weekdays from Sunday as 1, but not the number of the week', () => {
    expect(cronerPattern('0 0 ? * 2#1 *')).toBe('0 0 0 * * 1#1 *')
    expect(cronerPattern('0 0 ? * 1,7 *')).toBe('0 0 0 * * 0,6 *')
  })
})

/** A clock that stands still until it is wound forward. */
function stillClock(start: number): Clock & { wind(ms: number): void } {
  let now = start
  let timers: { at: number; call: () => void }[] = []
  return {
    now: () => now,
    after(ms, call) {
      const timer = { at: now + ms, call }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    wind(ms) {
      const until = now + ms
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)
        if (next === undefined) break
        timers = timers.filter((each) => each !== next)
        now = next.at
        next.call()
      }
      now = until
    },
  }
}

describe('a rule with a schedule', () => {
  let stand: Stand
  afterEach(() => stand.stop())
  const RULE = arn('events', 'rule/minute')
  const rule = (properties: object = {}) =>
    resource('AWS::Events::Rule', 'minute', 'minute', RULE, {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', Arn: arn('lambda', 'function:worker') }],
      ...properties,
    })
  const functions = {
    worker: {
      source: `${NOTE}\nexport const handler = async (event) => note(JSON.stringify(event))`,
      invokers: ['events.amazonaws.com'],
    },
  }

  test('invokes its function each time it is due', async () => {
    const clock = stillClock(at('2026-03-01T00:00:10Z'))
    stand = await standFor({ functions, resources: [rule()], context: { clock } })
    clock.wind(59_999)
    clock.wind(60_001)
    await eventually(() => (stand.notes().length === 2 ? true : undefined))
    const events = stand.notes().map((line) => JSON.parse(line))
    expect(events.map(({ time }) => time).sort()).toEqual(['2026-03-01T00:01:10Z', '2026-03-01T00:02:10Z'])
    expect(events[0]).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      resources: [RULE],
      detail: {},
    })
  })

  test('does nothing while it is disabled', async () => {
    const clock = stillClock(0)
    const enabled = {
      ...rule({ ScheduleExpression: 'rate(1 hour)' }),
      logicalId: 'hour',
      arn: arn('events', 'rule/hour'),
    }
    stand = await standFor({ functions, resources: [rule({ State: 'DISABLED' }), enabled], context: { clock } })
    clock.wind(3_600_000)
    await eventually(() => (stand.notes().length > 0 ? true : undefined))
    expect(stand.notes().map((line) => JSON.parse(line).resources[0])).toEqual([enabled.arn])
  })
})

describe('a schedule of EventBridge Scheduler', () => {
  test('sends its input in the name of its role', async () => {
    const clock = stillClock(0)
    const schedule = resource(
      'AWS::Scheduler::Schedule',
      'daily',
      'daily',
      arn('scheduler', 'schedule/default/daily'),
      {
        FlexibleTimeWindow: { Mode: 'OFF' },
        ScheduleExpression: 'cron(0 9 * * ? *)',
        ScheduleExpressionTimezone: 'Asia/Seoul',
        Target: {
          Arn: arn('sqs', 'all'),
          RoleArn: 'arn:aws:iam::000000000000:role/scheduler',
          Input: '{"report":"daily"}',
        },
      },
    )
    const stand = await standFor({ queues: { all: {} }, resources: [schedule], context: { clock } })
    clock.wind(86_400_000)
    const message = await eventually(async () => (await stand.messages('all'))[0])
    expect(message.Body).toBe('{"report":"daily"}')
    await stand.stop()
  })
})
