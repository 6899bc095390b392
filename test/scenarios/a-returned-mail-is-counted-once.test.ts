import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, entries, settled } from '../support/conversation.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

/** A delivery report of a mail system that returns the mail of this Message-ID. */
const report = (id: string, address: string, returns: string, status = '5.1.1') =>
  'From: MAILER-DAEMON@mx.example\r\nTo: help@haneul.example\r\nSubject: Undelivered Mail Returned to Sender\r\n' +
  `Message-ID: <${id}@mx.example>\r\nMIME-Version: 1.0\r\n` +
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n' +
  '--b\r\nContent-Type: text/plain\r\n\r\nThe user is unknown.\r\n' +
  '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n' +
  `Final-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: ${status}\r\n` +
  `--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${returns}>\r\nSubject: x\r\n\r\nx\r\n--b--\r\n`

interface Mailbox {
  readonly isUndeliverable: boolean
  readonly score: number
  readonly failures: readonly unknown[]
}
const mailbox = async (address: string) =>
  (await (await desk.api(`/api/v1/mail-addresses/${address}`)).json()) as Mailbox

const idOf = (messageId: string) => messageId.replace(/^<|>$/g, '')

describe('a mail of ours that comes back', () => {
  test('is a note on its ticket, flags it, and counts against its address once, however often it is reported', async () => {
    const address = 'gone@partner.example'
    const { number, acknowledgement } = await conversation(desk, 'Who is gone', address)
    const raw = report('r1', address, idOf(acknowledgement.messageId))
    await desk.sendRaw(raw, '')
    const ticket = await entries(desk, number, 3)
    expect(ticket.timeline.map(({ type }) => type).sort()).toEqual([
      'incident.commented',
      'incident.opened',
      'incident.undelivered',
    ])
    expect(ticket.timeline.find(({ automatic }) => automatic)).toMatchObject({ visibility: 'internal' })
    expect(ticket).toMatchObject({ state: 'new', isUndelivered: true })
    await desk.sendRaw(raw, '')
    await desk.sendRaw(report('r2', address, idOf(acknowledgement.messageId)), '')
    await entries(desk, number, 4)
    await settled(desk)
    expect(await mailbox(address)).toMatchObject({ score: 2, isUndeliverable: false, failures: [{}] })
  })

  test('by a report that anybody may have made up counts for nothing', async () => {
    const { number, messageId } = await conversation(desk, 'Still here', 'here@partner.example')
    await desk.sendRaw(report('r3', 'here@partner.example', idOf(messageId)), '')
    await desk.sendRaw(report('r4', 'grace.kim@haneul.example', 'nothing@ours.example'), '')
    await until('the note', async () => (await desk.ticket(number)).timeline.length > 1)
    await settled(desk)
    expect(await mailbox('here@partner.example')).toMatchObject({ score: 0 })
    expect(await mailbox('grace.kim@haneul.example')).toMatchObject({ score: 0 })
    expect((await desk.ticket(number)).timeline.map(({ type }) => type)).not.toContain('incident.undelivered')
  })
})
