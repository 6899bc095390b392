import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { give, openFor } from '../support/asking.ts'
import { looks, openWindow, startBrowser, type Window } from '../support/browser.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

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

describe.each(looks)('on a $width in $language', ({ width, language, isDark }) => {
  const name = (what: string) => `ticket-${what}-${width}-${language}`
  let window: Window
  let number: string
  beforeAll(async () => {
    number = await openFor(desk, '3층 프린터가 인쇄되지 않습니다', { description: 'The paper is stuck in tray 2.' })
    window = await openWindow(browser, desk, { as: agents[language], width, isDark })
  })
  afterAll(() => window.close())

  test('a key or a press opens a sheet, and one more gives the ticket to oneself', async () => {
    const { page } = window
    await window.go(`/desk/tickets/${number}`)
    if (width === 'laptop') await page.keyboard.press('a')
    else await page.locator('.actions a[data-sheet][href$="/assign"]').click()
    await page.locator('.sheet.popup:popover-open').waitFor()
    expect(await window.faults()).toEqual([])
    await window.picture(name('assign'))
    await page.locator('.sheet button[value=me]').click()
    await page.locator('.toast').waitFor()
    expect(await page.locator('.sheet:popover-open').count()).toBe(0)
    await until('the assignee', async () => 'assignee' in (await desk.ticket(number)))
    await window.picture(name('assigned'))
  })

  test('the state is changed from a menu, and a wait is asked for in a sheet', async () => {
    const { page } = window
    await page.locator('[popovertarget=moves]').first().click()
    await window.picture(name('moves'))
    await page.locator('#moves a[href$="/hold"]').click()
    await page.locator('.sheet textarea[name=text]').fill('어느 프린터인가요?')
    expect(await window.faults()).toEqual([])
    await window.picture(name('hold'))
    await page.locator('.sheet form button[type=submit]').click()
    await page.locator('.ticket-head .state-on_hold').waitFor()
  })

  test('whoever comes second sees what changed, and keeps what they typed', async () => {
    const { page } = window
    await page.locator('aside a[data-sheet][href$="/edit"]').first().click()
    await page.locator('.sheet input[name=title]').fill('Printer on floor 3')
    await give(desk, number, 'edit', { title: 'Copier' }, 'admin')
    await page.locator('.sheet form button[type=submit]').click()
    await page.locator('.sheet .notice.warn').waitFor()
    expect(await page.locator('.sheet input[name=title]').inputValue()).toBe('Printer on floor 3')
    expect(await window.faults()).toEqual([])
    await page.locator('.sheet form button[type=submit]').click()
    await page.getByRole('heading', { level: 1, name: 'Printer on floor 3' }).waitFor()
  })

  test('an answer of a colleague is shown before one’s own is sent on top', async () => {
    const { page } = window
    await window.go(`/desk/tickets/${number}`)
    await page.locator('textarea[name=text]').fill('We are on the way.')
    await give(desk, number, 'comments', { text: 'I called them.' }, 'admin')
    await page.locator('.composer button[type=submit]:not([formaction])').click()
    await page.locator('.composer .notice.warn').waitFor()
    expect(await page.locator('textarea[name=text]').inputValue()).toBe('We are on the way.')
    await window.picture(name('answered'))
    await page.locator('.composer button[type=submit]:not([formaction])').click()
    await page.locator('.toast').waitFor()
    expect((await desk.ticket(number)).timeline.at(-1)!.text).toBe('We are on the way.')
  })

  test('how the time was counted is told in a sheet', async () => {
    const { page } = window
    await page.locator('aside a[href$="/promises"]').click()
    await page.locator('.sheet table').first().waitFor()
    expect(await window.faults()).toEqual([])
    await window.picture(name('promises'))
    await page.keyboard.press('Escape')
    await window.picture(name('all'))
    // Answers that tell of a change made meanwhile are refusals, and the console says so.
    expect(window.complaints.filter((text) => !text.includes('412'))).toEqual([])
  })
})

describe('without script', () => {
  test('the same sheets are pages', async () => {
    const number = await openFor(desk, 'The screen is dark')
    const window = await openWindow(browser, desk, { as: agents.en, hasScript: false })
    await window.go(`/desk/tickets/${number}`)
    await window.page.locator('.actions a[href$="/assign"]').click()
    await window.page.locator('button[value=me]').click()
    await window.page.locator('.toast').waitFor()
    expect((await desk.ticket(number)) as object).toMatchObject({ assignee: { id: agents.en } })
    await window.close()
  })
})

describe('a mail with looks of its own', () => {
  test('is shown in a frame that can do nothing', async () => {
    await desk.send({
      from: '김민지 <minji.kim@haneul.example>',
      subject: 'A designed mail',
      html: '<h1 style="color:teal">Please help</h1><script>document.title = "mine"</script>',
    })
    await until('the ticket', async () => (await desk.tickets()).some(({ title }) => title === 'A designed mail'))
    const { number } = (await desk.tickets()).find(({ title }) => title === 'A designed mail')!
    const window = await openWindow(browser, desk, { as: agents.en })
    await window.go(`/desk/tickets/${number}`)
    await window.page.locator('.as-sent summary').click()
    await window.page.frameLocator('.as-sent iframe').getByRole('heading', { name: 'Please help' }).waitFor()
    await window.picture('ticket-as-sent')
    expect(await window.page.title()).not.toBe('mine')
    await window.close()
  })
})
