import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { key } from '../../lib/store/schema.ts'
import { give } from '../support/asking.ts'
import { conversation, entries, headOf, settled } from '../support/conversation.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { resolve } from '../support/life.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const agent = '박지훈 <jihoon.park@haneul.example>'
const last = async (number: string, count: number) => (await entries(desk, number, count)).timeline.at(-1)

describe('an agent’s mail', () => {
  test('is their public answer, and reaches the requester without what their program quoted', async () => {
    const { number, replyTo, acknowledgement } = await conversation(desk, 'A question')
    const quoted = acknowledgement.text.split('\n').join('\n> ')
    await desk.send({
      from: agent,
      to: replyTo,
      subject: 'Re: A question',
      text: `Please restart it.\n\nOn Tue, 24 Nov 2026 at 10:00, Service Desk wrote:\n> ${quoted}`,
    })
    const entry = await last(number, 2)
    expect(entry).toMatchObject({ text: 'Please restart it.', visibility: 'public', by: { id: 'p-jihoon.park' } })
    expect(entry?.quoted).toBeUndefined()
    const mail = await until('the answer', async () =>
      (await desk.mails()).find(({ text }) => text.includes('Please restart it.')),
    )
    expect(mail.to).toContain('minji.kim@haneul.example')
  })

  test('that answers an internal note is a note, by its address or by what it answers', async () => {
    const { number, replyTo } = await conversation(desk, 'Between us')
    await desk.send({ from: agent, to: replyTo.replace('@', '-note@'), subject: 'Re', text: 'He always does that.' })
    expect(await last(number, 2)).toMatchObject({ text: 'He always does that.', visibility: 'internal' })
    const note = 'note@ses.example'
    const item = { kind: 'message', messageId: note, number, sent: true, isNote: true, references: [] }
    await desk.office.store.commit([{ put: item, at: key.message(note) }])
    await desk.send({ from: agent, subject: 'Re', text: 'Indeed.', inReplyTo: `<${note}>` })
    expect(await last(number, 3)).toMatchObject({ text: 'Indeed.', visibility: 'internal' })
    const seen = await (await desk.api(`/api/v1/incidents/${number}`, { as: 'employee' })).json()
    expect(JSON.stringify(seen)).not.toMatch(/always does|Indeed/)
  })

  test('on their own request is a requester’s word like any other', async () => {
    const { number, replyTo } = await conversation(desk, 'My own chair', agent)
    await desk.order(resolve, { number })
    await desk.send({ from: agent, to: replyTo, subject: 'Re', text: '!close\nIt wobbles again.' })
    const ticket = await entries(desk, number, 4)
    expect(ticket.timeline[2]).toMatchObject({ text: '!close\nIt wobbles again.', visibility: 'public' })
    expect(ticket.state).toBe('in_progress')
  })
})

describe('commands in an agent’s mail', () => {
  test('are all carried out, in their order and with its words', async () => {
    const { number, replyTo } = await conversation(desk, 'By command')
    await desk.send({
      from: agent,
      to: replyTo,
      subject: 'Re',
      text: '!assign me\n!priority P2 The whole floor waits\n!hold caller until 2099-12-31\n\nWhich floor is it on?',
    })
    const ticket = await entries(desk, number, 5)
    expect(ticket.timeline.map(({ type }) => type)).toEqual([
      'incident.opened',
      'incident.assigned',
      'incident.prioritized',
      'incident.commented',
      'incident.held',
    ])
    expect(ticket.timeline[3]).toMatchObject({ text: 'Which floor is it on?', visibility: 'public' })
    expect(await headOf(desk, number)).toMatchObject({
      state: 'on_hold',
      priority: 'P2',
      assignee: { id: 'p-jihoon.park' },
      hold: { reason: 'caller', until: '2099-12-30T15:00:00.000Z' },
    })
    await until('the question', async () => (await desk.mails()).find(({ text }) => text.includes('Which floor')))
  })

  test('take the rest of the text as the notes of a resolution; a note stays inside', async () => {
    const { number, replyTo } = await conversation(desk, 'Solved by mail')
    await desk.send({ from: agent, to: replyTo, subject: 'Re', text: '!note\n!team network\nIt was the switch.' })
    expect((await entries(desk, number, 3)).timeline[1]).toMatchObject({
      text: 'It was the switch.',
      visibility: 'internal',
    })
    await desk.send({ from: agent, to: replyTo, subject: 'Re', text: '!resolve solved\n\nA new switch is in place.' })
    const ticket = await entries(desk, number, 5)
    expect(ticket.timeline[3]).toMatchObject({ visibility: 'internal', text: '!resolve solved' })
    expect(ticket).toMatchObject({ state: 'resolved' })
    expect((await headOf(desk, number)).team).toBe('network')
  })

  test('leave a note on an incident that is merged into another, where it is worked on', async () => {
    const merged = await conversation(desk, 'Merged away')
    const target = await conversation(desk, 'Worked on')
    await give(desk, merged.number, 'merge', { into: target.number })
    await desk.send({ from: agent, to: merged.replyTo, subject: 'Re', text: '!note\nOnly for us.' })
    const note = await until('the note', async () =>
      (await desk.ticket(target.number)).timeline.find(({ text }) => text === 'Only for us.'),
    )
    expect(note.visibility).toBe('internal')
  })

  test.each([
    ['a line that is no command', '!assign me\n!closee\nDone.', /Line 2, "!closee": there is no command/],
    ['a person who is no agent', '!assign minji.kim@haneul.example\nYours.', /Line 1, .*is no agent/],
    [
      'a move that is not possible',
      '!assign me\n!reopen\nAgain.',
      /Line 2, "!reopen": INC-\d+ is new and cannot be reopened/,
    ],
    ['a team that there is not', '!team moon\nTo the moon.', /There is no team moon/],
    ['a question to the caller that nobody wrote', '!hold caller', /write below what you wait for/],
  ])('come to nothing, all of them, with %s; the words are kept as a note that says why', async (what, text, why) => {
    const { number, replyTo } = await conversation(desk, `Refused: ${what}`)
    await desk.send({ from: agent, to: replyTo, subject: 'Re', text })
    const ticket = await entries(desk, number, 2)
    await settled(desk)
    const timeline = (await desk.ticket(number)).timeline as unknown as { notes?: string[] }[]
    expect(timeline).toHaveLength(2)
    expect(ticket.timeline[1]).toMatchObject({ visibility: 'internal', text, by: { id: 'p-jihoon.park' } })
    expect(timeline[1]?.notes?.[0]).toMatch(why)
    expect((await headOf(desk, number)).assignee).toBeUndefined()
    const mail = await until('the answer to the agent', async () =>
      (await desk.mails()).find(
        ({ to, subject }) =>
          to.includes('jihoon.park@haneul.example') && subject.startsWith(`[${number}] 처리되지 않음`),
      ),
    )
    expect(mail.text).toMatch(why)
  })

  test('are carried out once, however often the mail is delivered', async () => {
    const { number, replyTo } = await conversation(desk, 'Once only')
    const raw =
      `From: ${agent}\r\nTo: ${replyTo}\r\nSubject: Re\r\nMessage-ID: <once@haneul.example>\r\n\r\n` +
      '!hold vendor\r\n!resume\r\n!hold vendor\r\nThe part is ordered.\r\n'
    for (let i = 0; i < 3; i++) await desk.sendRaw(raw, 'jihoon.park@haneul.example', replyTo)
    await settled(desk)
    expect((await desk.ticket(number)).timeline.map(({ type }) => type)).toEqual([
      'incident.opened',
      'incident.commented',
      'incident.held',
      'incident.resumed',
      'incident.held',
    ])
  })

  test('are plain text from everybody else', async () => {
    const { number, replyTo } = await conversation(desk, 'Not an agent')
    await desk.send({ from: 'minji.kim@haneul.example', to: replyTo, subject: 'Re', text: '!close' })
    expect(await last(number, 2)).toMatchObject({ text: '!close', visibility: 'public' })
    expect((await desk.ticket(number)).state).toBe('new')
  })
})

test('an answer to a closed ticket, which nobody follows, is kept as a note that says so', async () => {
  const { number, replyTo } = await conversation(desk, 'Long closed')
  await desk.order(resolve, { number })
  await desk.order({ type: 'close' }, { number })
  await desk.send({ from: agent, to: replyTo, subject: 'Re', text: 'By the way.' })
  const entry = (await last(number, 4)) as unknown as { notes: string[] }
  expect(entry).toMatchObject({ text: 'By the way.', visibility: 'internal' })
  expect(entry.notes[0]).toMatch(/nobody follows it any more/)
})
