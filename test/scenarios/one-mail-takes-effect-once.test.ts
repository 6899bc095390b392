import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const raw = (id: string, text: string, to = 'help@haneul.example') =>
  `From: Oliver Reed <oliver.reed@haneul.example>\r\nTo: ${to}\r\nSubject: Delivered again\r\n${id}Date: Tue, 24 Nov 2026 10:00:00 +0900\r\n\r\n${text}\r\n`

/** Waits until the desk has taken in everything that was sent before: a marker mail is answered. */
const settled = async () => {
  const subject = `marker ${performance.now()}`
  await desk.send({ from: 'marker@partner.example', subject, text: 'x' })
  await until('the answer to the marker', async () =>
    (await desk.mails()).some((mail) => mail.subject === `Re: ${subject}`),
  )
}

const timelines = async () => {
  const found = (await desk.tickets()).filter(({ title }) => title === 'Delivered again')
  return Promise.all(found.map(async ({ number }) => (await desk.ticket(number)).timeline.map(({ text }) => text)))
}

describe('the same mail', () => {
  test('delivered many times, at once and to two help addresses, is one ticket', async () => {
    const mail = raw('Message-ID: <same@haneul.example>\r\n', 'Once, please.')
    await Promise.all([
      ...Array.from({ length: 5 }, () => desk.sendRaw(mail, 'oliver.reed@haneul.example')),
      desk.sendRaw(
        raw('Message-ID: <same@haneul.example>\r\n', 'Once, please.', 'it@haneul.example'),
        'oliver.reed@haneul.example',
        'it@haneul.example',
      ),
    ])
    const answers = async () =>
      (await desk.mails()).filter(({ to }) => to.includes('oliver.reed@haneul.example')).length
    await until('the acknowledgement', async () => (await answers()) > 0)
    await settled()
    expect(await timelines()).toEqual([['Once, please.']])
    expect(await answers()).toBe(1)
  })

  test('without a Message-ID is one ticket too', async () => {
    const mail = raw('', 'No id at all.')
    await desk.sendRaw(mail, 'oliver.reed@haneul.example')
    await desk.sendRaw(mail, 'oliver.reed@haneul.example')
    await settled()
    expect((await timelines()).flat().filter((text) => text === 'No id at all.')).toHaveLength(1)
  })
})

test('another text under a Message-ID that a device reuses is not lost: it lands on the first one’s ticket', async () => {
  await desk.sendRaw(raw('Message-ID: <same@haneul.example>\r\n', 'Something new.'), 'oliver.reed@haneul.example')
  await until('both texts', async () =>
    (await timelines()).some((texts) => texts.join() === 'Once, please.,Something new.'),
  )
})
