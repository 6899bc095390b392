import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleTexts } from '../../functions/web/console/text.ts'
import { openFor } from '../support/asking.ts'
import { looks, openWindow, startBrowser, type Window } from '../support/browser.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

const agents = { ko: 'p-jihoon.park', en: 'p-emma.clark' } as const
const colleagues = { ko: 'p-emma.clark', en: 'p-jihoon.park' } as const

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await desk.stop()
})

const assigneeOf = async (number: string) =>
  ((await desk.ticket(number)) as { assignee?: { readonly id: string } }).assignee?.id

describe.each(looks)('on a $width in $language', ({ width, language, isDark }) => {
  const title = `프린터가 인쇄되지 않습니다 (${width}, ${language})`
  const name = (what: string) => `console-${what}-${width}-${language}`
  let number: string
  let window: Window
  beforeAll(async () => {
    number = await openFor(desk, title, { description: 'The paper is stuck in tray 2.' })
    window = await openWindow(browser, desk, { as: agents[language], width, isDark })
  })
  afterAll(() => window.close())

  const isSound = async (what: string) => {
    await window.picture(name(what))
    expect(await window.faults()).toEqual([])
    expect(window.complaints).toEqual([])
  }

  test('an agent finds a ticket among the unassigned, takes it and answers', async () => {
    const { page } = window
    await window.go('/desk/tickets?view=unassigned')
    await isSound('queue')
    await page.getByRole('link', { name: title }).click()
    await page.locator('.actions form[action$="/assign"] button').click()
    await page.locator('.toast').waitFor()
    expect(await assigneeOf(number)).toBe(agents[language])
    await page.locator('textarea[name=text]').fill('2번 트레이를 열어 주세요.')
    await page.locator('.composer button[type=submit]:not([formaction])').click()
    await page.locator('.message.ours').waitFor()
    await isSound('ticket')
    expect((await desk.ticket(number)).timeline.map(({ text }) => text)).toContain('2번 트레이를 열어 주세요.')
  })

  test('a note is for the desk, and looks like it', async () => {
    const { page } = window
    if (width === 'laptop') await page.keyboard.press('n')
    else await page.locator('.composer label:has([value=internal])').click()
    await page.locator('textarea[name=text]').fill('The roller is worn out.')
    await page.locator('.composer button[type=submit]:not([formaction])').click()
    await page.locator('.message.internal').waitFor()
    expect((await desk.ticket(number)).timeline.at(-1)).toMatchObject({ visibility: 'internal' })
  })

  test('somebody who comes while a colleague has the ticket open sees it', async () => {
    const other = await openWindow(browser, desk, { as: colleagues[language] })
    await other.go(`/desk/tickets/${number}`)
    await other.page.locator('[data-presence] .avatar').first().waitFor()
    await other.close()
  })

  test('a solution is told in a sheet', async () => {
    const { page } = window
    await page.locator('[popovertarget=moves]').first().click()
    await page.locator('#moves a[href$="/resolve"]').click()
    await page.locator('.sheet textarea[name=notes]').fill('양면 장치를 청소했습니다.')
    await isSound('resolve')
    await page.locator('.sheet form button[type=submit]').click()
    await page.locator('.ticket-head .state-resolved').waitFor()
    await isSound('resolved')
  })

  test('many are taken at once', async () => {
    const { page } = window
    const numbers = [await openFor(desk, 'First of two'), await openFor(desk, 'Second of two')]
    await window.go('/desk/tickets?view=unassigned')
    if (width === 'laptop') {
      for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    } else for (const each of numbers) await page.locator(`.pick input[value="${each}"]`).check()
    expect(await page.locator('.pick input:checked').count()).toBe(2)
    await isSound('picked')
    await page.locator('.bulk button[value=take]').click()
    await page.locator('.notice.good').waitFor()
    await until('both', async () => {
      const all = await Promise.all(numbers.map(assigneeOf))
      return all.every((id) => id === agents[language])
    })
  })

  test('the palette goes anywhere by typing', async () => {
    const { page } = window
    if (width === 'laptop') await page.keyboard.press('Control+k')
    else await page.locator('[data-palette]').click()
    await page.locator('.palette input').fill(consoleTexts[language].place.board)
    await isSound('palette')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/desk/board')
    await isSound('board')
  })

  test('one’s own menu leads to settings, the other pages and out', async () => {
    const { page } = window
    await page.locator('[popovertarget=self]:visible').first().click()
    await page.locator('#self a[href="/me"]').waitFor()
    await isSound('self')
    await page.locator('#self form[action="/sign-out"] button').click()
    await page.waitForURL('**/sign-out')
    await isSound('signed-out')
  })
})
