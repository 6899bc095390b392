import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startConsole, type TestConsole } from '../../support/console.ts'
import { judgeFilesOf } from '../../support/verdict.ts'

let desk: TestConsole
let number: string
beforeAll(async () => {
  desk = await startConsole()
})
afterAll(() => desk.stop())

const opened = async () => {
  number = await desk.api.open({ title: 'The printer', description: 'It smokes.' }, { as: 'minji.kim' })
  return number
}
const read = () => desk.api.read(number)

describe('an agent on the page of a ticket', () => {
  beforeAll(opened)

  test('gives it to somebody, and the page says to whom', async () => {
    const { to } = await desk.send(`/desk/tickets/${number}/assign`, { assignee: 'p-emma.clark' })
    expect(to).toBe(`/desk/tickets/${number}?done=assign`)
    expect((await desk.look(to!)).html).toContain('Assigned to Emma Clark (서비스 데스크).')
    await desk.send(`/desk/tickets/${number}/assign`, { assignee: '' })
    expect((await read()).assignee).toBeUndefined()
  })

  test('sees in the sheet who of the team could take it, and how much they have', async () => {
    const { html } = await desk.look(`/desk/tickets/${number}/assign`)
    expect(html).toMatch(/value="p-emma.clark"[\s\S]*Emma Clark[\s\S]*0 open tickets/)
  })

  test('judges impact and urgency with the desk’s table in sight', async () => {
    const { html } = await desk.look(`/desk/tickets/${number}/prioritize`)
    expect(html).toContain('<td class="high-high">P1</td>')
    await desk.send(`/desk/tickets/${number}/prioritize`, { impact: 'high', urgency: 'high' })
    expect((await read()).priority).toBe('P1')
  })

  test('lets it wait until an hour on their own clock', async () => {
    await desk.send(`/desk/tickets/${number}/hold`, { reason: 'vendor', until: '2026-12-01T09:00', text: '' })
    // Seoul is nine hours ahead.
    expect((await read()).hold).toEqual({ reason: 'vendor', until: '2026-12-01T00:00:00.000Z' })
  })

  test('makes a ticket of one message, and goes on there', async () => {
    const { to } = await desk.send(`/desk/tickets/${number}/split`, { sequence: '1', title: 'The smoke' })
    expect(to).not.toContain(`${number}?`)
    expect((await desk.look(to!)).html).toContain('This is the new ticket')
  })

  test('sends a file with a reply', async () => {
    const form = new FormData()
    form.set('text', 'See the picture.')
    form.set('visibility', 'public')
    form.append('files', new File(['All is well.'], 'log.txt', { type: 'text/plain' }))
    expect((await desk.sendFiles(`/desk/tickets/${number}/comments`, form)).to).toContain('done=reply')
    const see = async () => (await desk.look(`/desk/tickets/${number}`)).html
    expect(await see()).toMatch(/log\.txt[\s\S]*Being checked for malware/)
    await judgeFilesOf(desk.api, number, 'unchecked')
    // Behind a warning, which takes no script to read.
    expect(await see()).toMatch(/<details>[\s\S]*It may contain malware[\s\S]*attachments\/\d+-1\?unchecked=open"/)
    await judgeFilesOf(desk.api, number, 'clean')
    expect(await see()).toMatch(/attachments\/\d+-1"[\s\S]*log\.txt/)
  })
})

describe('a ticket that is closed', () => {
  beforeAll(async () => {
    await opened()
    await desk.api.order(number, 'resolve', { code: 'solved', notes: 'New roller.' })
    await desk.api.order(number, 'close')
  })

  test('goes on in a ticket of its own, for the same person', async () => {
    expect((await desk.look(`/desk/tickets/${number}`)).html).toContain(`/desk/tickets/${number}/follow-up`)
    const { to } = await desk.send(`/desk/tickets/${number}/follow-up`, { title: 'It smokes again', description: '' })
    const next = await desk.api.read(/INC-\d+/.exec(to!)![0])
    expect([next.requester.id, next.origin]).toEqual(['p-minji.kim', { number, how: 'follow-up' }])
  })
})

describe('a command that cannot be', () => {
  beforeAll(opened)

  test('is told in Korean, with the details beneath, and all that was typed', async () => {
    const form = { code: 'solved', notes: '' }
    const { status, html } = await desk.send(`/desk/tickets/${number}/resolve`, form, { language: 'ko' })
    expect(status).toBe(400)
    expect(html).toContain('‘해결 내용’ 항목을 확인해 주세요.')
    expect(html).toContain('<p class="small" lang="en">Write plain text.</p>')
  })

  test('is shown with its form again', async () => {
    const form = { assignee: 'p-nobody', team: 'service-desk' }
    const { status, html } = await desk.send(`/desk/tickets/${number}/assign`, form)
    expect([status, html]).toEqual([400, expect.stringContaining('Nobody here is p-nobody.')])
    expect(html).toContain('value="p-nobody"')
  })
})
