import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portalPages } from '../../../../functions/web/portal/pages.ts'
import { defaultTicketTemplates } from '../../../../lib/policy/ticket-templates.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'

const minji = { as: 'minji.kim' }

let pages: TestPages
beforeAll(async () => {
  pages = await startPages(portalPages({ helpAddress: 'help@desk.example' }))
})
afterAll(() => pages.stop())

describe('the first page', () => {
  test('of somebody who has no tickets greets them, asks what is wrong, and tells of the way by mail', async () => {
    const { status, html } = await pages.look('/', 'grace.kim')
    expect(status).toBe(200)
    expect(html).toContain('Good afternoon, Grace.')
    expect(html).toContain('action="/report"')
    expect(html).toContain('help@desk.example')
    expect(html).toContain('All clear')
  })

  test('puts what waits for the reader before what is in our hands, and asks whether the solved is solved', async () => {
    const [waiting, solved, open] = [
      await pages.open({ title: 'Which floor' }, minji),
      await pages.open({ title: 'Solved one' }, minji),
      await pages.open({ title: 'Plain one' }, minji),
    ]
    await pages.order(waiting, 'hold', { reason: 'caller', text: 'On which floor are you?' })
    await pages.order(solved, 'resolve', { code: 'solved', notes: 'Done.' })
    const { html } = await pages.look('/', 'minji.kim')
    const places = [
      `/tickets/${waiting}#write`,
      'On which floor are you?',
      `action="/tickets/${solved}/close"`,
      `href="/tickets/${open}"`,
    ].map((text) => html.indexOf(text))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places[0]).toBeLessThan(places[2]!)
    expect(places[2]).toBeLessThan(places[3]!)
    expect(html.match(/Which floor/g)).toHaveLength(1)
  })

  test('shows an outage to everybody, and lets them say that it hurts them too, and take it back', async () => {
    const number = await pages.open({ title: 'Secret router name' })
    await pages.order(number, 'declare-major', { isMajor: true, reason: 'Every floor' })
    await pages.order(number, 'announce', { headline: { ko: 'VPN 장애', en: 'VPN is down' } })
    expect((await pages.look('/', 'grace.kim')).html).toContain('VPN is down')
    const { html } = await pages.look('/', 'minji.kim')
    expect(html).toContain('VPN 장애')
    expect(html).not.toContain('Secret router name')
    const path = `/outages/${number}/me-too`
    const { to } = await pages.send(path, { isAffected: 'true', back: '/report' }, 'minji.kim')
    expect(to).toBe('/report')
    expect((await pages.look('/', 'minji.kim')).html).toContain('1명이 같은 불편을 알렸습니다')
    await pages.send(path, { isAffected: 'false', back: 'https://elsewhere.example/' }, 'minji.kim').then((answer) => {
      expect(answer.to).toBe('/')
    })
    expect((await pages.look('/', 'minji.kim')).html).not.toContain('1명이')
  })
})

describe('a report', () => {
  test('may begin with a template, filled in and still theirs to change, without script', async () => {
    const offered = (await pages.look('/report', 'oliver.reed')).html
    const link = /href="(\/report\?template=mail-trouble)"/.exec(offered)![1]!
    const { html } = await pages.look(link, 'oliver.reed')
    const { title, text } = defaultTicketTemplates['mail-trouble']!
    expect(html).toContain(`value="${title.en}"`)
    expect(html).toContain(text.en.split('\n')[0]!)
    const form = {
      template: 'mail-trouble',
      title: 'My mail hangs',
      description: 'Since noon.',
      impact: 'low',
      urgency: 'low',
    }
    const { to } = await pages.send('/report', form, 'oliver.reed')
    const opened = await pages.read(to!.split('/').at(-1)!)
    expect(opened).toMatchObject({ title: 'My mail hangs', category: defaultTicketTemplates['mail-trouble']!.category })
    const refused = await pages.send('/report', { ...form, title: ' '.repeat(3), impact: 'nobody' }, 'oliver.reed')
    expect(refused.html).toContain('name="template" value="mail-trouble"')
  })

  test('becomes a ticket of who sends it, with what they said of it, and tells what happens next', async () => {
    const form = {
      title: '화면이 꺼져요',
      description: '오늘 두 번',
      impact: 'medium',
      urgency: 'high',
      service: '모니터',
    }
    const { status, to } = await pages.send('/report', form, 'yuna.choi')
    expect(status).toBe(303)
    const number = to!.split('/').at(-1)!
    const { title, impact, urgency, service, requester, channel } = await pages.read(number)
    expect({ title, impact, urgency, service, by: requester.id, channel }).toEqual({
      title: '화면이 꺼져요',
      impact: 'medium',
      urgency: 'high',
      service: '모니터',
      by: 'p-yuna.choi',
      channel: 'web',
    })
    const { html } = await pages.look(to!, 'yuna.choi')
    expect(html).toContain(number)
    expect(html).toMatch(/까지 답변을 드립니다/)
    expect((await pages.look(to!, 'minji.kim')).status).toBe(404)
  })

  test('that says nothing is refused, and nothing that was typed is lost', async () => {
    const { status, html } = await pages.send(
      '/report',
      { title: ' ', description: 'All I know', impact: 'high' },
      'minji.kim',
    )
    expect(status).toBe(400)
    expect(html).toContain('무엇이 문제인지 250자 이내로 적어 주세요.')
    expect(html).toContain('All I know')
    expect(html).toMatch(/name="impact" value="high" checked/)
  })

  test('may reach the storage to which its files go, and nothing else', async () => {
    const policy = (await pages.look('/report', 'minji.kim')).headers['content-security-policy']!
    expect(policy).toContain("connect-src 'self' https://files.example;")
    expect((await pages.look('/', 'minji.kim')).headers['content-security-policy']).toContain("connect-src 'self';")
  })

  test('names files that the script has sent, and keeps them when the form is refused', async () => {
    const announced = await pages.send('/uploads', { name: 'log.txt', mediaType: 'text/plain', size: '5' }, 'minji.kim')
    const { id, put } = JSON.parse(announced.html)
    expect(put.url).toContain(id)
    expect(JSON.parse((await pages.look(`/uploads/${id}`, 'minji.kim')).html)).toMatchObject({ id })
    expect((await pages.look(`/uploads/${id}`, 'yuna.choi')).status).toBe(404)
    const form = { title: ' ', attachments: id, names: 'log.txt' }
    expect((await pages.send('/report', form, 'minji.kim')).html).toContain(`name="attachments" value="${id}"`)
  })
})

describe('the list of one’s tickets', () => {
  test('shows the open ones, and others when asked; those of others never', async () => {
    const number = await pages.open({ title: 'Only of Yuna' }, { as: 'yuna.choi' })
    expect((await pages.look('/tickets', 'yuna.choi')).html).toContain('Only of Yuna')
    await pages.order(number, 'cancel', { reason: 'It works.' }, { as: 'yuna.choi' })
    expect((await pages.look('/tickets', 'yuna.choi')).html).not.toContain('Only of Yuna')
    expect((await pages.look('/tickets?view=all', 'yuna.choi')).html).toContain('Only of Yuna')
    expect((await pages.look('/tickets?view=all', 'minji.kim')).html).not.toContain('Only of Yuna')
  })

  test('goes on where it ended', async () => {
    for (let i = 0; i < 26; i++) {
      await pages.open({ title: `Number ${i}` }, { as: 'grace.kim' })
      pages.pass(1)
    }
    const { html } = await pages.look('/tickets', 'grace.kim')
    expect(html).not.toContain('>Number 0<')
    const next = /rel="next" href="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&')
    expect((await pages.look(next, 'grace.kim')).html).toContain('>Number 0<')
  })

  test('shows managers what their people asked for, where the desk lets them', async () => {
    const [boss, path] = ['grace.kim', '/tickets?view=reports']
    await pages.open({ title: 'Asked by Yuna' }, { as: 'yuna.choi' })
    expect((await pages.look(path, boss)).html).not.toContain('Asked by Yuna')
    const { version: _, ...before } = (await pages.ask('/api/v1/policy/settings', { as: 'sora.han' })).body
    const settings = { ...before, colleaguesSee: 'reports' }
    const { status } = await pages.ask('/api/v1/policy/settings', { as: 'sora.han', method: 'PUT', body: settings })
    expect(status).toBe(200)
    pages.pass(5)
    expect((await pages.look(path, boss)).html).toContain('Asked by Yuna')
    expect((await pages.look(path, 'minji.kim')).html).not.toContain('Asked by Yuna')
  })
})
