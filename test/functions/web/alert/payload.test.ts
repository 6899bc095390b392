import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertPages } from '../../../../functions/web/alert/pages.ts'
import { alertDeskOver, fires } from '../../../support/alert-desk.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { filled, sentForm } from '../../../support/sent-form.ts'

const at = '/desk/alerts/sources/monitor'
const own = '{"id": "disk-7", "state": "firing", "how": "p1", "what": "Disk full", "count": 12345678901234567890}'
const mapping = '{ "key": id, "status": state, "severity": how, "title": what }'

describe('a payload', () => {
  let pages: TestPages
  let take: (body: unknown) => Promise<unknown>
  beforeAll(async () => {
    pages = await startPages(alertPages)
    await pages.ask('/api/v1/alert-sources', { as: 'sora.han', body: { id: 'monitor', name: 'Monitor' } })
    const desk = alertDeskOver(pages.store)
    take = (body) => desk.take(desk.delivery('monitor', body))
  })
  afterAll(() => pages.stop())

  const tried = async (form: Readonly<Record<string, string>>, as?: string) => {
    const path = `${at}/try`
    return pages.send(path, filled(sentForm((await pages.look(path)).html, path), form), as)
  }
  const source = async () => (await pages.ask('/api/v1/alert-sources/monitor')).body

  test('shows what it would be read as and come to, and changes nothing', async () => {
    const { status, html } = await tried({ body: own, format: 'mapping', mapping, levels: 'p1 = critical' })
    expect(status).toBe(200)
    expect(html).toContain('<code>disk-7</code>')
    expect(html).toContain('위급')
    expect(html).toContain('경보가 발생하여 이 인시던트를 열었습니다.')
    expect(await source()).toMatchObject({ format: 'auto', version: 1 })
  })

  test('says what is wrong with a mapping at the mapping', async () => {
    const { status, html } = await tried({ body: own, format: 'mapping', mapping: '{ "key": id' })
    expect(status).toBe(400)
    expect(html).toMatch(/id="f-mapping-error">(?:<span[^>]*>)?This is no JSONata/)
    expect(html).toContain('disk-7')
  })

  test('that nobody can read is said to be so, and how it was to be read is not kept', async () => {
    const { status, html } = await tried({ body: own, format: 'mapping', mapping: '{ "title": what }', do: 'save' })
    expect(status).toBe(200)
    expect(html).toContain('without it no alert is known again')
    expect(await source()).toMatchObject({ format: 'auto', version: 1 })
  })

  test('can be tried by an agent, who can keep nothing', async () => {
    expect((await tried({ body: own, format: 'mapping', mapping }, 'jihoon.park')).status).toBe(200)
    expect((await tried({ body: own, format: 'mapping', mapping, do: 'save' }, 'jihoon.park')).status).toBe(403)
    expect(await source()).toMatchObject({ format: 'auto', version: 1 })
  })

  test('that is read well has its mapping kept', async () => {
    const { to } = await tried({ body: own, format: 'mapping', mapping, do: 'save' })
    expect(to).toBe(`${at}?done=mappingSaved`)
    expect(await source()).toMatchObject({ format: 'mapping', mapping, version: 2 })
  })

  test('stands in the log with what became of it, and is never more than text', async () => {
    await take(own.replace('Disk full', 'Disk <b>full</b>'))
    const { html } = await pages.look(`${at}/deliveries`)
    expect(html).toContain('Disk &lt;b&gt;full&lt;/b&gt;')
    expect(html).toMatch(/href="\/desk\/tickets\/INC-\d+"/)
    const one = /href="(\/desk\/alerts\/sources\/monitor\/deliveries\/[^"?]+)"/.exec(html)![1]!
    const shown = (await pages.look(one)).html
    expect(shown).not.toContain('<b>full')
    expect(shown).toContain('12345678901234567890')
    expect((await pages.send(`${one}/replay`, {})).to).toBe(`${at}/deliveries?done=replayed`)
    expect(pages.sent).toHaveLength(1)
    const sample = (await pages.look(`${at}/try?delivery=${one.split('/').at(-1)}`)).html
    expect(sample).toContain('&quot;id&quot;: &quot;disk-7&quot;')
  })

  test('that nobody can read is found among the unread ones', async () => {
    await take('no JSON at all')
    const { html } = await pages.look(`${at}/deliveries?unread=true`)
    expect(html).toContain('읽지 못함')
    expect(html).not.toContain('Disk')
    expect((await pages.look('/desk/alerts/sources')).html).toContain('읽지 못한 것 있음')
  })

  test('of an alert is found from the alert and from its incident', async () => {
    const { items } = (await pages.ask('/api/v1/alerts?source=monitor')).body
    expect(items).toHaveLength(1)
    const list = (await pages.look(`/desk/alerts?incident=${items[0].incident}`)).html
    const alert = `/desk/alerts/of/${items[0].id.replace('#', '/')}`
    expect(list).toContain(`href="${alert}"`)
    expect((await pages.look(alert)).html).toContain('경보가 발생하여 이 인시던트를 열었습니다.')
    expect((await pages.look('/desk/alerts?source=another')).html).not.toContain(alert)
  })

  test('of many alerts at once shows the storm with its counter', async () => {
    await pages.ask('/api/v1/alert-sources', {
      as: 'sora.han',
      body: { id: 'stormy', name: 'Stormy', stormPerMinute: 1 },
    })
    const desk = alertDeskOver(pages.store)
    for (const name of ['a', 'b', 'c']) await desk.take(desk.delivery('stormy', fires(name)))
    const { html } = await pages.look('/desk/alerts/storms')
    expect(html).toContain('data-live="5"')
    expect(html).toContain('<dd>2</dd>')
    expect(html).toContain('b is down')
  })
})
