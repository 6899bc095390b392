import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWindow, startBrowser, type Width, type Window, widths } from '../support/browser.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

const pages = {
  start: '/desk/admin',
  people: '/desk/admin/people',
  person: '/desk/admin/people/p-emma.clark',
  'new-person': '/desk/admin/people/new',
  teams: '/desk/admin/teams',
  team: '/desk/admin/teams/service-desk',
  slas: '/desk/admin/slas',
  sla: '/desk/admin/slas/p1-response',
  calendars: '/desk/admin/calendars',
  calendar: '/desk/admin/calendars/korea?from=2026-11-24T09:00&to=2026-11-25T12:00',
  holidays: '/desk/admin/calendars/always/holidays',
  matrix: '/desk/admin/matrix',
  settings: '/desk/admin/settings',
  address: '/desk/admin/addresses?address=minji.kim@haneul.example',
  'mail-rules': '/desk/admin/mail-rules',
  templates: '/desk/admin/templates',
  template: '/desk/admin/templates/resolved/ko',
  digest: '/desk/admin/digest',
  directory: '/desk/admin/directory',
  import: '/desk/admin/directory/import',
  tokens: '/desk/admin/tokens',
  audit: '/desk/admin/audit?person=sora.han@haneul.example',
}

let desk: TestDesk
let browser: Browser
let window: Window
beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), startBrowser()])
  window = await openWindow(browser, desk, { as: 'p-sora.han' })
})
afterAll(async () => {
  await browser.close()
  await desk.stop()
})

const looks = [
  ['laptop', 'en'],
  ['phone', 'ko'],
] as const satisfies (readonly [Width, string])[]

describe.each(looks)('on a %s, in %s', (width, language) => {
  beforeAll(async () => {
    await desk.api('/api/v1/people/p-sora.han', { as: 'admin', method: 'PATCH', body: { language } })
    await window.page.setViewportSize({ width: widths[width], height: 900 })
  })

  test.each(Object.entries(pages))('the page of %s has no fault', async (name, path) => {
    await window.go(path)
    await window.picture(`admin-${name}-${width}-${language}`)
    expect(await window.faults()).toEqual([])
    expect(window.complaints).toEqual([])
  })
})
