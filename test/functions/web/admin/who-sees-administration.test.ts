import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminPages } from '../../../../functions/web/admin/pages.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { filled, sentForm } from '../../../support/sent-form.ts'

const all = [
  '/desk/admin',
  '/desk/admin/people',
  '/desk/admin/people/p-minji.kim',
  '/desk/admin/teams',
  '/desk/admin/teams/network',
  '/desk/admin/slas',
  '/desk/admin/slas/p1-response',
  '/desk/admin/calendars',
  '/desk/admin/calendars/korea',
  '/desk/admin/matrix',
  '/desk/admin/settings',
  '/desk/admin/addresses?address=minji.kim@haneul.example',
  '/desk/admin/mail-rules',
  '/desk/admin/digest',
]
const closed = [
  '/desk/admin/directory',
  '/desk/admin/directory/import',
  '/desk/admin/templates',
  '/desk/admin/templates/resolved/en',
  '/desk/admin/tokens',
  '/desk/admin/audit',
]

describe('the pages of administration', () => {
  let pages: TestPages
  beforeAll(async () => {
    pages = await startPages(adminPages)
  })
  afterAll(() => pages.stop())

  test.each([...all, ...closed])('%s does not exist for an employee', async (path) => {
    expect((await pages.look(path, 'minji.kim')).status).toBe(404)
  })

  test.each(all)('%s can be read by an agent, who finds nothing to save', async (path) => {
    const { status, html } = await pages.look(path, 'jihoon.park')
    expect(status).toBe(200)
    expect(html).not.toContain('save-bar')
    expect(html).not.toContain('aria-labelledby="history"')
  })

  test.each(closed)('%s does not exist for an agent', async (path) => {
    expect((await pages.look(path, 'jihoon.park')).status).toBe(404)
  })

  test('refuse what an agent sends anyway', async () => {
    const { html } = await pages.look('/desk/admin/settings')
    const form = filled(sentForm(html, '/desk/admin/settings'), { closeAfterDays: '30' })
    const { status } = await pages.send('/desk/admin/settings', form, 'jihoon.park')
    expect(status).toBe(403)
    const { body } = await pages.ask('/api/v1/policy/settings')
    expect(body.closeAfterDays).toBe(7)
  })
})
