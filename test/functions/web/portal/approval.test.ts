import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf } from '../../../../functions/api/approval/office.ts'
import { approvalSite } from '../../../../functions/web/portal/approval/pages.ts'
import { commandChange } from '../../../../lib/desk/change/order.ts'
import { resume } from '../../../../lib/notify/send.ts'
import { guest, registration } from '../../../../lib/people/register.ts'
import { dueUpTo, list, mailNameIn } from '../../../../lib/store/schema.ts'
import { askForApproval, decisionsOn, demandStages, editFor, stageOf } from '../../../support/approvals.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { sendingOf } from '../../../support/sending.ts'

const vendor = guest({ name: 'Ada Vendor', address: 'ada@vendor.example' }, 'en', 'Europe/London')

let pages: TestPages
beforeAll(async () => {
  pages = await startPages(approvalSite({ helpAddress: 'help@desk.example' }))
  await pages.store.commit(registration(vendor, { by: { id: 'seed', name: 'Haneul', is: 'system' }, at: pages.now }))
  await demandStages(pages.store, pages.now, [
    stageOf('tech', ['emma.clark'], { covers: ['plan', 'test', 'backout', 'risk'] }),
    { ...stageOf('vendor', []), approvers: [{ is: 'person', person: vendor.id }] },
    stageOf('board', ['oliver.reed', 'yuna.choi'], { quorum: { is: 'any' } }),
  ])
})
afterAll(() => pages.stop())

const office = () => officeOf(pages.desk)
const asking = (risk: 'low' | 'high' = 'low') => askForApproval(office(), pages.now, { risk })
const pathOf = (number: string, stage = 'tech') => `/approvals/${number}/${stage}`
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const formOf = (html: string, decision: string, comment = '') => ({
  decision,
  comment,
  digest: hidden(html, 'digest'),
  seen: hidden(html, 'seen'),
})
const decide = async (path: string, as: string, decision = 'approved', comment = '', provenAt?: string) => {
  const { html } = await pages.visit(path, { as, ...(provenAt && { provenAt }) })
  return pages.visit(path, { as, form: formOf(html, decision, comment), ...(provenAt && { provenAt }) })
}

describe('the page of an approval', () => {
  test('shows all of it and asks for one of two things', async () => {
    const number = await asking()
    const { status, html } = await pages.look(pathOf(number), 'emma.clark')
    expect(status).toBe(200)
    for (const said of [
      'Replace the disks of the mail store',
      'Wait until it is in sync.',
      'Put the old disk back.',
      '김민지',
    ])
      expect(html).toContain(said)
    expect(html.match(/<form[^>]*action="\/approvals[^"]*"/g)).toHaveLength(2)
    expect(html).not.toContain('method="get"')
  })

  test('records what is sent from it, and shows it to whoever clicks again', async () => {
    const number = await asking()
    expect((await decide(pathOf(number), 'emma.clark', 'approved', 'Go ahead.')).to).toBe(pathOf(number))
    const again = await pages.look(pathOf(number), 'emma.clark')
    expect(again.html).toContain('Emma Clark approved this')
    expect(again.html).toContain('Go ahead.')
    expect(again.html).not.toContain('name="digest"')
    expect(again.html).not.toMatch(/expired|is over/)
  })

  test('answers a second form with what was recorded', async () => {
    const number = await asking()
    const { html } = await pages.look(pathOf(number), 'emma.clark')
    await pages.send(pathOf(number), formOf(html, 'approved'), 'emma.clark')
    const second = await pages.send(pathOf(number), formOf(html, 'rejected', 'No'), 'emma.clark')
    expect(second.status).toBe(409)
    expect(second.html).toContain('Emma Clark approved this')
    expect(await decisionsOn(pages.store, number)).toBe(1)
  })

  test('asks for the reason of a rejection, and keeps what was typed', async () => {
    const number = await asking()
    const none = await decide(pathOf(number), 'emma.clark', 'rejected')
    expect(none.status).toBe(400)
    expect(none.html).toContain('Say why you reject it')
    expect(none.html).toMatch(/<details id="reject" open/)
    await decide(pathOf(number), 'emma.clark', 'rejected', 'Not this week.')
    const { html } = await pages.look(pathOf(number), 'emma.clark')
    expect(html).toContain('Emma Clark rejected this')
    expect(html).toContain('went back to its requester')
  })

  test('shows what is different when it changed meanwhile, and asks again', async () => {
    const number = await asking()
    const { html } = await pages.look(pathOf(number), 'emma.clark')
    await editFor(office(), number, pages.now, { texts: { plan: 'All at once.' } })
    const stale = await pages.send(pathOf(number), formOf(html, 'approved'), 'emma.clark')
    expect(stale.status).toBe(412)
    expect(stale.html).toContain('It has changed since you looked')
    expect(stale.html).toMatch(/<ins[^>]*>All at once\.<\/ins>/)
    expect(await decisionsOn(pages.store, number)).toBe(0)
    await pages.send(pathOf(number), formOf(stale.html, 'approved'), 'emma.clark')
    expect(await decisionsOn(pages.store, number)).toBe(1)
  })

  test('tells each end apart: taken back, decided by others, anew for others', async () => {
    const number = await asking()
    await decide(pathOf(number, 'board'), 'yuna.choi')
    expect((await pages.look(pathOf(number, 'board'), 'oliver.reed')).html).toContain('Others have decided')
    const context = {
      at: pages.now,
      by: { id: 'p-minji.kim', name: '김민지', is: 'employee' },
      channel: 'api',
    } as const
    await commandChange(office(), { number, context }, { type: 'revert', reason: 'The plan lacks a step.' })
    const back = await pages.look(pathOf(number), 'emma.clark')
    expect(back.html).toContain('Taken back')
    expect(back.html).toContain('The plan lacks a step.')
    expect(back.html).not.toContain('name="digest"')
  })

  test('is nothing to people who are not asked, and says what they can do', async () => {
    const number = await asking()
    for (const path of [pathOf(number), pathOf('CHG-999999'), pathOf(number, 'none')]) {
      const { status, html } = await pages.look(path, 'dohyun.lee')
      expect(status).toBe(404)
      expect(html).toContain('본인에게 온 요청이 아니거나')
      expect(html).not.toContain('Replace the disks')
    }
  })

  test('asks for a fresh sign-in above a risk, and takes a decision only with one', async () => {
    const number = await asking('high')
    const long = new Date(Date.parse(pages.now) - 6 * 60_000).toISOString()
    const late = await pages.visit(pathOf(number), { as: 'emma.clark', provenAt: long })
    expect(late.html).toContain('/sign-in?fresh=&amp;to=')
    expect(late.html).not.toContain('name="digest"')
    const fresh = await pages.visit(pathOf(number), { as: 'emma.clark', provenAt: pages.now })
    const form = formOf(fresh.html, 'approved')
    const refused = await pages.visit(pathOf(number), { as: 'emma.clark', provenAt: long, form })
    expect([refused.status, await decisionsOn(pages.store, number)]).toEqual([401, 0])
    await pages.visit(pathOf(number), { as: 'emma.clark', provenAt: pages.now, form })
    expect(await decisionsOn(pages.store, number)).toBe(1)
  })

  test('takes no form from another site', async () => {
    const number = await asking()
    const { html } = await pages.look(pathOf(number), 'emma.clark')
    const headers = { 'sec-fetch-site': 'cross-site' }
    const foreign = await pages.visit(pathOf(number), { as: 'emma.clark', form: formOf(html, 'approved'), headers })
    expect([foreign.status, await decisionsOn(pages.store, number)]).toEqual([403, 0])
  })

  test('leads on from the list of what waits', async () => {
    const number = await asking()
    const { html } = await pages.look('/approvals', 'oliver.reed')
    expect(html).toContain(`href="${pathOf(number, 'board')}"`)
    const away = { from: '2026-12-01', to: '2026-12-03', delegate: 'yuna.choi@haneul.example', version: '0' }
    expect((await pages.send('/approvals/delegations', away, 'oliver.reed')).to).toBe('/approvals?saved=delegations')
    const saved = await pages.look('/approvals', 'oliver.reed')
    expect(saved.html).toContain('최유나, from Dec 1, 2026 to Dec 3, 2026')
    const remove = { remove: '2026-12-01#p-yuna.choi', version: hidden(saved.html, 'version') }
    await pages.send('/approvals/delegations', remove, 'oliver.reed')
    expect((await pages.look('/approvals', 'oliver.reed')).html).not.toContain('최유나, from')
  })
})

describe('an approver without an account', () => {
  /** The codes that were mailed, the newest last. */
  const mailed = async () => {
    const sending = sendingOf(pages.store, undefined, pages.now)
    const { items } = await pages.store.keys(list.due('mail'), { limit: 100, upTo: dueUpTo(pages.now) })
    const codes = items.map(mailNameIn).filter(({ purpose }) => purpose.startsWith('approval-code'))
    for (const name of codes) await resume(name as never, sending)
    return Promise.all(
      sending.posted.map(async (mail) => {
        const { text = '' } = await mail.read()
        return { to: mail.to.join(), code: /^\d{3} \d{3}$/m.exec(text)![0], text }
      }),
    )
  }
  const askCode = (path: string, address: string) => pages.visit(`${path}/code`, { form: { address } })
  const enter = (path: string, code: string, address = 'ada@vendor.example') =>
    pages.visit(`${path}/enter`, { form: { address, code } })
  const passIn = ({ cookies }: { cookies: readonly string[] }) => ({
    approval: /^approval=([^;]*)/.exec(cookies[0] ?? '')?.[1] ?? '',
  })

  test('is shown nothing before they prove that the address is theirs', async () => {
    const path = pathOf(await asking(), 'vendor')
    const { status, html } = await pages.visit(path)
    expect(status).toBe(200)
    expect(html).toContain('No account here?')
    expect(html).not.toContain('Replace the disks')
  })

  test('decides with a code that was mailed to them, and it stands in no URL', async () => {
    const number = await asking()
    const path = pathOf(number, 'vendor')
    await askCode(path, 'Ada@Vendor.example')
    const [mail] = await mailed()
    expect(mail!.to).toBe('ada@vendor.example')
    expect(mail!.text).not.toContain('http')
    const opened = await enter(path, mail!.code)
    expect(opened.to).toBe(path)
    expect(opened.cookies[0]).toMatch(/Path=\/approvals\/CHG-\d+\/vendor; Max-Age=900; HttpOnly; SameSite=Lax; Secure$/)
    const cookies = passIn(opened)
    const { html } = await pages.visit(path, { cookies })
    expect(html).toContain('Wait until it is in sync.')
    await pages.visit(path, { cookies, form: formOf(html, 'approved') })
    expect((await pages.visit(path, { cookies })).html).toContain('Ada Vendor approved this')
    expect(await decisionsOn(pages.store, number)).toBe(1)
    // The same code opens nothing any more.
    expect((await enter(path, mail!.code)).status).toBe(400)
  })

  test('gets no code at an address that was not asked, and the page does not tell', async () => {
    const path = pathOf(await asking(), 'vendor')
    const right = await askCode(path, 'ada@vendor.example')
    await mailed()
    const other = await askCode(path, 'emma.clark@haneul.example')
    expect(other.html.replaceAll('emma.clark@haneul.example', 'X')).toBe(
      right.html.replaceAll('ada@vendor.example', 'X'),
    )
    expect(await mailed()).toEqual([])
  })

  test('has five tries, ten minutes, three codes an hour and a quarter of an hour', async () => {
    const path = pathOf(await asking(), 'vendor')
    await askCode(path, 'ada@vendor.example')
    const first = (await mailed())[0]!
    const guess = first.code === '111 111' ? '222222' : '111111'
    const tries = [
      await enter(path, guess),
      await enter(path, guess),
      await enter(path, guess),
      await enter(path, guess),
    ]
    expect(tries.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    expect(tries[3]!.html).toContain('You can try 1 more times')
    expect((await enter(path, guess)).status).toBe(429)
    expect((await enter(path, first.code)).status).toBe(400)

    await askCode(path, 'ada@vendor.example')
    const second = (await mailed())[0]!
    pages.pass(10)
    expect((await enter(path, second.code)).status).toBe(400)
    await askCode(path, 'ada@vendor.example')
    const third = (await mailed())[0]!
    const opened = await enter(path, third.code)
    expect(opened.status).toBe(303)
    await askCode(path, 'ada@vendor.example')
    expect(await mailed()).toEqual([])
    pages.pass(15)
    expect((await pages.visit(path, { cookies: passIn(opened) })).html).not.toContain('Wait until it is in sync.')
  })

  test('has a code for one decision only', async () => {
    const [one, other] = [pathOf(await asking(), 'vendor'), pathOf(await asking(), 'vendor')]
    await askCode(one, 'ada@vendor.example')
    const { code } = (await mailed())[0]!
    expect((await enter(other, code)).status).toBe(400)
    const cookies = passIn(await enter(one, code))
    expect((await pages.visit(other, { cookies })).html).not.toContain('Wait until it is in sync.')
  })

  test('needs another code once they are asked anew', async () => {
    const number = await asking()
    const path = pathOf(number, 'vendor')
    await askCode(path, 'ada@vendor.example')
    const { code } = (await mailed())[0]!
    const cookies = passIn(await enter(path, code))
    pages.pass(1)
    await editFor(office(), number, pages.now, { title: 'Replace all the disks' })
    expect((await pages.visit(path, { cookies })).html).not.toContain('Wait until it is in sync.')
  })
})
