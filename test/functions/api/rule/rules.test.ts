import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../../support/api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.stop())

const admin = 'sora.han'
const read = (path: string, as = admin) => api.ask(`/api/v1/${path}`, { as })
const put = (path: string, body: unknown, headers: Record<string, string> = {}, as = admin) =>
  api.ask(`/api/v1/${path}`, { as, method: 'PUT', body, headers })
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  api.ask(`/api/v1/${path}`, { as: admin, body, headers })
/** What decisions read is at most this old. */
const untilInForce = () => api.pass(0.5)

const matrix = {
  high: { high: 'P1', medium: 'P1', low: 'P2' },
  medium: { high: 'P2', medium: 'P3', low: 'P4' },
  low: { high: 'P3', medium: 'P5', low: 'P5' },
}
const week = { mon: [{ from: '10:00', to: '12:00' }] }

describe('the rules of the desk', () => {
  test('are read by agents, changed by administrators, and nobody else’s business', async () => {
    for (const path of ['policy/priority-matrix', 'policy/settings', 'slas', 'calendars/korea']) {
      const { version: _, cursor: __, id: ___, ...body } = (await read(path)).body
      const statuses = [
        (await read(path, 'jihoon.park')).status,
        (await read(path, 'minji.kim')).status,
        (await put(path, body, {}, 'jihoon.park')).status,
        (await put(path, body)).status,
      ]
      expect([path, statuses]).toEqual([path, [200, 403, 403, 200]])
    }
  })

  test('are at version 0 until somebody changes them; sending them back as they are changes nothing', async () => {
    for (const path of ['policy/priority-matrix', 'policy/settings', 'slas']) {
      const found = await read(path)
      expect([path, found.headers.etag]).toEqual([path, '"0"'])
      const { version: _, cursor: __, ...body } = found.body
      expect([path, (await put(path, body)).body]).toEqual([path, found.body])
      expect((await read(`${path}/history`)).body).toEqual({ items: [], cursor: null })
    }
  })
})

describe('the priority matrix', () => {
  test('decides anew within twenty seconds, and keeps who made it so', async () => {
    expect((await api.read(await api.open())).priority).toBe('P4')
    const changed = await put('policy/priority-matrix', matrix, { 'if-match': '"0"' })
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { ...matrix, version: 1 } })
    untilInForce()
    expect((await api.read(await api.open())).priority).toBe('P5')
    const { items } = (await read('policy/priority-matrix/history')).body
    expect(items).toEqual([
      { version: 1, at: expect.any(String), by: expect.objectContaining({ id: 'p-sora.han' }), value: { matrix } },
    ])
    expect(await read('policy/priority-matrix/history', 'jihoon.park')).toMatchObject({ status: 403 })
  })

  test('is refused with a hole or an unknown priority, by the field, and to who has not seen the latest', async () => {
    const { low: _, ...hole } = matrix
    expect(await put('policy/priority-matrix', hole)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'low' }] },
    })
    const wrong = { ...matrix, high: { ...matrix.high, low: 'P9' } }
    expect(await put('policy/priority-matrix', wrong)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'high.low' }] },
    })
    await put('policy/priority-matrix', matrix)
    const stale = await put('policy/priority-matrix', matrix, { 'if-match': '"0"' })
    expect(stale).toMatchObject({ status: 412, headers: { etag: '"1"' }, body: { version: 1 } })
  })
})

describe('the settings', () => {
  const settings = { firstTeam: 'network', closeAfterDays: 3, vipIsUrgent: false }

  test('say where incidents begin, when they close, and whether a VIP’s are urgent', async () => {
    await put('policy/settings', settings)
    const number = await api.open({ requester: 'grace.kim@haneul.example' })
    expect(await api.read(number)).toMatchObject({ team: 'network', urgency: 'medium' })
    await api.order(number, 'resolve', { code: 'solved', notes: 'Done' })
    expect((await api.read(number)).resolution.closesAt).toBe('2026-11-27T00:30:00.000Z')
  })

  test.each([
    [{ ...settings, firstTeam: 'nobody' }, 'firstTeam'],
    [{ ...settings, closeAfterDays: 0 }, 'closeAfterDays'],
    [{ ...settings, vipIsUrgent: 'yes' }, 'vipIsUrgent'],
    [{ ...settings, color: 'red' }, 'color'],
  ])('%j is refused by the name of the field', async (body, field) => {
    expect(await put('policy/settings', body)).toMatchObject({ status: 400, body: { errors: [{ field }] } })
    expect((await read('policy/settings')).body.version).toBe(0)
  })

  test('have a history of their own, apart from that of the matrix', async () => {
    await put('policy/settings', settings)
    await put('policy/priority-matrix', matrix)
    await put('policy/settings', { ...settings, closeAfterDays: 5 })
    const versions = async (path: string) =>
      (await read(`${path}/history`)).body.items.map(({ version }: { version: number }) => version)
    expect(await versions('policy/settings')).toEqual([3, 1])
    expect(await versions('policy/priority-matrix')).toEqual([2])
    const [first, second] = [
      await read('policy/settings/history?limit=1'),
      await read('policy/settings/history?limit=1&cursor=2'),
    ]
    expect(first.body).toMatchObject({ items: [{ version: 3 }], cursor: '2' })
    expect(second.body).toMatchObject({ items: [], cursor: '1' })
  })
})

describe('the promises about time', () => {
  const definition = {
    id: 'vip',
    name: 'VIP',
    kind: 'sla',
    metric: 'resolution',
    target: { minutes: 60 },
    calendar: 'always',
  }

  test('get a new version exactly when they change, and running clocks keep what was promised', async () => {
    const number = await api.open()
    const clock = async (of = number) =>
      (await api.read(of)).clocks.find(({ metric }: { metric: string }) => metric === 'resolution')
    const promised = await clock()
    const { items } = (await read('slas')).body
    const slower = items.map((one: { id: string }) =>
      one.id === 'p4-resolution' ? { ...one, target: { businessDays: 9 } } : one,
    )
    const changed = await put('slas', { items: [definition, ...slower] })
    expect(changed.body.items.map(({ id, version }: { id: string; version: number }) => [id, version])).toEqual([
      ['vip', 1],
      ...items.map(({ id }: { id: string }) => [id, id === 'p4-resolution' ? 2 : 1]),
    ])
    untilInForce()
    expect(await clock()).toMatchObject({ targetSeconds: promised.targetSeconds, version: 1 })
    expect(await clock(await api.open())).toMatchObject({ id: 'vip', targetSeconds: 3600 })
  })

  test.each([
    [{ calendar: 'moon' }, 'items.0.calendar'],
    [{ applies: { teams: ['service-desk', 'nobody'] } }, 'items.0.applies.teams.1'],
    [{ target: { hours: 4 } }, 'items.0.target'],
    [{ metric: 'custom' }, 'items.0.until'],
    [{ metric: 'custom', until: 'someday' }, 'items.0.until'],
    [{ id: 'Not An Id' }, 'items.0.id'],
    [{ id: 'p1-response' }, 'items.1.id'],
  ])('with %j are refused by the place in the list', async (over, field) => {
    const { items } = (await read('slas')).body
    const refused = await put('slas', { items: [{ ...definition, ...over }, ...items] })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field }] } })
    expect((await read('slas')).body.version).toBe(0)
  })
})

describe('a calendar', () => {
  const calendar = { id: 'night', name: 'Night', zone: 'Asia/Seoul', week: { mon: [{ from: '22:00', to: '24:00' }] } }

  test('that a desk starts with is kept as its first version when somebody changes it, and clocks go on by that', async () => {
    const number = await api.open()
    const due = async (of: string) => (await api.read(of)).dueAt
    const promised = await due(number)
    const { id: _, version, ...fields } = (await read('calendars/korea')).body
    expect(version).toBe(1)
    const changed = await put('calendars/korea', { ...fields, week }, { 'if-match': '"1"' })
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { id: 'korea', version: 2 } })
    untilInForce()
    expect(await due(number)).toBe(promised)
    const later = await api.read(await api.open())
    expect(later.clocks[0].calendar).toEqual({ id: 'korea', version: 2 })
    expect(later.dueAt > promised).toBe(true)
    const history = (await read('calendars/korea/history')).body.items
    expect(history).toMatchObject([
      { version: 2, by: { id: 'p-sora.han' } },
      { version: 1, by: { is: 'system' }, value: { week: fields.week } },
    ])
    expect(await put('calendars/korea', { ...fields, week }, { 'if-match': '"1"' })).toMatchObject({ status: 412 })
  })

  test('is made once under one Idempotency-Key and never twice under one id', async () => {
    const headers = { 'idempotency-key': 'night-1' }
    expect(await post('calendars', calendar, headers)).toMatchObject({ status: 201, body: { version: 1 } })
    expect((await post('calendars', calendar, headers)).headers).toMatchObject({ 'idempotent-replayed': 'true' })
    for (const id of ['night', 'korea'])
      expect(await post('calendars', { ...calendar, id })).toMatchObject({
        status: 409,
        body: { errors: [{ field: 'id' }] },
      })
    const ids = (await read('calendars')).body.items.map((one: { id: string }) => one.id)
    expect(ids).toEqual(['always', 'korea', 'night'])
  })

  test.each([
    [{ zone: '+09:00' }, 'zone'],
    [{ week: {} }, 'week'],
    [{ week: { mon: [{ from: '9', to: '10:00' }] } }, 'week.mon.0.from'],
    [{ holidays: { tomorrow: 'x' } }, 'holidays.tomorrow'],
    [{ id: 'Not An Id' }, 'id'],
  ])('with %j is refused by the name of the field', async (over, field) => {
    expect(await post('calendars', { ...calendar, ...over })).toMatchObject({
      status: 400,
      body: { errors: [{ field }] },
    })
    expect(await read('calendars/night')).toMatchObject({ status: 404 })
  })
})

describe('the holidays of a calendar', () => {
  const feed = (...dates: [string, string][]) =>
    [
      'BEGIN:VCALENDAR',
      ...dates.flatMap(([date, name]) => [
        'BEGIN:VEVENT',
        `DTSTART;VALUE=DATE:${date}`,
        `SUMMARY:${name}`,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
    ].join('\r\n')

  test('of Korea are those that the calendar of the desk begins with', async () => {
    const preview = await post('calendars/korea/holidays/preview', { korean: { from: 2026, to: 2027 } })
    expect(preview).toMatchObject({ status: 200, body: { added: [], removed: [], moves: [], cursor: null } })
  })

  test('from a feed show beforehand which days come and go and which clocks would move, and then are applied', async () => {
    const number = await api.open({ requester: 'minji.kim@haneul.example' })
    await api.order(number, 'comments', { text: 'We look into it.' })
    const due = (await api.read(number)).dueAt
    const body = { ics: feed(['20261127', 'Founding day'], ['20261225', 'Christmas']), years: { from: 2026, to: 2026 } }
    const preview = await post('calendars/korea/holidays/preview', body)
    expect(preview.body.added).toEqual([{ date: '2026-11-27', name: 'Founding day' }])
    expect(preview.body.removed).toContainEqual(expect.objectContaining({ date: '2026-10-03' }))
    expect(preview.body.moves).toEqual([{ number, clock: 'p4-resolution', from: due, to: '2026-12-02T09:00:00.000Z' }])
    expect(preview.body).toMatchObject({ looked: 1, cursor: null, leftOut: [] })
    expect((await read('calendars/korea')).body.version).toBe(1)

    const headers = { 'if-match': '"1"', 'idempotency-key': 'apply-1' }
    expect(await post('calendars/korea/holidays/apply', body, headers)).toMatchObject({
      status: 200,
      body: { version: 2 },
    })
    expect(await post('calendars/korea/holidays/apply', body, headers)).toMatchObject({
      status: 200,
      body: { version: 2 },
    })
    const { holidays } = (await read('calendars/korea')).body
    expect(holidays['2026-11-27']).toBe('Founding day')
    expect(holidays['2027-01-01']).toBeDefined()
    expect((await api.read(number)).dueAt).toBe(due)
    // A clock that counts by an older version is judged by that.
    const again = await post('calendars/korea/holidays/preview', body)
    expect(again.body).toMatchObject({ added: [], removed: [], moves: [{ number }] })
  })

  test('look at open incidents page by page', async () => {
    for (let i = 0; i < 3; i++) await api.open()
    const path = 'calendars/korea/holidays/preview?limit=2'
    const first = await post(path, { korean: { from: 2026, to: 2026 } })
    expect(first.body.looked).toBe(2)
    const second = await post(`${path}&cursor=${first.body.cursor}`, { korean: { from: 2026, to: 2026 } })
    expect(second.body).toMatchObject({ looked: 1, cursor: null })
  })

  test.each([
    [{}, 'korean'],
    [{ korean: { from: 2026, to: 2026 }, ics: 'x' }, 'korean'],
    [{ korean: { from: 1990, to: 2026 } }, 'korean.from'],
    [{ korean: { from: 2027, to: 2026 } }, 'korean.to'],
    [{ ics: 'nonsense' }, 'ics'],
    [{ korean: { from: 2026, to: 2026 }, years: { from: 2026, to: 2026 } }, 'years'],
  ])('%j is no source, and the answer names the field', async (body, field) => {
    for (const what of ['preview', 'apply'])
      expect(await post(`calendars/korea/holidays/${what}`, body)).toMatchObject({
        status: 400,
        body: { errors: [{ field }] },
      })
    expect((await read('calendars/korea')).body.version).toBe(1)
  })
})
