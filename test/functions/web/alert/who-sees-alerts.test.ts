import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertPages } from '../../../../functions/web/alert/pages.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { filled, sentForm } from '../../../support/sent-form.ts'

const all = [
  '/desk/alerts',
  '/desk/alerts/storms',
  '/desk/alerts/sources',
  '/desk/alerts/sources/new',
  '/desk/alerts/sources/zabbix',
  '/desk/alerts/sources/zabbix/settings',
  '/desk/alerts/sources/zabbix/deliveries',
  '/desk/alerts/sources/zabbix/try',
  '/desk/alerts/maintenance',
  '/desk/alerts/maintenance/new',
  '/desk/alerts/services',
  '/desk/alerts/services/shop',
  '/desk/alerts/rules',
  '/desk/alerts/dead-letters',
]
const closed = ['/desk/alerts/webhooks', '/desk/alerts/webhooks/new']

describe('the pages about alerts', () => {
  let pages: TestPages
  beforeAll(async () => {
    pages = await startPages(alertPages)
    await pages.ask('/api/v1/alert-sources', { as: 'sora.han', body: { id: 'zabbix', name: 'Zabbix' } })
    const service = { name: 'Shop', criticality: 1 }
    await pages.ask('/api/v1/services/shop', { as: 'sora.han', method: 'PUT', body: service })
  })
  afterAll(() => pages.stop())

  test.each([...all, ...closed])('%s does not exist for an employee', async (path) => {
    expect((await pages.look(path, 'minji.kim')).status).toBe(404)
  })

  test.each(all)('%s can be read by an agent', async (path) => {
    expect((await pages.look(path, 'jihoon.park')).status).toBe(200)
  })

  test.each(closed)('%s does not exist for an agent, who is led to none', async (path) => {
    expect((await pages.look(path, 'jihoon.park')).status).toBe(404)
    expect((await pages.look('/desk/alerts', 'jihoon.park')).html).not.toContain(path)
  })

  test('offer an agent no key and no removal of a source', async () => {
    const { html } = await pages.look('/desk/alerts/sources/zabbix', 'jihoon.park')
    expect(html).not.toContain('<form class="stack tight"')
    expect((await pages.look('/desk/alerts/sources/zabbix/settings', 'jihoon.park')).html).not.toContain('/remove"')
  })

  test('refuse the settings that an agent sends anyway', async () => {
    const path = '/desk/alerts/sources/zabbix/settings'
    const form = filled(sentForm((await pages.look(path)).html, path), { name: 'Mine' })
    expect((await pages.send(path, form, 'jihoon.park')).status).toBe(403)
    expect((await pages.ask('/api/v1/alert-sources/zabbix')).body.name).toBe('Zabbix')
  })

  test('let an agent plan maintenance', async () => {
    const path = '/desk/alerts/maintenance/new'
    const { html } = await pages.look(path, 'jihoon.park')
    const form = filled(sentForm(html, path), {
      name: 'Restart',
      reason: 'CHG-4',
      beginsAt: '2026-11-24T22:00',
      endsAt: '2026-11-24T23:00',
      service: 'shop',
    })
    expect((await pages.send(path, form, 'jihoon.park')).status).toBe(303)
    const { body } = await pages.ask('/api/v1/maintenance-windows')
    // In Seoul it is nine hours later.
    expect(body.items).toEqual([expect.objectContaining({ name: 'Restart', beginsAt: '2026-11-24T13:00:00.000Z' })])
  })
})
