import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertPages } from '../../../../functions/web/alert/pages.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { filled, sentForm } from '../../../support/sent-form.ts'

describe('a webhook', () => {
  let pages: TestPages
  beforeAll(async () => {
    pages = await startPages(alertPages)
  })
  afterAll(() => pages.stop())

  const path = '/desk/alerts/webhooks/new'
  const made = async (form: Readonly<Record<string, string>>) =>
    pages.send(path, filled(sentForm((await pages.look(path)).html, path), form))
  const all = async () => (await pages.ask('/api/v1/webhooks', { as: 'sora.han' })).body.items

  test('that leads into the company’s own network is refused at its address', async () => {
    const { status, html } = await made({ name: 'Inside', url: 'https://10.0.0.1/' })
    expect(status).toBe(400)
    expect(html).toContain('id="f-url-error"')
    expect(await all()).toEqual([])
  })

  test('shows its secret once', async () => {
    const { status, html } = await made({ name: 'Assets', url: 'https://assets.example/haneul' })
    expect(status).toBe(200)
    const secret = /whsec_[^<]+/.exec(html)?.[0]
    expect(secret).toBeDefined()
    const [{ id }] = await all()
    expect((await pages.look(`/desk/alerts/webhooks/${id}`)).html).not.toContain(secret)
  })

  test('gets another secret, shown once, while the one before goes on', async () => {
    const [{ id }] = await all()
    const here = `/desk/alerts/webhooks/${id}`
    const { html } = await pages.send(`${here}/rotate`, sentForm((await pages.look(here)).html, `${here}/rotate`))
    expect(html).toContain('whsec_')
    expect((await all())[0].secrets).toHaveLength(2)
  })

  test('is tested, and told again of one ticket', async () => {
    const [{ id }] = await all()
    const here = `/desk/alerts/webhooks/${id}`
    expect((await pages.send(`${here}/test`, {})).to).toBe(`${here}?done=tested`)
    const number = await pages.open()
    pages.pass(1)
    expect((await pages.send(`${here}/replay`, { number, from: '1' })).to).toBe(`${here}?done=replayAsked`)
    const { status, html } = await pages.send(`${here}/replay`, { number: 'INC-999' })
    expect(status).toBe(400)
    expect(html).toContain('id="f-replay-number-error"')
  })

  test('is taken away', async () => {
    const [{ id }] = await all()
    const action = `/desk/alerts/webhooks/${id}/remove`
    const form = sentForm((await pages.look(`/desk/alerts/webhooks/${id}/settings`)).html, action)
    expect((await pages.send(action, form)).status).toBe(303)
    expect(await all()).toEqual([])
  })
})
