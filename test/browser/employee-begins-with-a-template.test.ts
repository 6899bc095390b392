import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { looks, openWindow, startBrowser } from '../support/browser.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await desk.stop()
})

describe.each(looks)('on a $width in $language', ({ width, language, isDark }) => {
  test('a report begins with a template and is sent with what it says', async () => {
    const as = language === 'ko' ? 'p-minji.kim' : 'p-oliver.reed'
    const window = await openWindow(browser, desk, { as, width, isDark, locale: language })
    const { page } = window
    await window.go('/report')
    await page.locator('.begin a[href$="template=network-down"]').click()
    await page.locator('.begin [aria-current]').waitFor()
    await window.picture(`template-${width}-${language}`)
    expect(await window.faults()).toEqual([])
    const title = await page.locator('input[name=title]').inputValue()
    await page.locator('form:has([name=title]) button[type=submit]').click()
    await page.waitForURL('**/reported/*')
    expect((await desk.ticket(new URL(page.url()).pathname.split('/').at(-1)!)).title).toBe(title)
    expect(window.complaints).toEqual([])
    await window.close()
  })
})
