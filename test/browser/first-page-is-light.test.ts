import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWindow, startBrowser } from '../support/browser.ts'
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

/** Bytes over the wire of everything that a page loads; the browser of the tests has no Korean font of its own. */
const bytesOf = async (as: string, path: string) => {
  const window = await openWindow(browser, desk, { as })
  const session = await window.page.context().newCDPSession(window.page)
  const types = new Map<string, string>()
  const sum = { page: 0, font: 0 }
  await session.send('Network.enable')
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sum[types.get(requestId) === 'Font' ? 'font' : 'page'] += encodedDataLength
  })
  await window.go(path)
  await window.page.waitForLoadState('networkidle')
  await window.close()
  return sum
}

describe('the first page that somebody opens', () => {
  test.each(['p-minji.kim', 'p-oliver.reed'])('is under 100 KB all in for %s', async (as) => {
    const { page, font } = await bytesOf(as, '/')
    expect(page + font).toBeLessThan(100 * 1024)
  })

  // Queues show what strangers wrote, in whatever letters; whoever has no font for those keeps the one that they got.
  test.each(['p-jihoon.park', 'p-emma.clark'])('is under 30 KB beside its fonts at the desk for %s', async (as) => {
    const { page } = await bytesOf(as, '/desk/tickets?view=open')
    expect(page).toBeLessThan(30 * 1024)
  })
})
