import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, entries, headOf, settled, ticketCalled, unproven } from '../support/conversation.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { resolve } from '../support/life.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
  // A team whose work waits until somebody takes it, at whatever time of day this runs.
  const team = { id: 'printing', name: 'Printing', members: [], zone: 'Asia/Seoul' }
  expect((await desk.api('/api/v1/teams', { as: 'admin', body: team })).status).toBe(201)
})
afterAll(() => desk.stop())

const sender = 'minji.kim@haneul.example'

/** A conversation that is over, with a watcher, a category and a priority of its own, and a service: many of one are no accident. */
const closed = async (subject: string) => {
  const opened = await conversation(desk, subject, sender, { cc: ['oliver.reed@haneul.example'] })
  const { number } = opened
  await desk.order({ type: 'edit', category: 'printer', service: `Printing of ${subject}` }, { number })
  await desk.order({ type: 'prioritize', impact: 'high', urgency: 'high' }, { number })
  await desk.order({ type: 'assign', team: 'printing' }, { number })
  await desk.order(resolve, { number })
  await desk.order({ type: 'close' }, { number })
  return opened
}

const called = async (title: string) => (await desk.tickets()).filter((ticket) => ticket.title === title)
const followUpOf = (number: string) =>
  until(`what follows ${number}`, async () => (await headOf(desk, number)).followedBy)

describe('a reply to a closed incident', () => {
  test('opens one that is linked to it, with its title, place, weight and people', async () => {
    const { number, replyTo } = await closed('Again and again')
    await desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'It is back.' })
    const next = await followUpOf(number)
    const [old, now] = [await headOf(desk, number), await headOf(desk, next)]
    const copied = ({
      title,
      category,
      service,
      team,
      impact,
      urgency,
      priority,
      requester,
      watchers,
    }: typeof old) => ({
      ...{ title, category, service, team, impact, urgency, priority, requester, watchers },
    })
    expect(copied(now)).toEqual(copied(old))
    expect(now).toMatchObject({ state: 'new', origin: { number, how: 'follow-up' } })
    expect(old.state).toBe('closed')
    expect((await desk.ticket(next)).timeline[0]).toMatchObject({ text: 'It is back.', by: { id: 'p-minji.kim' } })
  })

  test('is one incident, though two reply at once; whoever comes later joins it', async () => {
    const { number, replyTo, acknowledgement } = await closed('Everybody at once')
    await Promise.all([
      desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'One.' }),
      desk.send({
        from: 'oliver.reed@haneul.example',
        subject: 'Re',
        text: 'Two.',
        inReplyTo: acknowledgement.messageId,
      }),
      desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'Three.' }),
    ])
    const next = await followUpOf(number)
    await entries(desk, next, 3)
    await desk.send({ from: 'oliver.reed@haneul.example', subject: `Re: [${number}]`, text: 'Four.' })
    const texts = (await entries(desk, next, 4)).timeline.map(({ text }) => text)
    expect([...texts].sort()).toEqual(['Four.', 'One.', 'Three.', 'Two.'])
    expect(await called('Everybody at once')).toHaveLength(2)
  })

  test('follows the chain to the last one, and on from there', async () => {
    const { number, replyTo } = await closed('Third time')
    await desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'Second.' })
    const second = await followUpOf(number)
    await desk.order({ type: 'cancel', reason: 'By mistake' }, { number: second })
    await desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'Third.' })
    const third = await followUpOf(second)
    await desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'Fourth.' })
    expect((await entries(desk, third, 2)).timeline.map(({ text }) => text)).toEqual(['Third.', 'Fourth.'])
    expect(await called('Third time')).toHaveLength(3)
  })

  test('that is delivered again opens nothing again', async () => {
    const { number, replyTo } = await closed('Delivered twice')
    const raw = `From: ${sender}\r\nTo: ${replyTo}\r\nSubject: Re\r\nMessage-ID: <twice@haneul.example>\r\n\r\nIt is back.\r\n`
    await Promise.all([1, 2, 3].map(() => desk.sendRaw(raw, sender, replyTo)))
    const next = await followUpOf(number)
    await settled(desk)
    expect((await desk.ticket(next)).timeline.map(({ type }) => type)).toEqual(['incident.opened'])
    expect(await called('Delivered twice')).toHaveLength(2)
  })

  test.each([
    ['a stranger', 'mallory@evil.example', {}],
    ['a mail that nobody can vouch for', sender, unproven],
  ])('of %s opens a ticket of its own, which learns nothing of the old one', async (who, from, headers) => {
    const { number, acknowledgement } = await closed(`Not for ${who}`)
    await desk.send({ from, subject: `By ${who}`, text: 'Me, too.', inReplyTo: acknowledgement.messageId, headers })
    const own = await headOf(desk, (await ticketCalled(desk, `By ${who}`)).number)
    expect([own.origin, own.watchers, own.category]).toEqual([undefined, [], undefined])
    expect((await headOf(desk, number)).followedBy).toBeUndefined()
  })
})

test('an out-of-office to a closed incident is a note on it', async () => {
  const { number, acknowledgement } = await closed('Gone fishing')
  await desk.send({
    from: sender,
    subject: 'Automatic reply: Gone fishing',
    text: 'Until Monday.',
    inReplyTo: acknowledgement.messageId,
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  const note = await until('the note', async () =>
    (await desk.ticket(number)).timeline.find((entry) => entry.automatic),
  )
  expect(note).toMatchObject({ visibility: 'internal', text: 'Until Monday.' })
  expect(await called('Gone fishing')).toHaveLength(1)
})
