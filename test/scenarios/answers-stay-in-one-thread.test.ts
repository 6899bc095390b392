import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReadMail } from '../../infra/local/ses/read-sent-mail.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const [minji, yuna, grace] = ['minji.kim', 'yuna.choi', 'grace.kim'].map((name) => `${name}@haneul.example`) as [
  string,
  string,
  string,
]

const mailWith = (words: string) =>
  until(`a mail with "${words}"`, async () => (await desk.mails()).find(({ text }) => text.includes(words)))
const arrived = (number: string, words: string) =>
  until(`"${words}" on ${number}`, async () => (await desk.ticket(number)).timeline.some(({ text }) => text === words))
const comment = (number: string, text: string) => desk.api(`/api/v1/incidents/${number}/comments`, { body: { text } })

/** Opens a ticket by mail; answers its number, the Message-ID of that mail and the acknowledgement. */
const conversation = async (subject: string, from: string) => {
  const messageId = await desk.send({ from, subject, text: `About ${subject}` })
  const acknowledgement = await until('the acknowledgement', async () =>
    (await desk.mails()).find((mail) => mail.subject === `Re: ${subject}` && mail.to.includes(from)),
  )
  const { number } = (await desk.tickets()).find(({ title }) => title === subject)!
  return { number, messageId, acknowledgement }
}

/** As a mail program answers everybody: to where answers go, with those in Cc, and the whole chain. */
const replyAll = (mail: ReadMail, from: string, text: string) =>
  desk.send({
    from,
    to: mail.headers['reply-to']!,
    cc: [...mail.to, ...mail.cc].filter((address) => address !== from),
    subject: mail.subject.startsWith('Re: ') ? mail.subject : `Re: ${mail.subject}`,
    text,
    inReplyTo: mail.messageId,
    references: [...mail.references, mail.messageId],
  })

test('five answers each way, the requester’s and a follower’s in turn, are one ticket and one thread', async () => {
  const { number, messageId, acknowledgement } = await conversation('One thread', minji)
  await desk.api(`/api/v1/incidents/${number}/watch`, { body: { people: [yuna] } })
  const ours = [acknowledgement]
  const theirs = [messageId]
  for (let round = 1; round <= 5; round++) {
    await comment(number, `Answer ${round}.`)
    const mail = await mailWith(`Answer ${round}.`)
    // One mail for all of them: that is what makes "reply all" reach everybody.
    expect([mail.to, mail.cc]).toEqual([[minji], [yuna]])
    expect(mail.subject).toBe('Re: One thread')
    // The whole chain from the first mail on, each id once, the answered one last.
    expect(mail.references[0]).toBe(messageId)
    expect(mail.references.at(-1)).toBe(mail.inReplyTo)
    expect(new Set(mail.references).size).toBe(mail.references.length)
    const known = new Set([...ours.map((one) => one.messageId), ...theirs])
    expect(mail.references.filter((id) => !known.has(id))).toEqual([])
    expect(ours.map((one) => one.messageId)).not.toContain(mail.messageId)
    // What was written before is part of what this one answers.
    expect(mail.references).toContain(theirs.at(-1))
    ours.push(mail)
    theirs.push(await replyAll(mail, round % 2 ? minji : yuna, `Question ${round}.`))
    await arrived(number, `Question ${round}.`)
  }
  expect((await desk.tickets()).filter(({ title }) => title.includes('One thread'))).toHaveLength(1)
})

describe('an incident that was merged into another one', () => {
  test('keeps its own thread: its caller reads the desk’s answers there, and answers there', async () => {
    const kept = await conversation('Network is down', minji)
    const gone = await conversation('No internet', grace)
    await desk.api(`/api/v1/incidents/${gone.number}/merge`, { body: { into: kept.number } })
    await comment(kept.number, 'The line is being repaired.')
    const mails = await until('both mails', async () => {
      const found = (await desk.mails()).filter(({ text }) => text.includes('The line is being repaired.'))
      return found.length === 2 && found
    })
    const of = (address: string) => mails.find(({ to }) => to.includes(address))!
    for (const [mail, { number, messageId }, title] of [
      [of(minji), kept, 'Network is down'],
      [of(grace), gone, 'No internet'],
    ] as const) {
      expect(mail.cc).toEqual([])
      expect(mail.subject).toBe(`Re: ${title}`)
      expect(mail.headers['reply-to']).toContain(`+${number.toLowerCase()}-`)
      expect(mail.references[0]).toBe(messageId)
      expect(mail.text).toContain(`${number}: ${title}`)
    }
    await replyAll(of(grace), grace, 'It works here again.')
    await arrived(gone.number, 'It works here again.')
    await arrived(kept.number, 'It works here again.')
    // Whoever asked the other question learns nothing of this conversation.
    await comment(kept.number, 'Repaired.')
    const next = await until('the next mail', async () =>
      (await desk.mails()).find(({ text, to }) => text.includes('Repaired.') && to.includes(minji)),
    )
    expect(next.references.every((id) => !of(grace).references.includes(id) && id !== of(grace).messageId)).toBe(true)
  })
})
