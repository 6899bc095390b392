import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guestId } from '../../lib/people/register.ts'
import { headOf, ticketCalled, unproven } from '../support/conversation.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const agent = '박지훈 <jihoon.park@haneul.example>'
const forward = (above: string, from: string, subject: string, body: string) =>
  `${above}\n\n---------- Forwarded message ---------\nFrom: ${from}\nDate: Tue, 24 Nov 2026 at 10:00\nSubject: ${subject}\nTo: <jihoon.park@haneul.example>\n\n\n${body}`

describe('a mail that an agent passes on', () => {
  test('is a ticket of who wrote it, in their language; the agent opened it, and their own words stay inside', async () => {
    await desk.send({
      from: agent,
      subject: 'Fwd: 프린터가 이상해요',
      text: forward(
        'Not again.',
        '김민지 <minji.kim@haneul.example>',
        '프린터가 이상해요',
        '3층 프린터에서 연기가 납니다.',
      ),
    })
    const ticket = await ticketCalled(desk, '프린터가 이상해요')
    expect(ticket.requester).toMatchObject({ id: 'p-minji.kim', address: 'minji.kim@haneul.example' })
    expect(ticket.timeline[0]).toMatchObject({ text: '3층 프린터에서 연기가 납니다.', by: { id: 'p-jihoon.park' } })
    expect(ticket.timeline[1]).toMatchObject({ text: 'Not again.', visibility: 'internal' })
    expect((await headOf(desk, ticket.number)).language).toBe('ko')
    const seen = await (await desk.api(`/api/v1/incidents/${ticket.number}`, { as: 'employee' })).json()
    expect(JSON.stringify(seen)).not.toContain('Not again.')
    await until('their acknowledgement', async () =>
      (await desk.mails()).find(
        ({ to, text }) => to.includes('minji.kim@haneul.example') && text.includes(ticket.number),
      ),
    )
  })

  test('by somebody whom nobody knows makes them a guest; the first lines of the agent may be commands', async () => {
    await desk.send({
      from: agent,
      subject: 'FW: Portal',
      text: forward('!assign me\n!team network', 'Lee <lee@partner.example>', 'Portal', 'I cannot sign in.'),
    })
    const { number } = await ticketCalled(desk, 'Portal')
    expect(await headOf(desk, number)).toMatchObject({
      requester: { id: guestId('lee@partner.example'), name: 'Lee' },
      team: 'network',
    })
  })

  test('as an attachment belongs to its writer, too', async () => {
    const inner =
      'From: Oliver Reed <oliver.reed@haneul.example>\r\nTo: jihoon.park@haneul.example\r\nSubject: VPN\r\n\r\nIt drops.\r\n'
    await desk.send({
      from: agent,
      subject: 'Fwd: VPN',
      text: 'See attached.',
      attachments: [{ filename: 'VPN.eml', content: inner, contentType: 'message/rfc822' }],
    })
    const ticket = await ticketCalled(desk, 'VPN')
    expect(ticket.requester.id).toBe('p-oliver.reed')
    expect(ticket.timeline[0]?.text).toBe('It drops.')
    expect(ticket.timeline[1]).toMatchObject({ text: 'See attached.', visibility: 'internal' })
  })

  test('with a command that is wrong is a ticket of its writer all the same, and a note says what was wrong', async () => {
    await desk.send({
      from: agent,
      subject: 'Fwd: Mouse',
      text: forward('!assign nobody@haneul.example', 'Lee <lee@partner.example>', 'Mouse', 'It squeaks.'),
    })
    const ticket = await ticketCalled(desk, 'Mouse')
    expect(ticket.requester.id).toBe(guestId('lee@partner.example'))
    const note = ticket.timeline[1] as unknown as { notes: string[] }
    expect(note.notes[0]).toMatch(/Line 1, .*is no agent here/)
  })
})

describe('stays its sender’s', () => {
  test.each([
    ['a mail that an employee passes on', 'yuna.choi@haneul.example', 'p-yuna.choi', {}],
    ['a mail that a stranger passes on', 'mallory@evil.example', guestId('mallory@evil.example'), {}],
    ['a mail in an agent’s name that nobody can vouch for', 'jihoon.park@haneul.example', 'p-jihoon.park', unproven],
  ])('%s', async (what, from, id, headers) => {
    await desk.send({
      from,
      subject: `Fwd: ${what}`,
      text: forward('Hm.', 'Grace Kim <grace.kim@haneul.example>', what, 'Give me access.'),
      headers,
    })
    const ticket = await ticketCalled(desk, what)
    expect(ticket.requester.id).toBe(id)
    expect(ticket.timeline).toHaveLength(1)
  })
})
