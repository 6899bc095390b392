import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf } from '../../functions/api/approval/office.ts'
import { approvalSite } from '../../functions/web/portal/approval/pages.ts'
import { deliverApproval } from '../../lib/notify/approval/deliver.ts'
import { askForApproval, decisionsOn, demandStages, entriesOf, stageOf } from '../support/approvals.ts'
import { startPages, type TestPages, type Visiting } from '../support/pages.ts'
import { sendingOf } from '../support/sending.ts'

let pages: TestPages
beforeAll(async () => {
  pages = await startPages(approvalSite({ helpAddress: 'help@desk.example' }))
  await demandStages(pages.store, pages.now, [stageOf('tech', ['emma.clark']), stageOf('board', ['yuna.choi'])])
})
afterAll(() => pages.stop())

/** Every link in the mails that ask about a new change, as mail programs and what stands before them find it. */
const mailed = async () => {
  const number = await askForApproval(officeOf(pages.desk), pages.now)
  const sending = sendingOf(pages.store, undefined, pages.now)
  for (const { type, sequence } of await entriesOf(pages.store, number))
    if (type === 'change.approval_asked') await deliverApproval(number, sequence, sending)
  const mails = await Promise.all(sending.posted.map((mail) => mail.read()))
  const links = mails.flatMap(({ text = '', html = '' }) => [
    ...`${text} ${html}`.matchAll(/https:\/\/desk\.example[^\s"<]*/g),
  ])
  return { number, links: [...new Set(links.map(([link]) => link.replaceAll('&amp;', '&')))] }
}

const get = (headers: Readonly<Record<string, string>>): Visiting => ({ method: 'GET', headers })

/** Ten kinds of program that open links, each with how often it is let loose on one. */
const kinds: readonly (readonly [string, (link: string, turn: number) => readonly (readonly [string, Visiting])[]])[] =
  [
    ['asks whether the page is there', (link) => [[link, { method: 'HEAD', headers: { 'user-agent': 'Barracuda' } }]]],
    ['fetches it by curl', (link) => [[link, get({ 'user-agent': 'curl/8.5.0', accept: '*/*' })]]],
    [
      'prefetches it',
      (link) => [[link, get({ 'sec-purpose': 'prefetch;prerender', 'sec-fetch-site': 'none', purpose: 'prefetch' })]],
    ],
    [
      'detonates it in a sandbox that came by a safe link',
      (link, turn) => [
        [
          `${link}${turn % 2 ? '/' : ''}?ATPSafe=1&url=${encodeURIComponent(link)}`,
          get({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) OneOutlook SafeLinks', 'sec-fetch-mode': 'navigate' }),
        ],
      ],
    ],
    [
      'previews it in a chat',
      (link) => [
        [
          link,
          get({ 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', range: 'bytes=0-32768' }),
        ],
      ],
    ],
    [
      'previews it in a meeting',
      (link) => [
        [
          link,
          get({
            'user-agent':
              'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
          }),
        ],
      ],
    ],
    [
      'guesses that a form can be sent by a link',
      (link) =>
        ['approved', 'rejected'].map(
          (decision) => [`${link}?decision=${decision}&comment=ok&digest=x`, get({ 'user-agent': 'crawler' })] as const,
        ),
    ],
    [
      'tries every method there is',
      (link) =>
        ['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE'].map(
          (method) => [link, { method, headers: {} }] as const,
        ),
    ],
    [
      'sends the link itself from another site',
      (link) => [
        [
          link,
          {
            method: 'POST',
            form: { decision: 'approved', digest: 'x' },
            headers: { 'sec-fetch-site': 'cross-site', origin: 'https://scanner.example' },
          },
        ],
      ],
    ],
    [
      'sends it without saying from where',
      (link) => [
        [
          link,
          {
            method: 'POST',
            form: { decision: 'approved', digest: 'x' },
            headers: { 'user-agent': 'python-requests/2.32' },
          },
        ],
      ],
    ],
  ]

/** Everything a page links to or loads from the desk, as a link checker finds it; forms it does not send. */
const linksIn = (html: string, from: string): readonly string[] =>
  [...html.matchAll(/(?:href|src|action|formaction)="([^"]*)"/g)].flatMap(([, found]) => {
    const url = new URL(found!.replaceAll('&amp;', '&'), from)
    return url.origin === 'https://desk.example' ? [url.href] : []
  })

const most = 10_000

describe('ten kinds of program that open the links of an approval mail', () => {
  test('open them ten thousand times and decide nothing, and the person decides once', async () => {
    const { number, links } = await mailed()
    expect(links.sort()).toEqual([
      `https://desk.example/approvals/${number}/board`,
      `https://desk.example/approvals/${number}/tech`,
    ])
    const before = await entriesOf(pages.store, number)
    const counts = new Map<string, number>()
    let asked = 0
    for (let turn = 0; asked < most; turn++) {
      for (const [kind, tries] of kinds) {
        const visits = links.flatMap((link) => tries(link, turn))
        await Promise.all(
          visits.map(async ([link, how]) => {
            // Some run in the very browser of the approver, who is signed in: each thirtieth turn.
            const isInside = turn % 30 === 0
            const { status } = await pages.visit(
              link,
              isInside ? { ...how, as: link.endsWith('board') ? 'yuna.choi' : 'emma.clark', provenAt: pages.now } : how,
            )
            expect(status).toBeLessThan(500)
          }),
        )
        asked += visits.length
        counts.set(kind, (counts.get(kind) ?? 0) + visits.length)
      }
    }
    expect(counts.size).toBe(10)
    expect(asked).toBeGreaterThanOrEqual(most)
    expect(await decisionsOn(pages.store, number)).toBe(0)
    expect(await entriesOf(pages.store, number)).toEqual(before)

    const path = `/approvals/${number}/tech`
    const { html } = await pages.look(path, 'emma.clark')
    const digest = /name="digest" value="([^"]*)"/.exec(html)![1]!
    const own = {
      headers: { 'sec-fetch-site': 'same-origin' },
      as: 'emma.clark',
      form: { decision: 'approved', digest },
    }
    await Promise.all([pages.visit(path, own), pages.visit(path, own)])
    expect(await decisionsOn(pages.store, number)).toBe(1)
  })

  test('follow whatever stands in the page, and still decide nothing', async () => {
    const { number, links } = await mailed()
    const before = await entriesOf(pages.store, number)
    const seen = new Set<string>()
    const open = [...links]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      for (const method of ['GET', 'HEAD']) {
        const { html } = await pages.visit(next, {
          method,
          as: 'emma.clark',
          provenAt: pages.now,
          headers: { 'sec-fetch-site': 'same-origin' },
        })
        if (method === 'GET') open.push(...linksIn(html, next))
      }
    }
    expect(seen.size).toBeGreaterThan(5)
    expect(await entriesOf(pages.store, number)).toEqual(before)
  })
})
