import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReadMail } from '../../infra/local/ses/read-sent-mail.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
let acknowledgement: ReadMail
let number: string

beforeAll(async () => {
  desk = await startDesk()
  await desk.send({ from: 'grace.kim@haneul.example', subject: 'The ticket', text: 'Something broke.' })
  acknowledgement = await until('the acknowledgement', async () => (await desk.mails())[0])
  number = (await desk.tickets())[0]!.number
})
afterAll(() => desk.stop())

/** Waits until a human's later mail was answered: whatever was to be answered before has been. */
const answersSoFar = async () => {
  const from = `human${performance.now()}@partner.example`
  await desk.send({ from, subject: `Human ${from}`, text: 'A person wrote this.' })
  await until('the answer to a human', async () => (await desk.mails()).some(({ to }) => to.includes(from)))
  return (await desk.mails()).filter(({ to }) => !to.some((address) => address.startsWith('human')))
}

test.each([
  ['Auto-Submitted', { 'Auto-Submitted': 'auto-generated' }],
  ['Precedence', { Precedence: 'bulk' }],
  ['a list', { 'List-Id': '<news.shop.example>', 'List-Unsubscribe': '<mailto:u@shop.example>' }],
  ['X-Auto-Response-Suppress', { 'X-Auto-Response-Suppress': 'All' }],
  ['X-Autoreply', { 'X-Autoreply': 'yes' }],
])('mail marked by %s becomes a ticket at most, without an answer', async (name, headers) => {
  await desk.send({ from: 'machine@shop.example', subject: `Machine ${name}`, text: 'Automatic.', headers })
  expect((await answersSoFar()).filter(({ to }) => to.includes('machine@shop.example'))).toEqual([])
})

describe('on a known ticket', () => {
  test('an out-of-office is an internal note that answers nobody and changes no state', async () => {
    const before = await desk.ticket(number)
    await desk.send({
      from: 'grace.kim@haneul.example',
      subject: 'Automatic reply: The ticket',
      text: 'I am away until Monday.',
      inReplyTo: acknowledgement.messageId,
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    const after = await until('the note', async () => {
      const ticket = await desk.ticket(number)
      return ticket.version > before.version && ticket
    })
    expect(after.timeline.at(-1)).toMatchObject({
      visibility: 'internal',
      automatic: expect.stringContaining('auto-replied'),
    })
    expect(after.state).toBe(before.state)
    expect((await answersSoFar()).filter(({ to }) => to.includes('grace.kim@haneul.example'))).toHaveLength(1)
  })

  test('a delivery report is an internal note', async () => {
    const before = await desk.ticket(number)
    await desk.sendRaw(
      `From: MAILER-DAEMON@mx.example\r\nTo: help@haneul.example\r\nSubject: Undelivered Mail Returned to Sender\r\nIn-Reply-To: ${acknowledgement.messageId}\r\n` +
        'Message-ID: <dsn@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n' +
        '--b\r\nContent-Type: text/plain\r\n\r\nUser unknown.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; grace.kim@haneul.example\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n',
      '',
    )
    const after = await until('the note', async () => {
      const ticket = await desk.ticket(number)
      return ticket.version > before.version && ticket
    })
    expect(after.timeline.at(-1)?.visibility).toBe('internal')
  })
})

test('our own mail that comes back opens nothing and answers nobody', async () => {
  const before = (await desk.tickets()).length
  await desk.send({ from: 'help@haneul.example', subject: 'Loop', text: 'I am you.' })
  await desk.send({
    from: 'relay@mx.example',
    subject: 'Loop',
    text: 'I am you.',
    headers: { 'X-Haneul-Loop': 'local.haneul.example' },
  })
  await answersSoFar()
  expect((await desk.tickets()).length).toBe(before + 1)
  const log = (await (await desk.api('/api/v1/letters?outcome=filtered')).json()) as { items: { reason: string }[] }
  expect(log.items.filter(({ reason }) => reason === 'own-mail').length).toBeGreaterThanOrEqual(2)
})

test('one sender gets no more than the cap, and no mail is lost over it', async () => {
  const from = 'eager@partner.example'
  for (let i = 0; i < 6; i++) await desk.send({ from, subject: 'Same again', text: `Number ${i}` })
  await until(
    'six tickets',
    async () => (await desk.tickets()).filter(({ requester }) => requester.address === from).length === 6,
  )
  await until('two answers', async () => (await desk.mails()).filter(({ to }) => to.includes(from)).length === 2)
  expect((await answersSoFar()).filter(({ to }) => to.includes(from))).toHaveLength(2)
})
