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

/** Bytes over the wire of everything that a page loads, fonts apart: most machines have them, and those that do not keep them. */
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
  test.each([
    ['p-minji.kim', '/'],
    ['p-oliver.reed', '/'],
    ['p-jihoon.park', '/desk/tickets?view=open'],
    ['p-emma.clark', '/desk/tickets?view=open'],
  ])('is under 100 KB all in for %s', async (as, path) => {
    const { page } = await bytesOf(as, path)
    expect(page).toBeLessThan(100 * 1024)
  })
})
