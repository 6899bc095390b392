import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { looks, openWindow, startBrowser, type Window, widths } from '../support/browser.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

const pages = [
  '',
  '/storms',
  '/sources/new',
  '/maintenance/new',
  '/services/new',
  '/rules',
  '/dead-letters',
  '/webhooks/new',
]

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

describe.each(looks)('an administrator on a $width in $language', ({ width, language, isDark }) => {
  const id = `monitor-${width}-${language}`
  const source = `/desk/alerts/sources/${id}`
  let url: string
  beforeAll(async () => {
    await desk.api('/api/v1/people/p-sora.han', { as: 'admin', method: 'PATCH', body: { language } })
    await window.page.setViewportSize({ width: widths[width], height: 900 })
    await window.page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' })
  })

  const isSound = async (what: string) => {
    await window.picture(`alerts-${what}-${width}-${language}`)
    expect(await window.faults()).toEqual([])
    expect(window.complaints).toEqual([])
  }

  test('makes a source and its key, which is shown once', async () => {
    const { page } = window
    await window.go('/desk/alerts/sources/new')
    await page.locator('input[name=id]').fill(id)
    await page.locator('input[name=name]').fill(`Monitor ${width}`)
    await page.locator('.save-bar button').click()
    await page.waitForURL(`**${source}?done=sourceMade`)
    await page.locator(`form[action="${source}/keys"] button[type=submit]`).click()
    url = (await page.locator('#made-url').textContent()) ?? ''
    await isSound('key-made')
    await window.go(source)
    expect(await page.locator('#made-url').count()).toBe(0)
  })

  test('tries a payload before anything is sent', async () => {
    const { page } = window
    await window.go(`${source}/try`)
    await page.locator('textarea[name=body]').fill('{"n": "disk-7", "what": "Disk full"}')
    await page.locator('select[name=format]').selectOption('mapping')
    await page.locator('textarea[name=mapping]').fill('{ "key": n, "title": what }')
    await page.locator('.save-bar button:not([value])').click()
    await page.locator('#trial code').getByText('disk-7').waitFor()
    await isSound('tried')
  })

  test('sees a real alert arrive, and the incident that it opened', async () => {
    const { page } = window
    const answer = await fetch(`${desk.host.url}${new URL(url).pathname}`, {
      method: 'POST',
      body: JSON.stringify({ dedup_key: id, status: 'firing', severity: 'critical', title: `Disk full at ${id}` }),
    })
    expect(answer.status).toBe(202)
    await expect
      .poll(
        async () => {
          await window.go(`${source}/deliveries`)
          return page.locator('#deliveries .number').count()
        },
        { timeout: 20_000 },
      )
      .toBe(1)
    await isSound('deliveries')
    await page.locator('#deliveries .number').click()
    await page.waitForURL('**/desk/tickets/INC-*')
    await page.locator('a[href^="/desk/alerts?incident="]').click()
    await page.getByText(`Disk full at ${id}`).first().click()
    await page.waitForURL('**/desk/alerts/of/**')
    await isSound('alert')
  })

  test.each(pages)('finds no fault at /desk/alerts%s', async (path) => {
    await window.go(`/desk/alerts${path}`)
    await isSound(`page${path.replaceAll('/', '-')}`)
  })
})

describe('without script', () => {
  test('an administrator tries a payload all the same', async () => {
    const plain = await openWindow(browser, desk, { as: 'p-sora.han', hasScript: false })
    await plain.go('/desk/alerts/sources/monitor-laptop-en/try')
    await plain.page.locator('textarea[name=body]').fill('{"dedup_key": "cpu", "status": "firing", "title": "CPU"}')
    await plain.page.locator('.save-bar button:not([value])').click()
    await plain.page.locator('#trial code').getByText('cpu').waitFor()
    await plain.close()
  })
})
