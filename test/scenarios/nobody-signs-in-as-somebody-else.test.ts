import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deactivate, ownerOf, readPerson, register } from '../../lib/desk/change-person.ts'
import { guest } from '../../lib/people/register.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { type Browser, openBrowser } from '../support/browser-less.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'
import { type HostileProvider, type Lie, startHostileProvider } from '../support/hostile-provider.ts'
import { changed } from '../support/world.ts'

let desk: TestDesk
let provider: HostileProvider
let clientId = ''
beforeAll(async () => {
  provider = await startHostileProvider(() => clientId)
  desk = await startDesk(
    changed((resource) => {
      const variables = resource.properties.Environment?.Variables
      if (variables?.SIGN_IN_ISSUER === undefined) return resource
      const Variables = { ...variables, SIGN_IN_ISSUER: provider.issuer }
      clientId = variables.SIGN_IN_CLIENT
      return { ...resource, properties: { ...resource.properties, Environment: { Variables } } }
    }),
  )
})
afterAll(async () => {
  await desk.stop()
  await provider.stop()
})

/** Begins to sign in; answers where the desk sends the browser. */
const begin = async (browser: Browser, to = '/'): Promise<string> =>
  (await browser.ask(`/sign-in?${new URLSearchParams({ to })}`)).headers.get('location')!

const isSignedIn = (browser: Browser) => [...browser.cookies.keys()].some((name) => /^haneul-\d+$/.test(name))

/** Signs in with what the provider says, and how that ended. */
const outcome = async (lie: Lie = {}, browser = openBrowser(desk.host.url), language = 'en') => {
  const back = provider.answer(await begin(browser), lie)
  const answer = await browser.ask(back, { headers: { 'accept-language': language } })
  return { status: answer.status, page: await answer.text(), isSignedIn: isSignedIn(browser), back, browser }
}

const refused = { status: 400, isSignedIn: false, page: expect.stringContaining('You are not signed in') }

describe('an answer of the sign-in service', () => {
  test('that is right signs its person in, and leads on to where they wanted to go', async () => {
    const browser = openBrowser(desk.host.url)
    const back = provider.answer(await begin(browser, '/tickets/INC-1?after=2'))
    const answer = await browser.ask(back)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/tickets/INC-1?after=2'])
    expect(isSignedIn(browser)).toBe(true)
    expect(answer.headers.getSetCookie().join()).toMatch(/Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax/)
  })

  test.each<[string, Lie]>([
    ['for another nonce', { claims: { nonce: 'of-another-sign-in' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['for another audience', { claims: { aud: 'another-desk' } }],
    ['that has expired', { claims: { exp: 1_700_000_000 } }],
    ['of another issuer', { claims: { iss: 'https://login.example.org' } }],
    ['signed by somebody else', { isForged: true }],
    ['whose code is not valid any more', { status: 400, error: 'invalid_grant' }],
  ])('%s is refused', async (_what, lie) => {
    expect(await outcome(lie)).toMatchObject(refused)
  })

  test('that comes a second time is refused, and the first stays good', async () => {
    const { browser, back } = await outcome()
    const again = await browser.ask(back)
    expect([again.status, await again.text()]).toEqual([400, refused.page])
    const stranger = await openBrowser(desk.host.url).ask(back)
    expect([stranger.status, isSignedIn(browser)]).toEqual([400, true])
  })

  test('in another browser than the one that began is refused, and the one that began can go on', async () => {
    const [browser, victim] = [openBrowser(desk.host.url), openBrowser(desk.host.url)]
    const back = provider.answer(await begin(browser))
    await begin(victim)
    expect([(await victim.ask(back)).status, isSignedIn(victim)]).toEqual([400, false])
    expect((await browser.ask(back)).status).toBe(303)
  })

  test('with another state is refused', async () => {
    const browser = openBrowser(desk.host.url)
    const back = new URL(provider.answer(await begin(browser)))
    for (const state of ['made-up', '']) {
      back.searchParams.set('state', state)
      expect([(await browser.ask(back.href)).status, isSignedIn(browser)]).toEqual([400, false])
    }
  })

  test('with the code of another sign-in is refused', async () => {
    const [browser, victim] = [openBrowser(desk.host.url), openBrowser(desk.host.url)]
    const stolen = new URL(provider.answer(await begin(victim))).searchParams.get('code')!
    const back = new URL(provider.answer(await begin(browser)))
    back.searchParams.set('code', stolen)
    expect([(await browser.ask(back.href)).status, isSignedIn(browser)]).toEqual([400, false])
  })

  test('that says no is told as what it is, in the reader’s language', async () => {
    const browser = openBrowser(desk.host.url)
    const state = new URL(await begin(browser)).searchParams.get('state')!
    const search = new URLSearchParams({ error: 'access_denied', state })
    const answer = await browser.ask(`/sign-in/callback?${search}`, { headers: { 'accept-language': 'ko-KR' } })
    const page = await answer.text()
    expect([answer.status, page]).toEqual([400, expect.stringContaining('<html lang="ko">')])
    expect(page).toContain('로그인을 취소했습니다')
    expect(page).toContain('href="/sign-in?again"')
  })

  test('that does not come because the service is down is no fault of the person', async () => {
    expect(await outcome({ status: 503 })).toMatchObject({ status: 503, isSignedIn: false })
  })
})

describe('where to go on', () => {
  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
    'is never %j',
    async (to) => {
      const browser = openBrowser(desk.host.url)
      const answer = await browser.ask(provider.answer(await begin(browser, to)))
      expect(answer.headers.get('location')).toBe('/')
    },
  )
})

describe('who signs in', () => {
  const admin: Actor = { id: 'p-sora.han', name: '한소라', is: 'administrator' }
  const writing = () => ({ by: admin, at: new Date().toISOString() })
  const as = (sub: string, email: string, more: object = {}): Lie => ({ claims: { sub, email, ...more } })

  test('and is nobody here is told so', async () => {
    expect(await outcome(as('stranger', 'stranger@elsewhere.example'))).toMatchObject({
      status: 400,
      isSignedIn: false,
      page: expect.stringContaining('We do not know this account'),
    })
  })

  test('with an address that nobody verified is not its owner', async () => {
    const lie = as('pretender', 'sora.han@haneul.example', { email_verified: false })
    expect(await outcome(lie)).toMatchObject({ status: 400, isSignedIn: false })
  })

  test('with an address of the company becomes an employee', async () => {
    expect((await outcome(as('new', 'New.Colleague@haneul.example', { name: '신입' }))).isSignedIn).toBe(true)
    expect(await ownerOf(desk.office.store, 'new.colleague@haneul.example')).toMatchObject({
      name: '신입',
      role: 'employee',
    })
  })

  test('and wrote mail before becomes an employee with everything they wrote', async () => {
    const address = 'wrote.before@haneul.example'
    const { id, name, role, language, timeZone } = guest({ name: 'Writer', address }, 'en', 'Asia/Seoul')
    const fields = { name, role, language, timeZone }
    await register(desk.office.store, { id, fields, addresses: [address], ...writing() })
    expect((await outcome(as('writer', address))).isSignedIn).toBe(true)
    expect(await readPerson(desk.office.store, id)).toMatchObject({ role: 'employee' })
  })

  test('is the same person when the address has changed, and never the next owner of the old one', async () => {
    expect((await outcome(as('oliver', 'oliver.reed@haneul.example'))).isSignedIn).toBe(true)
    const { browser } = await outcome(as('oliver', 'oliver.married@haneul.example'))
    expect(decodeURIComponent(browser.cookieHeader())).toContain('p-oliver.reed')
  })

  test('and is deactivated is refused, with a page that says so', async () => {
    await deactivate(desk.office.store, { id: 'p-dohyun.lee', ...writing() })
    expect(await outcome(as('dohyun', 'dohyun.lee@haneul.example'), undefined, 'ko')).toMatchObject({
      status: 400,
      isSignedIn: false,
      page: expect.stringContaining('사용이 중지된 계정입니다'),
    })
  })
})
