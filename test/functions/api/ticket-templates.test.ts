import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultTicketTemplates, TicketTemplateFields } from '../../../lib/policy/ticket-templates.ts'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const ids = async () =>
  (await api.ask('/api/v1/ticket-templates', { as: 'minji.kim' })).body.items.map(({ id }: { id: string }) => id)
const path = '/api/v1/ticket-templates/new-laptop'
const both = (text: string) => ({ ko: text, en: text })
const laptop = {
  label: both('Laptop'),
  title: both('My laptop'),
  text: both('Which one?'),
  category: 'hardware',
  team: 'network',
}

describe('a desk that nobody has changed', () => {
  test.each(Object.entries(defaultTicketTemplates))('has a template that could be kept as it is: %s', (_, fields) => {
    expect(TicketTemplateFields.parse(fields)).toEqual(fields)
  })

  test('lets everybody begin with one, in their language', async () => {
    expect(await ids()).toEqual(Object.keys(defaultTicketTemplates).sort())
    const korean = await api.open({ title: undefined, template: 'network-down' }, { as: 'minji.kim' })
    expect(await api.read(korean)).toMatchObject({
      title: '네트워크가 되지 않습니다',
      category: 'network',
      impact: 'medium',
      language: 'ko',
    })
    const english = await api.open({ title: undefined, template: 'network-down' }, { as: 'oliver.reed' })
    expect((await api.read(english)).title).toBe('The network does not work')
  })

  test('lets what somebody says go before what the template says', async () => {
    const number = await api.open({ template: 'network-down', title: 'VPN', category: 'vpn', description: 'Slow' })
    const read = await api.read(number)
    expect(read).toMatchObject({ title: 'VPN', category: 'vpn', impact: 'medium', timeline: [{ text: 'Slow' }] })
  })

  test('asks for a title where there is no template', async () => {
    const refused = await api.ask('/api/v1/incidents', { body: { description: 'x' } })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'title' }] } })
    const unknown = await api.ask('/api/v1/incidents', { body: { template: 'nothing' } })
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ field: 'template' }] } })
  })
})

describe('templates', () => {
  const administrator = { as: 'sora.han' }

  test('are kept by administrators, and give a team that reporters themselves cannot choose', async () => {
    expect((await api.ask(path, { method: 'PUT', body: laptop })).status).toBe(403)
    expect(await api.ask(path, { ...administrator, method: 'PUT', body: laptop })).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
    })
    const number = await api.open({ title: undefined, template: 'new-laptop' }, { as: 'minji.kim' })
    expect(await api.read(number)).toMatchObject({ title: 'My laptop', team: 'network' })
  })

  test('that name an unknown team, or lack a language, are refused', async () => {
    const put = (body: object) => api.ask(path, { ...administrator, method: 'PUT', body })
    expect(await put({ ...laptop, team: 'nobody' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'team' }] },
    })
    expect(await put({ ...laptop, title: { en: 'x' } })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'title.ko' }] },
    })
  })

  test('are removed, those that came with the desk too, and can be kept again', async () => {
    for (const id of ['new-laptop', 'mail-trouble']) {
      const removed = await api.ask(`/api/v1/ticket-templates/${id}`, { ...administrator, method: 'DELETE' })
      expect(removed.status).toBe(204)
    }
    expect(await ids()).not.toEqual(expect.arrayContaining(['new-laptop']))
    expect(await ids()).not.toEqual(expect.arrayContaining(['mail-trouble']))
    await api.ask(path, { ...administrator, method: 'PUT', body: laptop })
    expect(await ids()).toContain('new-laptop')
  })
})
