import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminPages } from '../../../../functions/web/admin/pages.ts'
import { difference } from '../../../../functions/web/admin/piece/difference.ts'
import { keep } from '../../../../lib/desk/keep.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { filled, sentForm } from '../../../support/sent-form.ts'

/** A form of administration, what it changes, and one change made with it. */
interface Form {
  /** The page it stands on. */
  readonly page: string
  /** Where it is sent to, unless to the page itself. */
  readonly action?: string
  /** What it changes, as the API reads it. */
  readonly record: string
  readonly change: Readonly<Record<string, string>>
  /** The one thing that is different then. */
  readonly changed: readonly { readonly path: readonly string[]; readonly before?: unknown; readonly after?: unknown }[]
}

const forms: Readonly<Record<string, Form>> = {
  'of a person': {
    page: '/desk/admin/people/p-minji.kim',
    record: '/api/v1/people/p-minji.kim',
    change: { department: '구매팀' },
    changed: [{ path: ['department'], before: '재무팀', after: '구매팀' }],
  },
  'of an agent’s absences': {
    page: '/desk/admin/people/p-emma.clark',
    record: '/api/v1/people/p-emma.clark',
    change: { 'leaves.0.to': '2026-12-31' },
    changed: [
      {
        path: ['leaves'],
        before: [{ from: '2026-12-24', to: '2026-12-28', note: 'Home' }],
        after: [{ from: '2026-12-24', to: '2026-12-31', note: 'Home' }],
      },
    ],
  },
  'of a person’s wishes': {
    page: '/desk/admin/people/p-emma.clark',
    action: '/desk/admin/people/p-emma.clark/preferences',
    record: '/api/v1/people/p-emma.clark',
    change: { 'events.internal-note': 'off' },
    changed: [{ path: ['preferences', 'events', 'internal-note'], before: undefined, after: 'off' }],
  },
  'of a team': {
    page: '/desk/admin/teams/service-desk',
    record: '/api/v1/teams/service-desk',
    change: { 'assignment.capacity': '7' },
    changed: [{ path: ['assignment', 'capacity'], before: 20, after: 7 }],
  },
  'of a team that says little': {
    page: '/desk/admin/teams/network',
    record: '/api/v1/teams/network',
    change: { 'members.0.shift.mon.0.to': '15:00' },
    changed: [
      {
        path: ['members', 'p-emma.clark', 'shift', 'mon'],
        before: [{ from: '09:00', to: '17:30' }],
        after: [{ from: '09:00', to: '15:00' }],
      },
    ],
  },
  'of the priority matrix': {
    page: '/desk/admin/matrix',
    record: '/api/v1/policy/priority-matrix',
    change: { 'high.low': 'P2' },
    changed: [{ path: ['high', 'low'], before: 'P3', after: 'P2' }],
  },
  'of the settings': {
    page: '/desk/admin/settings',
    record: '/api/v1/policy/settings',
    change: { closeAfterDays: '14' },
    changed: [{ path: ['closeAfterDays'], before: 7, after: 14 }],
  },
  'of whose tickets people see': {
    page: '/desk/admin/settings',
    record: '/api/v1/policy/settings',
    change: { colleaguesSee: 'reports' },
    changed: [{ path: ['colleaguesSee'], before: 'none', after: 'reports' }],
  },
  'of a promise in hours': {
    page: '/desk/admin/slas/p3-resolution',
    record: '/api/v1/slas',
    change: { amount: '16' },
    changed: [{ path: ['items', 'p3-resolution', 'target', 'minutes'], before: 1440, after: 960 }],
  },
  'of a promise in working days': {
    page: '/desk/admin/slas/p5-resolution',
    record: '/api/v1/slas',
    change: { amount: '8' },
    changed: [{ path: ['items', 'p5-resolution', 'target', 'businessDays'], before: 10, after: 8 }],
  },
  'of a promise with conditions and an end of its own': {
    page: '/desk/admin/slas/vip-start',
    record: '/api/v1/slas',
    change: { amount: '45' },
    changed: [{ path: ['items', 'vip-start', 'target', 'minutes'], before: 10, after: 45 }],
  },
  'of a calendar': {
    page: '/desk/admin/calendars/korea',
    record: '/api/v1/calendars/korea',
    change: { 'week.fri.1.to': '17:00' },
    changed: [
      {
        path: ['week', 'fri'],
        before: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '18:00' },
        ],
        after: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '17:00' },
        ],
      },
    ],
  },
  'of a calendar with special days': {
    page: '/desk/admin/calendars/busan',
    record: '/api/v1/calendars/busan',
    change: { 'holidays.2026': '2026-12-31 송년 휴무' },
    changed: [{ path: ['holidays', '2026-12-31'], before: '종무식', after: '송년 휴무' }],
  },
  'of the rules about mail': {
    page: '/desk/admin/mail-rules',
    record: '/api/v1/mail-rules',
    change: { blockedDomains: 'spam.example' },
    changed: [
      { path: ['blockedDomains'], before: [], after: ['spam.example'] },
      { path: ['updatedAt'], before: undefined, after: expect.any(String) },
    ],
  },
  'of a kind of mail': {
    page: '/desk/admin/templates/resolved/ko',
    record: '/api/v1/mail-templates/resolved/ko',
    change: { closing: '고맙습니다.' },
    changed: [
      { path: ['closing'], before: expect.any(String), after: '고맙습니다.' },
      { path: ['isOwn'], before: false, after: true },
    ],
  },
  'of what the directory gives': {
    page: '/desk/admin/directory',
    record: '/api/v1/directory/rules',
    change: { 'groups.0.team': 'network' },
    changed: [
      {
        path: ['groups'],
        before: [{ group: 'g-desk', role: 'agent', isVip: true }],
        after: [{ group: 'g-desk', role: 'agent', isVip: true, team: 'network' }],
      },
    ],
  },
  'of the digests': {
    page: '/desk/admin/digest',
    record: '/api/v1/policy/digest',
    change: { at: '07:30' },
    changed: [{ path: ['rule', 'at'], before: '08:00', after: '07:30' }],
  },
}

describe('a form of administration', () => {
  let pages: TestPages
  const ask = async (path: string, method: string, body: object) => {
    const { status, body: answer } = await pages.ask(path, { as: 'sora.han', method, body })
    if (status >= 300) throw new Error(JSON.stringify(answer))
  }
  const read = async (path: string) => (await pages.ask(path, { as: 'sora.han' })).body

  beforeAll(async () => {
    pages = await startPages(adminPages)
    await ask('/api/v1/people/p-emma.clark', 'PATCH', {
      leaves: [{ from: '2026-12-24', to: '2026-12-28', note: 'Home' }],
    })
    await ask('/api/v1/people/p-emma.clark/preferences', 'PUT', {
      events: { assigned: 'digest' },
      teams: { network: { 'team-new': 'mail' } },
    })
    const { items } = await read('/api/v1/slas')
    const vip = {
      id: 'vip-start',
      name: 'VIP start',
      kind: 'ola',
      metric: 'custom',
      until: 'in_progress',
      applies: { vip: true, teams: ['network'], priorities: ['P1', 'P2'], requesters: ['p-grace.kim'] },
      target: { minutes: 10 },
      calendar: 'always',
      zoneFrom: 'team',
      pausesOn: ['vendor', 'caller'],
      onReopen: 'restart',
      retroactive: false,
    }
    await ask('/api/v1/slas', 'PUT', { items: [vip, ...items] })
    const seed = { by: { id: 'seed', name: 'Haneul', is: 'system' } as const, at: pages.now }
    await keep(pages.store, { kind: 'group', id: 'g-desk', value: { name: 'Desk', createdAt: pages.now }, ...seed })
    await ask('/api/v1/directory/rules', 'PUT', { groups: [{ group: 'g-desk', role: 'agent', isVip: true }] })
    const day = [{ from: '22:00', to: '24:00' }]
    await ask('/api/v1/calendars', 'POST', {
      id: 'busan',
      name: '부산 공장',
      zone: 'Asia/Seoul',
      week: { mon: day, tue: [...[{ from: '00:00', to: '06:00' }], { from: '08:00', to: '12:00' }, ...day] },
      holidays: { '2026-12-31': '종무식' },
      exceptions: { '2026-11-30': [], '2026-12-01': [{ from: '09:00', to: '12:00' }] },
    })
  })
  afterAll(() => pages.stop())

  test.each(Object.entries(forms))('%s changes nothing when it is sent as it is', async (_, form) => {
    const { page, action = page, record } = form
    const before = await read(record)
    const shown = await pages.look(page)
    expect(shown.status).toBe(200)
    const sent = await pages.send(action, sentForm(shown.html, action))
    expect(sent).toMatchObject({ status: 303, to: `${page}?saved` })
    expect(await read(record)).toEqual(before)
  })

  test.each(Object.entries(forms))('%s changes the one thing that was changed', async (_, form) => {
    const { page, action = page, record, change, changed } = form
    const before = await read(record)
    const { html } = await pages.look(page)
    const sent = await pages.send(action, filled(sentForm(html, action), change))
    expect(sent).toMatchObject({ status: 303, to: `${page}?saved` })
    expect(difference(before, await read(record))).toEqual(changed)
  })
})
