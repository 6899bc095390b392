import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { portalPages } from '../../../../functions/web/portal/pages.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'

let pages: TestPages
beforeAll(async () => {
  pages = await startPages(portalPages({ helpAddress: 'help@desk.example' }))
})
afterAll(() => pages.stop())

const me = async (as: string) => (await pages.ask('/api/v1/people/me', { as })).body

describe('the settings of an employee', () => {
  test('show what the directory says, and are read in the language that was chosen there', async () => {
    expect((await pages.look('/me', 'minji.kim')).html).toContain('minji.kim@haneul.example')
    const { to } = await pages.send('/me/language', { language: 'en', timeZone: 'Europe/London' }, 'minji.kim')
    expect(to).toBe('/me?saved=language')
    expect(await me('minji.kim')).toMatchObject({ language: 'en', timeZone: 'Europe/London', department: '재무팀' })
    expect((await pages.look(to!, 'minji.kim')).html).toContain('About you')
    const history = await pages.ask('/api/v1/people/p-minji.kim/history', { as: 'sora.han' })
    expect(history.body.items[0].by.id).toBe('p-minji.kim')
  })

  test('take no zone that is none, and nobody else’s language', async () => {
    const { status, html } = await pages.send('/me/language', { language: 'en', timeZone: 'Mars/Base' }, 'yuna.choi')
    expect(status).toBe(400)
    expect(html).toContain('목록에 있는 시간대를 골라 주세요.')
    const path = '/api/v1/people/p-minji.kim/language'
    const body = { language: 'ko', timeZone: 'Asia/Seoul' }
    expect((await pages.ask(path, { as: 'yuna.choi', method: 'PUT', body })).status).toBe(403)
  })

  test('keep the look in this browser, and nothing but a known one', async () => {
    const { cookies } = await pages.send('/me/look', { theme: 'dark', density: '"><script>' }, 'minji.kim')
    expect(cookies[0]).toMatch(/^look=dark\.comfortable; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly$/)
  })

  test('say what is told by mail; what stays as usual follows the desk, and wishes for single teams stay', async () => {
    const teams = { network: { answered: 'digest' } }
    const body = { events: {}, teams }
    await pages.ask('/api/v1/people/me/preferences', { as: 'yuna.choi', method: 'PUT', body })
    await pages.send('/me/notifications', { received: 'off', answered: 'usual', resolved: 'digest' }, 'yuna.choi')
    expect((await me('yuna.choi')).preferences).toEqual({ events: { received: 'off', resolved: 'digest' }, teams })
    await pages.send('/me/notifications', { received: 'usual', answered: 'usual', resolved: 'usual' }, 'yuna.choi')
    expect((await me('yuna.choi')).preferences).toEqual({ events: {}, teams })
  })

  test('offer no news that only agents get', async () => {
    expect((await pages.look('/me', 'yuna.choi')).html).not.toContain('name="sla-breached"')
    expect((await pages.look('/me', 'jihoon.park')).html).toContain('name="sla-breached"')
  })
})

describe('a token of one’s own', () => {
  test('is shown once when it is made, and opens nothing after it is revoked', async () => {
    const form = { name: 'Weekly report', scopes: 'tickets:read', days: '30' }
    const { status, html } = await pages.send('/me/tokens', form, 'minji.kim')
    expect(status).toBe(200)
    const token = /class="secret" readonly(?:="")? value="([^"]+)"/.exec(html)![1]!
    const asking = { headers: { authorization: `Bearer ${token}` } }
    expect((await pages.ask('/api/v1/incidents', asking)).status).toBe(200)
    const list = (await pages.look('/me/tokens', 'minji.kim')).html
    expect(list).toContain('Weekly report')
    expect(list).not.toContain(token)
    const revoke = /action="(\/me\/tokens\/[^"]+\/revoke)"/.exec(list)![1]!
    expect((await pages.send(revoke, {}, 'yuna.choi')).status).toBe(404)
    await pages.send(revoke, {}, 'minji.kim')
    expect((await pages.ask('/api/v1/incidents', asking)).status).toBe(401)
  })

  test('must be for something', async () => {
    const { status, html } = await pages.send('/me/tokens', { name: 'Nothing', days: '30' }, 'yuna.choi')
    expect(status).toBe(400)
    expect(html).toContain('할 수 있는 일을 하나 이상 골라 주세요.')
  })
})
