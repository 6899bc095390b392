import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { looks, openWindow, startBrowser, type Width, type Window, widths } from '../support/browser.ts'
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

const sights = [
  ['laptop', 'en'],
  ['phone', 'ko'],
] as const satisfies (readonly [Width, string])[]

describe.each(sights)('on a %s, in %s', (width, language) => {
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

describe.each(looks)('an administrator on a $width in $language', ({ width, language, isDark }) => {
  beforeAll(async () => {
    await desk.api('/api/v1/people/p-sora.han', { as: 'admin', method: 'PATCH', body: { language } })
    await window.page.setViewportSize({ width: widths[width], height: 900 })
    await window.page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  })

  const isSound = async (what: string) => {
    await window.picture(`admin-${what}-${width}-${language}`)
    expect(await window.faults()).toEqual([])
    expect(window.complaints).toEqual([])
  }

  test('moves a team, found from the start', async () => {
    const { page } = window
    await window.go('/desk/admin')
    await isSound('journey-start')
    await page.locator('main a[href="/desk/admin/teams"]').click()
    await page.locator('main a[href="/desk/admin/teams/network"]').click()
    const place = `${width} ${language}`
    await page.locator('input[name=location]').fill(place)
    await page.locator('form[action="/desk/admin/teams/network"] .save-bar button').first().click()
    await page.waitForURL('**?saved')
    await isSound('team-saved')
    const answer = await desk.api('/api/v1/teams/network', { as: 'admin' })
    expect(await answer.json()).toMatchObject({ location: place })
  })

  test('looks at their own words for a mail before they keep them', async () => {
    const { page } = window
    const words = `We are done (${width}, ${language}).`
    await window.go(`/desk/admin/templates/resolved/${language}`)
    await page.locator('textarea[name=closing]').fill(words)
    await page.locator('.save-bar button[value=preview]').click()
    await page.getByText(words).first().waitFor()
    await isSound('template-preview')
    await page.locator('.save-bar button:not([value])').click()
    await page.waitForURL('**?saved')
    expect(await page.locator('textarea[name=closing]').inputValue()).toBe(words)
    await isSound('template-saved')
  })
})

describe('without script', () => {
  test('an administrator saves all the same', async () => {
    const plain = await openWindow(browser, desk, { as: 'p-sora.han', hasScript: false })
    await plain.go('/desk/admin/teams/network')
    await plain.page.locator('input[name=location]').fill('Busan')
    await plain.page.locator('form[action="/desk/admin/teams/network"] .save-bar button').first().click()
    await plain.page.waitForURL('**?saved')
    expect(await plain.page.locator('input[name=location]').inputValue()).toBe('Busan')
    await plain.close()
  })
})
