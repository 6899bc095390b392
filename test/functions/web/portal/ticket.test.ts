import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { portalPages } from '../../../../functions/web/portal/pages.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'
import { judgeFilesOf } from '../../../support/verdict.ts'

const minji = { as: 'minji.kim' }

let pages: TestPages
beforeAll(async () => {
  pages = await startPages(portalPages({ helpAddress: 'help@desk.example' }))
})
afterAll(() => pages.stop())

let number: string
const see = async (as = 'minji.kim') => pages.look(`/tickets/${number}`, as)
const versionIn = (html: string, action: string) =>
  new RegExp(`action="/tickets/${number}/${action}"[^>]*>\\s*<input type="hidden" name="version" value="(\\d+)"`).exec(
    html,
  )?.[1] ?? ''

describe('a ticket of one’s own', () => {
  beforeEach(async () => {
    number = await pages.open({ title: 'No <b>printer</b>', description: 'It is gone & away.' }, minji)
  })

  test('says how it stands, and what was promised', async () => {
    const { status, html } = await see()
    expect(status).toBe(200)
    expect(html).toContain('No &lt;b&gt;printer&lt;/b&gt;')
    expect(html).toContain('접수되었습니다')
    expect(html).toMatch(/까지 답변을 드립니다/)
  })

  test('shows what the desk says to its requester, and nothing of what it says to itself', async () => {
    await pages.order(number, 'comments', { text: 'Which floor is it?' })
    await pages.order(number, 'comments', { text: 'She always asks.', visibility: 'internal' })
    const { html } = await see()
    expect(html).toContain('Which floor is it?')
    expect(html).not.toContain('She always asks.')
  })

  test('that waits for its requester says so, and goes on when they answer', async () => {
    await pages.order(number, 'hold', { reason: 'caller', text: 'Which floor?' })
    expect((await see()).html).toContain('답변을 기다리고 있습니다')
    const { status, to } = await pages.send(`/tickets/${number}/comments`, { text: 'The third.' }, 'minji.kim')
    expect([status, to]).toEqual([303, `/tickets/${number}`])
    expect(await pages.read(number)).toMatchObject({ state: 'in_progress' })
  })

  test('takes an answer once, however often it is sent', async () => {
    const form = { text: 'Once is enough.', once: 'a-key-of-a-page' }
    await pages.send(`/tickets/${number}/comments`, form, 'minji.kim')
    await pages.send(`/tickets/${number}/comments`, form, 'minji.kim')
    expect((await see()).html.match(/Once is enough\./g)).toHaveLength(1)
  })

  test('takes files that a browser without script sends with the answer', async () => {
    const form = new FormData()
    form.set('text', 'See the picture.')
    form.set('files', new File([Buffer.from('hello')], 'log.txt', { type: 'text/plain' }))
    await pages.send(`/tickets/${number}/comments`, form, 'minji.kim')
    expect((await see()).html).toContain('악성 코드 검사 중입니다')
    await judgeFilesOf(pages, number, 'clean')
    const link = /href="(\/tickets\/[^"]+\/attachments\/[^"]+)"/.exec((await see()).html)![1]!
    expect((await pages.look(link, 'minji.kim')).to).toMatch(/^https:\/\/files\.example\//)
  })

  test('keeps what was typed when it is refused, and says why in the reader’s language', async () => {
    const { status, html } = await pages.send(`/tickets/${number}/cancel`, { reason: ' ', version: '1' }, 'minji.kim')
    expect(status).toBe(400)
    expect(html).toContain('이유를 2,000자 이내로 적어 주세요.')
  })

  test('is not there for a colleague, by any of its paths', async () => {
    for (const path of ['', '/attachments/1-1', '/nothing']) {
      const { status, html } = await pages.look(`/tickets/${number}${path}`, 'yuna.choi')
      expect([status, html.includes('printer')]).toEqual([404, false])
    }
    for (const action of ['comments', 'close', 'cancel', 'rate', 'draft'])
      expect((await pages.send(`/tickets/${number}/${action}`, { text: 'x', reason: 'x' }, 'yuna.choi')).status).toBe(
        404,
      )
  })

  test('is shown to agents at the desk', async () => {
    expect((await see('jihoon.park')).to).toBe(`/desk/tickets/${number}`)
  })
})

describe('a ticket that the desk solved', () => {
  beforeEach(async () => {
    number = await pages.open({ title: 'Paper jam' }, minji)
    await pages.order(number, 'resolve', { code: 'solved', notes: 'The tray was open.' })
  })

  test('asks whether it is solved; a yes closes it and asks how it was', async () => {
    const { html } = await see()
    expect(html).toContain('The tray was open.')
    await pages.send(`/tickets/${number}/close`, { version: versionIn(html, 'close') }, 'minji.kim')
    const closed = (await see()).html
    expect(closed).toContain('종료되었습니다')
    expect(closed).toContain(`action="/tickets/${number}/rate"`)
    await pages.send(`/tickets/${number}/rate`, { score: '5' }, 'minji.kim')
    expect((await see()).html).toContain('남겨 주신 평가: 매우 만족')
  })

  test('is opened again by a no, with what is still wrong', async () => {
    const version = versionIn((await see()).html, 'reopen')
    await pages.send(`/tickets/${number}/reopen`, { version, reason: 'It jams again.' }, 'minji.kim')
    expect(await pages.read(number)).toMatchObject({ state: 'in_progress' })
    expect((await see()).html).toContain('It jams again.')
  })

  test('is not closed over what the desk wrote meanwhile: that is shown first', async () => {
    const version = versionIn((await see()).html, 'close')
    await pages.order(number, 'comments', { text: 'Wait, we found more.' })
    const { status, html } = await pages.send(`/tickets/${number}/close`, { version }, 'minji.kim')
    expect(status).toBe(412)
    expect(html).toContain('보고 계신 동안 새 소식이 있었습니다')
    expect(html).toMatch(/새 소식<\/span>.*Wait, we found more\./s)
    expect(await pages.read(number)).toMatchObject({ state: 'resolved' })
    await pages.send(`/tickets/${number}/close`, { version: versionIn(html, 'close') }, 'minji.kim')
    expect(await pages.read(number)).toMatchObject({ state: 'closed' })
  })

  test('is closed although agents left a note that its requester cannot see', async () => {
    const version = versionIn((await see()).html, 'close')
    await pages.order(number, 'comments', { text: 'For us.', visibility: 'internal' })
    await pages.send(`/tickets/${number}/close`, { version }, 'minji.kim')
    expect(await pages.read(number)).toMatchObject({ state: 'closed' })
  })
})

describe('a ticket that is closed', () => {
  beforeEach(async () => {
    number = await pages.open({ title: 'VPN drops', service: 'VPN' }, minji)
    await pages.order(number, 'resolve', { code: 'solved', notes: 'Fixed.' })
    await pages.order(number, 'close', {}, minji)
  })

  test('goes on in a new one that knows where it came from', async () => {
    expect((await see()).html).toContain(`/report?follows=${number}`)
    const form = await pages.look(`/report?follows=${number}`, 'minji.kim')
    expect(form.html).toContain('재문의: VPN drops')
    const { to } = await pages.send('/report', { title: 'VPN drops again', follows: number }, 'minji.kim')
    const next = to!.split('/').at(-1)!
    expect(await pages.read(next)).toMatchObject({ service: 'VPN', origin: { number, how: 'follow-up' } })
    expect((await see()).html).toContain(`/tickets/${next}`)
  })

  test('says nothing of its closing as if it were a person’s name', async () => {
    expect((await see()).html).toContain('내가 해결을 확인했습니다')
  })
})
