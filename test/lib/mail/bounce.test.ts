import { describe, expect, test } from 'vitest'
import { aLetter } from './a-mail.ts'

const report = (type: string, ...parts: readonly string[]) =>
  aLetter(
    {
      from: 'MAILER-DAEMON@mx.example',
      subject: 'Undelivered Mail Returned to Sender',
      'content-type': `multipart/report; report-type=${type}; boundary=b`,
    },
    `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`,
  )

const words = 'Content-Type: text/plain\r\n\r\nI am sorry to have to inform you.'
const status = (...lines: readonly string[]) =>
  `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n${lines.join('\r\n')}\r\n`
const returned =
  'Content-Type: message/rfc822\r\n\r\nFrom: help@desk.example\r\nMessage-ID: <orig@desk.example>\r\nSubject: Printer\r\n\r\nold'

describe('a delivery report (RFC 3464)', () => {
  test('of an unknown user is a hard bounce of our mail', async () => {
    const failed = status(
      'Final-Recipient: rfc822; kim@x.example',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    )
    expect((await report('delivery-status', words, failed, returned)).bounce).toEqual({
      hard: true,
      status: '5.1.1',
      recipients: ['kim@x.example'],
      originalMessageId: 'orig@desk.example',
      reasonText: '550 5.1.1 User unknown',
    })
  })

  test('of a full mailbox or a refused content is a soft one', async () => {
    const full = status('Final-Recipient: rfc822;kim@x.example', 'Action: failed', 'Status: 5.2.2')
    const policy = status(
      'Final-Recipient: rfc822;kim@x.example',
      'Action: failed',
      'Status: 5.0.0',
      "Diagnostic-Code: smtp; 550-'5.7.1 Access denied'",
    )
    expect((await report('delivery-status', words, full)).bounce).toMatchObject({ hard: false, status: '5.2.2' })
    expect((await report('delivery-status', words, policy)).bounce).toMatchObject({ hard: false, status: '5.7.1' })
  })

  test('of a delay is a soft one', async () => {
    const delayed = status('Final-Recipient: rfc822; kim@x.example', 'Action: delayed', 'Status: 4.4.1')
    expect((await report('delivery-status', words, delayed)).bounce).toMatchObject({ hard: false, status: '4.4.1' })
  })

  test('of success is none', async () => {
    const letter = await report(
      'delivery-status',
      words,
      status('Final-Recipient: rfc822; kim@x.example', 'Action: delivered', 'Status: 2.0.0'),
    )
    expect(letter.bounce).toBeNull()
    expect(letter.automatic).not.toBeNull()
  })

  test('lists each recipient that was not reached once', async () => {
    const letter = await report(
      'delivery-status',
      status(
        'Final-Recipient: rfc822; a@x.example',
        'Action: failed',
        '',
        'Final-Recipient: rfc822; b@x.example',
        'Action: failed',
        '',
        'Final-Recipient: rfc822; a@x.example',
        'Action: failed',
      ),
    )
    expect(letter.bounce?.recipients).toEqual(['a@x.example', 'b@x.example'])
  })
})

describe('a failure in the words of', () => {
  test.each([
    [
      'qmail',
      { from: 'MAILER-DAEMON@mx.example', subject: 'failure notice' },
      "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<kim@x.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <orig@desk.example>\n",
      true,
    ],
    [
      'Exim',
      {
        from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
        'x-failed-recipients': 'kim@x.example',
        subject: 'Mail delivery failed: returning message to sender',
      },
      'This message was created automatically by mail delivery software.\n\n  kim@x.example\n    Unrouteable address\n\n------ This is a copy of the message ------\n\nMessage-ID: <orig@desk.example>\n',
      true,
    ],
    [
      'Sendmail',
      { from: 'MAILER-DAEMON@mx.example', subject: 'Returned mail: see transcript for details' },
      '   ----- The following addresses had permanent fatal errors -----\n<kim@x.example>\n    (reason: 550 5.1.1 User unknown)\n',
      true,
    ],
    [
      'old Exchange',
      { from: 'System Administrator <postmaster@x.example>', subject: 'Undeliverable: Printer' },
      'Your message\n\n  To: kim@x.example\n\ndid not reach the following recipient(s):\n\nkim@x.example on Mon\n    Unknown Recipient',
      true,
    ],
    [
      'Exchange in German',
      { from: 'postmaster@x.example', 'return-path': '<>', subject: 'Unzustellbar: Drucker' },
      'Fehler bei der Nachrichtenzustellung an folgende Empfänger:\n\nkim@x.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound',
      true,
    ],
    [
      'Domino',
      { from: 'Postmaster@x.example', subject: 'DELIVERY FAILURE: User kim not listed in Domino Directory' },
      'Your message\n\nwas not delivered to:\n\n  kim@x.example\n\nbecause:\n\n  User kim not listed in Domino Directory',
      true,
    ],
    [
      'Yahoo',
      { from: 'MAILER-DAEMON@yahoo.example', subject: 'Failure Notice' },
      'Sorry, we were unable to deliver your message to the following address.\n\n<kim@x.example>:\n550 User unknown',
      true,
    ],
    [
      'a Japanese carrier',
      { from: 'Postmaster@ezweb.example', subject: 'Mail System Error - Returned Mail' },
      'The user(s) account is disabled.\n\n<kim@x.example>: 550 user unknown',
      true,
    ],
    [
      'a Korean provider',
      {
        from: 'MAILER-DAEMON@naver.example',
        'return-path': '<>',
        subject: '=?utf-8?B?W+uwmOyGoV0g66mU7J287J20IOyghOyGoeuQmOyngCDrqrvtlojsirXri4jri6Q=?=',
      },
      '메일을 전송하지 못했습니다.\n<kim@x.example>\n원인: 존재하지 않는 사용자',
      true,
    ],
    [
      'a queue that still tries',
      { from: 'Mailer-Daemon@mx.example', subject: 'Warning: message delayed 24 hours' },
      'A message that you sent has not yet been delivered to\n\n  kim@x.example',
      false,
    ],
    [
      'a full mailbox',
      { from: 'MAILER-DAEMON@mx.example', subject: 'Delivery failure' },
      'Unable to deliver message to the following address(es).\n\n<kim@x.example>:\nmailbox full',
      false,
    ],
  ])('%s is a bounce', async (_, headers, text, hard) => {
    expect((await aLetter({ 'content-type': 'text/plain; charset=utf-8', ...headers }, text)).bounce).toMatchObject({
      hard,
      recipients: ['kim@x.example'],
    })
  })

  test('qmail names our mail', async () => {
    const letter = await aLetter(
      { from: 'MAILER-DAEMON@mx.example', subject: 'failure notice' },
      "I wasn't able to deliver your message\n<kim@x.example>:\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <orig@desk.example>\n",
    )
    expect(letter.bounce?.originalMessageId).toBe('orig@desk.example')
  })
})

describe('no bounce is', () => {
  test.each([
    [
      { subject: 'Fwd: Undelivered Mail Returned to Sender' },
      'Help!\n\nThis is the mail system at host mx. 550 5.1.1 user unknown',
    ],
    [{ subject: 'Undelivered mail?' }, 'I got an error that my mail could not be delivered. Please check.'],
    [{ subject: 'mail error 550' }, 'When I send: 550 5.1.1 user unknown. What is wrong?'],
    [{ subject: 'Mailbox full' }, 'My mailbox is full. Quota exceeded, says Outlook.'],
    [{ from: 'postmaster@x.example', subject: 'Planned maintenance' }, 'The mail system will be down on Sunday.'],
    [
      { from: 'noreply@shop.example', subject: 'Delivery status of your order' },
      'Your parcel could not be delivered to you today.',
    ],
    [
      { 'return-path': '<>', subject: 'Automatic reply: x', 'auto-submitted': 'auto-replied' },
      'I am out of the office.',
    ],
    [{ subject: 'Re: Undeliverable: foo', 'in-reply-to': '<x@y>' }, 'I will fix it.'],
  ])('a mail like %j', async (headers, text) => expect((await aLetter(headers, text)).bounce).toBeNull())

  test("a person's mail with a bounce attached", async () => {
    const bounce =
      'Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=c\r\n\r\n--c\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@x.example\r\nAction: failed\r\n--c--'
    const letter = await aLetter(
      { 'content-type': 'multipart/mixed; boundary=b' },
      `--b\r\n\r\nWhat is this?\r\n--b\r\n${bounce}\r\n--b--`,
    )
    expect([letter.bounce, letter.automatic]).toEqual([null, null])
  })

  test('a read receipt', async () => {
    expect(
      (
        await report(
          'disposition-notification',
          words,
          'Content-Type: message/disposition-notification\r\n\r\nDisposition: manual-action; displayed',
        )
      ).bounce,
    ).toBeNull()
  })
})

describe('a spam complaint', () => {
  const complaint = (type: string) =>
    report(
      'feedback-report',
      words,
      `Content-Type: message/feedback-report\r\n\r\nFeedback-Type: ${type}\r\nUser-Agent: x`,
      returned,
    )

  test('is told from reports about authentication', async () => {
    expect(await complaint('abuse')).toMatchObject({ complaint: true, bounce: null })
    expect(await complaint('auth-failure')).toMatchObject({ complaint: false, bounce: null })
  })
})
