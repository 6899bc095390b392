import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReadMail } from '../../infra/local/ses/read-sent-mail.ts'
import { startDesk, type TestDesk, type Ticket, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const sender = 'minji.kim@haneul.example'

/** Opens a ticket by mail and waits for its acknowledgement. */
const conversation = async (subject: string, from = sender) => {
  const messageId = await desk.send({ from, subject, text: `About ${subject}.` })
  const ticket = await until('the ticket', async () => (await desk.tickets()).find(({ title }) => title === subject))
  const acknowledgement = await until('the acknowledgement', async () =>
    (await desk.mails()).find((mail) => mail.subject === `Re: ${subject}`),
  )
  return { messageId, number: ticket.number, acknowledgement }
}

const replyTo = (mail: ReadMail) => mail.headers['reply-to']!

const entries = (number: string, count: number): Promise<Ticket> =>
  until(`${count} entries on ${number}`, async () => {
    const ticket = await desk.ticket(number)
    return ticket.timeline.length >= count && ticket
  })

describe('the requester’s reply', () => {
  test('lands on its ticket by our reply address alone, without the quoted text', async () => {
    const { number, acknowledgement } = await conversation('By address')
    await desk.send({
      from: sender,
      to: replyTo(acknowledgement),
      subject: 'totally different',
      text: `It works again, thanks.\n\nOn Tue, 24 Nov 2026 at 10:00, Service Desk wrote:\n> ${acknowledgement.text.split('\n').join('\n> ')}`,
    })
    const ticket = await entries(number, 2)
    expect(ticket.timeline[1]).toMatchObject({ text: 'It works again, thanks.', visibility: 'public', verified: true })
    expect(ticket.timeline[1]?.quoted).toContain(number)
  })

  test('lands on its ticket by In-Reply-To alone', async () => {
    const { number, acknowledgement } = await conversation('By In-Reply-To')
    await desk.send({
      from: sender,
      subject: 'no subject kept',
      text: 'More facts.',
      inReplyTo: acknowledgement.messageId,
    })
    expect((await entries(number, 2)).timeline[1]).toMatchObject({ text: 'More facts.' })
  })

  test('to their own first mail lands on the same ticket', async () => {
    const { number, messageId } = await conversation('By own mail')
    await desk.send({ from: sender, subject: 'Re: By own mail', text: 'I forgot something.', references: messageId })
    expect((await entries(number, 2)).timeline[1]).toMatchObject({ text: 'I forgot something.' })
  })

  test('lands on its ticket by the number in the subject', async () => {
    const { number } = await conversation('By number')
    await desk.send({ from: sender, subject: `Re: [${number}] something`, text: 'Number only.' })
    expect((await entries(number, 2)).timeline[1]).toMatchObject({ text: 'Number only.', verified: true })
  })
})

describe('somebody else', () => {
  test('who only guesses the number gets a ticket of their own', async () => {
    const { number } = await conversation('Guessed')
    await desk.send({ from: 'mallory@evil.example', subject: `Re: [${number}] x`, text: 'Let me in.' })
    const own = await until('their own ticket', async () =>
      (await desk.tickets()).find(({ requester }) => requester.address === 'mallory@evil.example'),
    )
    expect(own.number).not.toBe(number)
    expect((await desk.ticket(number)).timeline).toHaveLength(1)
  })

  test('who got the thread from the requester is heard, as an unverified sender', async () => {
    const { number, acknowledgement } = await conversation('Forwarded')
    await desk.send({
      from: 'colleague@partner.example',
      subject: 'Fwd: Forwarded',
      text: 'I see it too.',
      inReplyTo: acknowledgement.messageId,
    })
    expect((await entries(number, 2)).timeline[1]).toMatchObject({ text: 'I see it too.', verified: false })
  })

  test('who makes up a key for our reply address does not reach the ticket', async () => {
    const { number } = await conversation('Made up key')
    await desk.send({
      from: 'eve@evil.example',
      to: `help+${number.toLowerCase()}-${'a'.repeat(26)}@haneul.example`,
      subject: 'hello',
      text: 'x',
    })
    await until('a ticket of their own', async () =>
      (await desk.tickets()).find(({ requester }) => requester.address === 'eve@evil.example'),
    )
    expect((await desk.ticket(number)).timeline).toHaveLength(1)
  })
})

describe('an agent’s public comment', () => {
  test('goes out in the requester’s thread, and five rounds stay one thread with a Message-ID each', async () => {
    const { number, messageId, acknowledgement } = await conversation('Five rounds')
    const ours = [acknowledgement.messageId]
    const theirs = [messageId]
    for (let round = 1; round <= 5; round++) {
      const text = `Answer ${round}`
      await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text } })
      const mail = await until(text, async () => (await desk.mails()).find((sent) => sent.text.includes(text)))
      expect(mail.subject).toBe('Re: Five rounds')
      expect(mail.references[0]).toBe(messageId)
      expect(mail.references.at(-1)).toBe(mail.inReplyTo)
      expect(new Set([...ours, ...theirs]).has(mail.inReplyTo!)).toBe(true)
      expect(ours).not.toContain(mail.messageId)
      ours.push(mail.messageId)
      theirs.push(
        await desk.send({
          from: sender,
          subject: `RE: ${mail.subject}`,
          text: `Question ${round}`,
          inReplyTo: mail.messageId,
          references: [...mail.references, mail.messageId],
        }),
      )
      await entries(number, 1 + round * 2)
    }
    expect(await desk.tickets().then((all) => all.filter(({ title }) => title === 'Five rounds'))).toHaveLength(1)
  })

  test('that is internal goes to nobody outside', async () => {
    const { number } = await conversation('Secret')
    await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text: 'Between us', visibility: 'internal' } })
    await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text: 'For everybody' } })
    await until('the public one', async () => (await desk.mails()).find((mail) => mail.text.includes('For everybody')))
    expect((await desk.mails()).filter((mail) => mail.text.includes('Between us'))).toEqual([])
    const seen = await (await desk.api(`/api/v1/incidents/${number}`, { as: 'employee' })).json()
    expect(JSON.stringify(seen)).not.toContain('Between us')
  })
})
