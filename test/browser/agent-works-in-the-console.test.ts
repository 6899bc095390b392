import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWindow, startBrowser, type Width, type Window } from '../support/browser.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

const agents = { ko: 'p-jihoon.park', en: 'p-emma.clark' } as const

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await desk.stop()
})

describe.each(['phone', 'laptop'] as const satisfies Width[])('on a %s', (width) => {
  describe.each(['ko', 'en'] as const)('in %s', (language) => {
    const title = `프린터가 인쇄되지 않습니다 (${width}, ${language})`
    let window: Window
    beforeAll(async () => {
      const body = { title, description: 'The paper is stuck in tray 2.' }
      await desk.api('/api/v1/incidents', { as: 'employee', body })
      window = await openWindow(browser, desk, { as: agents[language], width })
    })
    afterAll(() => window.close())

    test('an agent finds a ticket in the queue, opens it and answers', async () => {
      const { page } = window
      await window.go('/desk/tickets?view=unassigned')
      expect(await window.faults()).toEqual([])
      await window.picture(`queue-${width}-${language}`)
      await page.getByRole('link', { name: title }).click()
      await page.locator('textarea[name=text]').fill('2번 트레이를 열어 주세요.')
      await page.locator('.composer button[type=submit]').click()
      await page.locator('.message.ours').waitFor()
      expect(await window.faults()).toEqual([])
      await window.picture(`ticket-${width}-${language}`)
      const number = new URL(page.url()).pathname.split('/').at(-1)!
      expect((await desk.ticket(number)).timeline.map(({ text }) => text)).toContain('2번 트레이를 열어 주세요.')
      expect(window.complaints).toEqual([])
    })
  })
})
