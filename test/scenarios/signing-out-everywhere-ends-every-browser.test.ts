import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activate, deactivate } from '../../lib/desk/change-person.ts'
import { sessionsOf } from '../../lib/desk/sessions.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { type Browser, openBrowser } from '../support/browser-less.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'
import { choose, signInWith, toTheChoice } from '../support/sign-in.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const agent = 'p-jihoon.park'

const signedIn = async (person = agent): Promise<Browser> => {
  const browser = openBrowser(desk.host.url)
  expect((await signInWith(browser, person)).status).toBe(303)
  return browser
}
const status = async (browser: Browser) => (await browser.ask('/')).status

describe('the sign-in of this machine', () => {
  test('shows everybody whom one can be, in the reader’s language, and asks nothing else', async () => {
    const browser = openBrowser(desk.host.url)
    const choice = await toTheChoice(browser)
    const page = await (await browser.ask(choice, { headers: { 'accept-language': 'ko' } })).text()
    expect(page).toContain('누구로 로그인할까요?')
    expect(page).toContain('value="p-sora.han"')
    expect(page).toMatch(/Emma Clark.*상담원 · IT/)
    const english = await (await browser.ask(choice)).text()
    expect(english).toMatch(/김민지.*Employee · 재무팀/)
    expect((await browser.ask(await choose(browser, choice, agent))).headers.get('location')).toBe('/')
    expect(await status(browser)).toBe(200)
  })

  test('lets one be somebody else at the next sign-in', async () => {
    const browser = await signedIn()
    const before = browser.cookieHeader()
    await signInWith(browser, 'p-emma.clark')
    expect(decodeURIComponent(browser.cookieHeader())).toContain('p-emma.clark')
    const old = await fetch(`${desk.host.url}/`, { headers: { cookie: before }, redirect: 'manual' })
    expect(old.status).toBe(303)
  })

  test('takes a choice from its own page only', async () => {
    const browser = openBrowser(desk.host.url)
    const choice = await toTheChoice(browser)
    const form = { person: agent }
    const answer = await browser.ask(choice, { form, headers: { origin: 'https://evil.example' } })
    expect(answer.status).toBe(403)
  })

  test('refuses a code that was not used in time', async () => {
    const browser = openBrowser(desk.host.url)
    const back = await choose(browser, await toTheChoice(browser), agent)
    const ledger = new DatabaseSync(join(desk.dataDir, 'host.sqlite'), { timeout: 5000 })
    ledger.exec("UPDATE oidc_items SET expires_at = 1 WHERE model = 'AuthorizationCode'")
    ledger.close()
    expect((await browser.ask(back)).status).toBe(400)
    expect(await status(browser)).toBe(303)
  })
})

describe('somebody signed in with two browsers', () => {
  test('who signs out in one stays signed in in the other', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const cookie = one.cookieHeader()
    const answer = await one.follow('/sign-out', { form: {} })
    expect(await answer.text()).toContain('You are signed out')
    const stolen = await fetch(`${desk.host.url}/`, { headers: { cookie }, redirect: 'manual' })
    expect([stolen.status, await status(one), await status(other)]).toEqual([303, 303, 200])
  })

  test('who signs out everywhere is out in both, and their API token goes on', async () => {
    const [one, other, colleague] = [await signedIn(), await signedIn(), await signedIn('p-emma.clark')]
    await one.follow('/sign-out/everywhere', { form: {} })
    expect([await status(one), await status(other), await status(colleague)]).toEqual([303, 303, 200])
    expect(await sessionsOf(desk.office.store, agent, new Date().toISOString())).toEqual([])
    expect((await desk.api('/api/v1/people/me')).status).toBe(200)
  })

  test('is not signed out by a link, nor by a form of another site', async () => {
    const browser = await signedIn()
    expect(await (await browser.ask('/sign-out')).text()).toContain('Sign out everywhere')
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: desk.host.url },
      { 'sec-fetch-site': 'same-site', origin: desk.host.url },
    ])
      for (const path of ['/sign-out', '/sign-out/everywhere'])
        expect((await browser.ask(path, { form: {}, headers })).status).toBe(403)
    expect(await status(browser)).toBe(200)
  })
})

describe('somebody who is deactivated', () => {
  test('is out at the very next request, and with the same browser not back when active again', async () => {
    const browser = await signedIn('p-emma.clark')
    expect(await status(browser)).toBe(200)
    const by: Actor = { id: 'p-sora.han', name: '한소라', is: 'administrator' }
    const order = { id: 'p-emma.clark', by, at: new Date().toISOString() }
    await deactivate(desk.office.store, order)
    expect(await status(browser)).toBe(303)
    await activate(desk.office.store, order)
    expect(await status(browser)).toBe(303)
    expect((await signInWith(browser, 'p-emma.clark')).status).toBe(303)
    expect(await status(browser)).toBe(200)
  })
})
