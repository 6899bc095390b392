import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, give, openFor } from '../support/asking.ts'
import { looks, openWindow, startBrowser, type Window } from '../support/browser.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

const employees = { ko: 'p-minji.kim', en: 'p-oliver.reed' } as const
const addresses = { ko: 'minji.kim@haneul.example', en: 'oliver.reed@haneul.example' } as const

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), startBrowser()])
  const outage = await openFor(desk, 'VPN is down')
  await give(desk, outage, 'declare-major', { isMajor: true, reason: 'Nobody at home can work.' })
  await give(desk, outage, 'announce', { headline: { ko: 'VPN에 접속할 수 없습니다', en: 'The VPN is down' } })
})
afterAll(async () => {
  await browser.close()
  await desk.stop()
})

describe.each(looks)('on a $width in $language', ({ width, language, isDark }) => {
  const name = (what: string) => `portal-${what}-${width}-${language}`
  let window: Window
  let number: string
  beforeAll(async () => {
    window = await openWindow(browser, desk, { width, isDark, locale: language })
  })
  afterAll(() => window.close())

  const isSound = async (what: string) => {
    await window.picture(name(what))
    expect(await window.faults()).toEqual([])
    expect(window.complaints).toEqual([])
  }

  test('an employee signs in with a click and comes to the page they wanted', async () => {
    await window.go('/report')
    await isSound('sign-in')
    await window.page.locator(`button[value="${employees[language]}"]`).click()
    await window.page.waitForURL('**/report')
    await isSound('report')
  })

  test('what they report arrives with its file, which went straight to storage', async () => {
    const { page } = window
    await page.locator('input[name=title]').fill('프린터에서 연기가 납니다')
    const buffer = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    await page.locator('#f-files').setInputFiles({ name: '화면.png', mimeType: 'image/png', buffer })
    await page.locator('.brought [name=attachments]').waitFor({ state: 'attached' })
    await isSound('attached')
    await page.locator('form:has([name=title]) button[type=submit]').click()
    await page.waitForURL('**/reported/*')
    await isSound('reported')
    number = new URL(page.url()).pathname.split('/').at(-1)!
    const { timeline } = await desk.ticket(number)
    expect(timeline[0]!.attachments.map((file) => file.name)).toEqual(['화면.png'])
  })

  test('a question is answered from the first page', async () => {
    const { page } = window
    await give(desk, number, 'assign', { assignee: 'me' })
    await give(desk, number, 'start')
    await give(desk, number, 'hold', { reason: 'caller', text: 'Which printer is it?' })
    await window.go('/')
    await isSound('asked')
    await page.locator(`.turn.asked a.button[href^="/tickets/${number}"]`).click()
    await page.locator('textarea[name=text]').fill('The one on the third floor.')
    await page.locator('#write button[type=submit]').click()
    await until('the answer', async () => (await desk.ticket(number)).state === 'in_progress')
    await page.getByText('The one on the third floor.').first().waitFor()
    await isSound('answered')
  })

  test('what is solved is said to be, and rated', async () => {
    const { page } = window
    await give(desk, number, 'resolve', { code: 'solved', notes: 'The fan was replaced.' })
    await window.go(`/tickets/${number}`)
    await isSound('resolved')
    await page.locator('.decision form[action$="/close"] button').click()
    await page.locator('.moods label').last().click()
    await page.locator('textarea[name=comment]').fill('Fast!')
    await isSound('rate')
    await page.locator('form[action$="/rate"] button').click()
    await page.locator('.notice.good').waitFor()
    await isSound('rated')
    expect(await desk.ticket(number)).toMatchObject({ state: 'closed', rating: { score: 5, comment: 'Fast!' } })
  })

  test('an outage that hurts them too takes one click, and another takes it back', async () => {
    const { page } = window
    await window.go('/')
    const button = page.locator('.outages button')
    await button.click()
    await page.locator('.outages button[aria-pressed=true]').waitFor()
    await isSound('me-too')
    await button.click()
    await page.locator('.outages button[aria-pressed=false]').waitFor()
  })

  test.each(['/tickets', '/tickets?view=all', '/me', '/me/tokens'])('%s has no fault', async (path) => {
    await window.go(path)
    await isSound(path.replaceAll(/\W+/g, '-'))
  })
})

describe.each(looks)('a mail that says it is solved, on a $width in $language', ({ width, language, isDark }) => {
  test('is answered by its link without signing in', async () => {
    const title = `Solved by mail, ${width}, ${language}`
    const { body } = await ask(desk, '/incidents', { as: 'agent', body: { title, requester: addresses[language] } })
    const number: string = body.number
    await give(desk, number, 'resolve', { code: 'solved', notes: 'It works again.' })
    const link = await until('the mail', async () =>
      (await desk.mails()).map(({ text }) => text?.match(`https?://\\S+/rate/${number}/[\\w-]+`)?.[0]).find(Boolean),
    )
    const window = await openWindow(browser, desk, { width, isDark, locale: language })
    await window.go(new URL(link).pathname)
    await window.picture(`rate-link-${width}-${language}`)
    expect(await window.faults()).toEqual([])
    await window.page.locator('.moods label').nth(3).click()
    await window.page.locator('form button').click()
    await window.page.locator('.notice.good').waitFor()
    expect(await desk.ticket(number)).toMatchObject({ rating: { score: 4 } })
    expect([...(await window.faults()), ...window.complaints]).toEqual([])
    await window.close()
  })
})

describe('without script', () => {
  test('an employee reports with a file, and says that it is solved', async () => {
    const window = await openWindow(browser, desk, { as: employees.en, hasScript: false })
    const { page } = window
    await window.go('/report')
    await page.locator('input[name=title]').fill('Without script')
    const buffer = Buffer.from('It says: paper jam.')
    await page.locator('#f-files').setInputFiles({ name: 'error.txt', mimeType: 'text/plain', buffer })
    await page.locator('form:has([name=title]) button[type=submit]').click()
    await page.waitForURL('**/reported/*')
    const number = new URL(page.url()).pathname.split('/').at(-1)!
    expect((await desk.ticket(number)).timeline[0]!.attachments).toMatchObject([{ name: 'error.txt' }])
    await give(desk, number, 'resolve', { code: 'solved', notes: 'The paper is out.' })
    await window.go(`/tickets/${number}`)
    await page.locator('.decision form[action$="/close"] button').click()
    expect((await desk.ticket(number)).state).toBe('closed')
    await window.close()
  })
})
