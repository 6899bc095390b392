import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminPages } from '../../../../functions/web/admin/pages.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { filled, sentForm } from '../../../support/sent-form.ts'

let pages: TestPages
beforeAll(async () => {
  pages = await startPages(adminPages)
  await pages.ask('/api/v1/people/p-sora.han', { as: 'sora.han', method: 'PATCH', body: { language: 'en' } })
})
afterAll(() => pages.stop())

const read = async (path: string) => (await pages.ask(path, { as: 'sora.han' })).body
const opened = async (page: string, action = page) => sentForm((await pages.look(page)).html, action)

describe('a form that is refused', () => {
  test.each([
    ['/desk/admin/settings', { closeAfterDays: '400' }, 'closeAfterDays', 'Use 1 to 90 days'],
    ['/desk/admin/people/p-minji.kim', { timeZone: 'Seoul' }, 'timeZone', 'no IANA time zone'],
    [
      '/desk/admin/people/p-minji.kim',
      { manager: 'nobody@haneul.example' },
      'manager',
      'has the address nobody@haneul.example',
    ],
    ['/desk/admin/teams/network', { 'assignment.capacity': '0' }, 'assignment.capacity', 'Use at least 1'],
    ['/desk/admin/slas/p1-response', { amount: 'soon' }, 'amount', 'minutes: 1 to 525600'],
    ['/desk/admin/calendars/korea', { 'holidays.2026': 'New Year' }, 'holidays.2026', 'line 1 is no day'],
    ['/desk/admin/mail-rules', { allowedDomains: 'example.com\nno domain' }, 'allowedDomains', 'is no domain'],
    ['/desk/admin/templates/resolved/en', { closing: 'Yours, {{nobody}}' }, 'closing', 'no {{nobody}} in such a mail'],
  ])('on %s keeps what was typed and says what is wrong at the field: %o', async (page, typed, field, message) => {
    const sent = filled(await opened(page), typed)
    const { status, html } = await pages.send(page, sent)
    expect(status).toBe(400)
    expect(sentForm(html, page).get(Object.keys(typed)[0]!)).toBe(Object.values(typed)[0])
    expect(html).toMatch(new RegExp(`name="${field}"[^>]*aria-invalid="true"`))
    expect(html).toContain(message)
  })

  test('says which day of the week is wrong', async () => {
    const page = '/desk/admin/calendars/korea'
    const { status, html } = await pages.send(page, filled(await opened(page), { 'week.tue.0.to': '08:00' }))
    expect(status).toBe(400)
    expect(html).toMatch(/name="week\.tue\.0\.from"[^>]*aria-invalid="true"/)
    expect(html).not.toMatch(/name="week\.wed\.0\.from"[^>]*aria-invalid="true"/)
  })
})

describe('a record that a colleague changed meanwhile', () => {
  test('is not overwritten: the form says what was changed, and may be sent again', async () => {
    const page = '/desk/admin/people/p-dohyun.lee'
    const mine = filled(await opened(page), { location: '대구' })
    const theirs = { department: '생산팀' }
    await pages.ask('/api/v1/people/p-dohyun.lee', { as: 'sora.han', method: 'PATCH', body: theirs })
    const refused = await pages.send(page, mine)
    expect(refused.status).toBe(412)
    expect(refused.html).toContain('<del>재무팀</del>')
    expect(refused.html).toContain('<ins>생산팀</ins>')
    const again = sentForm(refused.html, page)
    expect(again.get('location')).toBe('대구')
    expect(await read('/api/v1/people/p-dohyun.lee')).toMatchObject({ location: '부산 공장', department: '생산팀' })
    expect((await pages.send(page, again)).status).toBe(303)
    expect(await read('/api/v1/people/p-dohyun.lee')).toMatchObject({ location: '대구' })
  })
})

describe('a list in a form', () => {
  const page = '/desk/admin/teams/network'

  test('grows by a button, and the new member is named by their address', async () => {
    const sent = await opened(page)
    sent.set('add', 'members')
    const grown = await pages.send(page, sent)
    expect(grown.status).toBe(200)
    const form = filled(sentForm(grown.html, page), { 'members.2.id': 'jihoon.park@haneul.example' })
    expect((await pages.send(page, form)).status).toBe(303)
    const ids = (await read('/api/v1/teams/network')).members.map(({ id }: { id: string }) => id)
    expect(ids).toEqual(['p-emma.clark', 'p-sora.han', 'p-jihoon.park'])
  })

  test('is put in another order, and shrinks, by buttons', async () => {
    const raised = await opened(page)
    raised.set('raise', 'members.1')
    const removed = sentForm((await pages.send(page, raised)).html, page)
    removed.set('remove', 'members.1')
    const form = sentForm((await pages.send(page, removed)).html, page)
    expect((await pages.send(page, form)).status).toBe(303)
    const { members } = await read('/api/v1/teams/network')
    expect(members.map(({ id }: { id: string }) => id)).toEqual(['p-sora.han', 'p-jihoon.park'])
    expect(members[0].shift.mon).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ])
  })
})

describe('a person', () => {
  const page = '/desk/admin/people/p-minji.kim'
  const press = async (button: string, value: string) => {
    const form = await opened(page, `${page}/addresses`)
    form.delete('addresses')
    form.set(button, value)
    return (await pages.send(`${page}/addresses`, form)).status
  }

  test('gets another address, is written to there, and loses the old one', async () => {
    expect(await press('addresses', 'minji@haneul.example')).toBe(303)
    expect(await press('first', 'minji@haneul.example')).toBe(303)
    expect((await read('/api/v1/people/p-minji.kim')).addresses).toEqual([
      'minji@haneul.example',
      'minji.kim@haneul.example',
    ])
    expect(await press('drop', 'minji.kim@haneul.example')).toBe(303)
    expect((await read('/api/v1/people/p-minji.kim')).addresses).toEqual(['minji@haneul.example'])
  })

  test('is deactivated and activated, and the history tells both', async () => {
    for (const name of ['deactivate', 'activate']) {
      const form = await opened(page, `${page}/${name}`)
      expect((await pages.send(`${page}/${name}`, form)).status).toBe(303)
    }
    const { html } = await pages.look(page)
    expect(html).toMatch(/<del>Yes<\/del>.{0,80}<ins>No<\/ins>/)
    expect(html).toMatch(/<del>No<\/del>.{0,80}<ins>Yes<\/ins>/)
  })
})

describe('what is made', () => {
  test.each([
    ['/desk/admin/people/new', { addresses: 'new@haneul.example', name: '새 사람' }, /people\/p-\w+\?saved$/],
    ['/desk/admin/teams/new', { id: 'field', name: 'Field' }, /teams\/field\?saved$/],
    ['/desk/admin/slas/new', { id: 'vip', name: 'VIP', amount: '2' }, /slas\/vip\?saved$/],
    [
      '/desk/admin/calendars/new',
      { id: 'night', name: 'Night', 'week.mon.0.from': '22:00', 'week.mon.0.to': '24:00' },
      /calendars\/night\?saved$/,
    ],
  ])('on %s has a page of its own at once', async (path, typed, to) => {
    const made = await pages.send(path, filled(await opened(path), typed))
    expect(made).toMatchObject({ status: 303, to: expect.stringMatching(to) })
    expect((await pages.look(made.to!)).status).toBe(200)
  })

  test('for a program is a token, shown this once', async () => {
    const body = {
      name: 'Monitor',
      role: 'integration',
      language: 'en',
      timeZone: 'UTC',
      addresses: ['monitor@haneul.example'],
    }
    await pages.ask('/api/v1/people', { as: 'sora.han', body })
    const form = filled(await opened('/desk/admin/tokens'), { person: 'monitor@haneul.example', name: 'Alarms' })
    form.append('scopes', 'tickets:write')
    const { html } = await pages.send('/desk/admin/tokens', form)
    expect(html).toMatch(/<code>hnl_[\w-]+<\/code>/)
    const { html: later } = await pages.look('/desk/admin/tokens')
    expect(later).toContain('Alarms')
    expect(later).not.toContain('hnl_')
  })
})

describe('holidays', () => {
  test('are looked at before they are taken in', async () => {
    const page = '/desk/admin/calendars/always/holidays'
    const form = filled(await opened(page, `${page}/korean`), { 'korean.from': '2027', 'korean.to': '2027' })
    const { status, html } = await pages.send(`${page}/korean`, form)
    expect(status).toBe(200)
    expect(html).toContain('2027-10-09')
    expect((await read('/api/v1/calendars/always')).holidays).toEqual({})
    expect((await pages.send(`${page}/apply`, sentForm(html, `${page}/apply`))).status).toBe(303)
    expect((await read('/api/v1/calendars/always')).holidays).toHaveProperty('2027-10-09')
  })
})

describe('a mail template', () => {
  const page = '/desk/admin/templates/resolved/en'

  test('is looked at with what is typed, and nothing is kept', async () => {
    const form = filled(await opened(page), { closing: 'Good-bye from {{team}}.' })
    form.set('do', 'preview')
    const { html } = await pages.send(page, form)
    expect(html).toContain('Good-bye from')
    expect(sentForm(html, page).get('closing')).toBe('Good-bye from {{team}}.')
    expect(await read('/api/v1/mail-templates/resolved/en')).toMatchObject({ isOwn: false, version: 0 })
  })

  test('goes back to the words it came with', async () => {
    const usual = await read('/api/v1/mail-templates/resolved/en')
    await pages.send(page, filled(await opened(page), { closing: 'Good-bye.' }))
    expect(await read('/api/v1/mail-templates/resolved/en')).toMatchObject({ isOwn: true, closing: 'Good-bye.' })
    await pages.send(`${page}/reset`, await opened(page, `${page}/reset`))
    expect(await read('/api/v1/mail-templates/resolved/en')).toMatchObject({ isOwn: false, closing: usual.closing })
  })
})

describe('a team', () => {
  test('says in words who would get its next ticket', async () => {
    const { html } = await pages.look('/desk/admin/teams/service-desk')
    expect(html).toContain('This team assigns by hand')
  })
})

describe('a file of people', () => {
  test('is shown as differences before anybody is changed, and then taken in', async () => {
    const page = '/desk/admin/directory/import'
    const csv = 'objectId,mail,displayName,department\n7f3c,dana.cho@haneul.example,Dana Cho,Sales\n'
    const { html } = await pages.send(page, filled(await opened(page), { csv }))
    expect(html).toContain('Dana Cho')
    const known = async () => (await read('/api/v1/people?address=dana.cho@haneul.example')).items
    expect(await known()).toEqual([])
    const apply = sentForm(html, page)
    apply.set('apply', 'true')
    await pages.send(page, apply)
    expect(await known()).toMatchObject([{ name: 'Dana Cho', department: 'Sales' }])
  })
})
