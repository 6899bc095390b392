import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertPages } from '../../../../functions/web/alert/pages.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { filled, sentForm } from '../../../support/sent-form.ts'

const at = '/desk/alerts/sources/grafana'

describe('a source', () => {
  let pages: TestPages
  beforeAll(async () => {
    pages = await startPages(alertPages)
  })
  afterAll(() => pages.stop())

  const made = async (form: Readonly<Record<string, string>>) => {
    const path = '/desk/alerts/sources/new'
    return pages.send(path, filled(sentForm((await pages.look(path)).html, path), form))
  }
  const source = async () => (await pages.ask('/api/v1/alert-sources/grafana', { as: 'sora.han' })).body

  test('that could not work is not made, and what was typed is still there', async () => {
    const { status, html } = await made({ id: 'grafana', name: 'Grafana', addresses: 'somewhere' })
    expect(status).toBe(400)
    expect(html).toContain('value="Grafana"')
    expect(html).toContain('neither an IP address nor a network')
  })

  test('is made with its own severity words', async () => {
    const { to } = await made({ id: 'grafana', name: 'Grafana', levels: 'P1 = critical\nP2: high' })
    expect(to).toBe(`${at}?done=sourceMade`)
    expect((await source()).levels).toEqual({ p1: 'critical', p2: 'high' })
  })

  test('refuses a severity word that means no level', async () => {
    const path = `${at}/settings`
    const form = filled(sentForm((await pages.look(path)).html, path), { levels: 'p1 = terrible' })
    const { status, html } = await pages.send(path, form)
    expect(status).toBe(400)
    expect(html).toContain('says no level')
    expect((await source()).levels.p1).toBe('critical')
  })

  test('says what others changed before it is saved over theirs', async () => {
    const path = `${at}/settings`
    const form = sentForm((await pages.look(path)).html, path)
    expect((await pages.send(path, filled(form, { staleAfterDays: '14' }))).status).toBe(303)
    const { status, html } = await pages.send(path, filled(form, { staleAfterDays: '3' }))
    expect(status).toBe(412)
    expect(html).toContain('<ins>14</ins>')
  })

  test('shows a key once, in all that is to be copied, and never again', async () => {
    const { status, html } = await pages.send(`${at}/keys`, sentForm((await pages.look(at)).html, `${at}/keys`))
    expect(status).toBe(200)
    const key = /hooks\/alerts\/([a-z2-7]{52})</.exec(html)?.[1]
    expect(key).toBeDefined()
    expect(html).toContain(`credentials: ${key}`)
    const later = (await pages.look(at)).html
    expect(later).not.toContain(key)
    expect(later).toContain(`…${key!.slice(-4)}`)
    // Its history tells of the key by the same letters, and not by what it is known by.
    const history = (await pages.look(`${at}/settings`)).html
    expect(history).toContain(`<ins>${key!.slice(-4)}</ins>`)
    expect(history).not.toContain('hash')
  })

  test('ends a key', async () => {
    const [{ id }] = (await source()).keys
    const action = `${at}/keys/${id}/end`
    expect((await pages.send(action, sentForm((await pages.look(at)).html, action))).status).toBe(303)
    expect((await source()).keys).toEqual([])
  })

  test('is taken away, and its page with it', async () => {
    const action = `${at}/remove`
    const form = sentForm((await pages.look(`${at}/settings`)).html, action)
    expect((await pages.send(action, form)).to).toBe('/desk/alerts/sources?done=removed')
    expect((await pages.look(at)).status).toBe(404)
  })
})
