import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf } from '../../functions/api/approval/office.ts'
import { askForApproval, decisionsOn, demandStages, entriesOf, stageOf } from '../support/approvals.ts'
import { looks, openWindow, startBrowser } from '../support/browser.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  ;[desk, browser] = await Promise.all([startDesk(), startBrowser()])
  await demandStages(desk.office.store, now(), [
    stageOf('tech', ['emma.clark', 'sora.han']),
    stageOf('board', ['yuna.choi']),
  ])
})
afterAll(async () => {
  await browser.close()
  await desk.stop()
})

const now = () => new Date().toISOString()
const office = () => officeOf(desk.office)

/** A change that is up for approval, with the mail that asked this person and its link. */
const asked = async (person: string, options = {}) => {
  const number = await askForApproval(office(), now(), options)
  const mail = await until(`the mail to ${person} about ${number}`, async () =>
    (await desk.mails()).find(({ to, subject }) => to[0]?.startsWith(person) && subject.includes(number)),
  )
  const link = /https?:\/\/[^\s]*\/approvals\/[^\s]*/.exec(mail.text)![0]
  return { number, mail, link, path: new URL(link).pathname }
}

describe('links in the mail that asks for approval', () => {
  test('are fetched some hundred times over HTTP, with and without the approver’s session, and decide nothing', async () => {
    const { number, path } = await asked('emma.clark')
    const before = await entriesOf(desk.office.store, number)
    const cookie = await signIn(desk.host, 'p-emma.clark')
    const ways: readonly RequestInit[] = [
      { method: 'HEAD' },
      {},
      { headers: { 'sec-purpose': 'prefetch', cookie } },
      { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0', cookie } },
      { headers: { 'user-agent': 'SkypeUriPreview Preview/0.5' } },
      {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({ decision: 'approved' }),
      },
      { method: 'OPTIONS', headers: { cookie } },
    ]
    for (let turn = 0; turn < 30; turn++) {
      const answers = await Promise.all(
        ways.map((how) => fetch(`${desk.host.url}${path}`, { redirect: 'manual', ...how })),
      )
      for (const answer of answers) {
        expect(answer.status).toBeLessThan(500)
        await answer.body?.cancel()
      }
    }
    expect(await entriesOf(desk.office.store, number)).toEqual(before)
  })

  test('are opened by a browser that runs every script and clicks nothing, then by the person, whose click counts once', async () => {
    const { number, mail, link, path } = await asked('emma.clark')
    const before = await entriesOf(desk.office.store, number)
    for (let turn = 0; turn < 12; turn++) {
      const window = await openWindow(browser, desk, turn % 2 ? { as: 'p-emma.clark' } : {})
      if (turn === 0) await window.page.setContent(mail.html)
      await window.go(path)
      await window.page.waitForLoadState('networkidle')
      await window.page.mouse.wheel(0, 5000)
      await window.close()
    }
    expect(link.startsWith(desk.host.url)).toBe(true)
    expect(await entriesOf(desk.office.store, number)).toEqual(before)

    const window = await openWindow(browser, desk, { as: 'p-emma.clark', width: 'phone' })
    await window.go(path)
    await window.page.getByRole('button', { name: 'Approve', exact: true }).dblclick()
    await window.page.getByText('Emma Clark approved this').waitFor()
    expect(await decisionsOn(desk.office.store, number)).toBe(1)
    expect(window.complaints).toEqual([])
    const receipt = await until('the signed receipt', async () => {
      const answer = await window.page.request.get(`${desk.host.url}${path}/receipts`)
      const { receipts } = (await answer.json()) as { receipts: { body: { number: string } }[] }
      return receipts[0]
    })
    expect(receipt.body.number).toBe(number)
    await window.close()
  })
})

describe('the page of an approval', () => {
  const people = { ko: 'sora.han', en: 'emma.clark' } as const

  test.each(looks)(
    'can be read by everybody, on a $width in $language (dark: $isDark), also without script',
    async ({ width, language, isDark }) => {
      const name = `${width}-${language}${isDark ? '-dark' : ''}`
      const person = people[language]
      const { path, mail } = await asked(person)
      const window = await openWindow(browser, desk, { as: `p-${person}`, width, isDark })
      await window.go(path)
      expect(await window.faults()).toEqual([])
      await window.picture(`approval-${name}`)
      await window.go('/approvals')
      expect(await window.faults()).toEqual([])
      await window.picture(`approvals-${name}`)
      await window.close()
      if (process.env.PICTURES) {
        writeFileSync(join(process.env.PICTURES, `mail-${name}.txt`), mail.text)
        const mailWindow = await openWindow(browser, desk, { width, isDark })
        await mailWindow.page.setContent(mail.html)
        await mailWindow.picture(`mail-${name}`)
        await mailWindow.close()
      }
      const plain = await openWindow(browser, desk, { as: `p-${person}`, width, isDark, hasScript: false })
      await plain.go(path)
      await plain.page.locator('#reject summary').click()
      await plain.page.locator('#reject textarea').fill('Not this week.')
      await plain.picture(`reject-${name}`)
      await plain.page.locator('#reject button').click()
      await plain.page.locator('[role=status]').first().waitFor()
      await plain.picture(`rejected-${name}`)
      await plain.close()
      const stranger = await openWindow(browser, desk, { width, isDark, locale: language })
      await stranger.go(path)
      expect(await stranger.faults()).toEqual([])
      await stranger.picture(`stranger-${name}`)
      await stranger.close()
    },
  )

  test('asks for a fresh sign-in above a risk and comes back ready to decide', async () => {
    const { number, path } = await asked('emma.clark', { risk: 'high' })
    const window = await openWindow(browser, desk, { as: 'p-emma.clark', width: 'phone' })
    await window.go(path)
    await window.picture('step-up')
    await window.page.getByRole('link', { name: 'Sign in and decide' }).click()
    await window.page.getByText('Emma Clark').first().click()
    await window.page.getByRole('button', { name: 'Approve', exact: true }).click()
    await window.page.getByText('Emma Clark approved this').waitFor()
    expect(await decisionsOn(desk.office.store, number)).toBe(1)
    await window.close()
  })
})
