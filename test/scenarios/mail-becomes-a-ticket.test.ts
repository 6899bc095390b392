import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const ticketCalled = (title: string) =>
  until(`a ticket called ${title}`, async () => {
    const found = (await desk.tickets()).find((ticket) => ticket.title === title)
    return found && desk.ticket(found.number)
  })

const mailTo = (address: string) =>
  until(`a mail to ${address}`, async () => (await desk.mails()).find((mail) => mail.to.includes(address)))

describe('an employee who mails the help address', () => {
  test('has a ticket in their name, and an acknowledgement in their language and thread', async () => {
    const messageId = await desk.send({
      from: '김민지 <minji.kim@haneul.example>',
      subject: '프린터가 고장났어요',
      text: '3층 프린터에서 연기가 납니다. 도와주세요.',
    })
    const ticket = await ticketCalled('프린터가 고장났어요')
    expect(ticket).toMatchObject({ state: 'new', requester: { id: 'p-minji.kim', name: '김민지' } })
    expect(ticket.timeline[0]).toMatchObject({ text: '3층 프린터에서 연기가 납니다. 도와주세요.', verified: true })

    const mail = await mailTo('minji.kim@haneul.example')
    expect(mail.subject).toBe('Re: 프린터가 고장났어요')
    expect(mail.text).toContain(`접수 번호는 ${ticket.number}`)
    expect(mail.inReplyTo).toBe(messageId)
    expect(mail.references).toEqual([messageId])
    expect(mail.headers['auto-submitted']).toBe('auto-replied')
    expect(mail.headers['x-auto-response-suppress']).toBe('All')
    expect(mail.headers.precedence).toBe('bulk')
  })

  test('in EUC-KR is read right, whatever the label calls it', async () => {
    // 안녕하세요 and 노트북 in EUC-KR; the subject is an encoded word of that charset.
    const hello = Buffer.from([0xbe, 0xc8, 0xb3, 0xe7, 0xc7, 0xcf, 0xbc, 0xbc, 0xbf, 0xe4])
    const notebook = Buffer.from([0xb3, 0xeb, 0xc6, 0xae, 0xba, 0xcf])
    const head =
      'From: =?euc-kr?B?wMy1tcf2?= <dohyun.lee@haneul.example>\r\nTo: help@haneul.example\r\n' +
      `Subject: =?ks_c_5601-1987?B?${notebook.toString('base64')}?=\r\nMessage-ID: <euckr@haneul.example>\r\n` +
      'Content-Type: text/plain; charset="ks_c_5601-1987"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    await desk.sendRaw(Buffer.concat([Buffer.from(head), hello]), 'dohyun.lee@haneul.example')
    const ticket = await ticketCalled('노트북')
    expect(ticket.timeline[0]?.text).toBe('안녕하세요')
    expect((await mailTo('dohyun.lee@haneul.example')).text).toContain(ticket.number)
  })

  test('with three attachments keeps all of them, under safe names, and each can be downloaded', async () => {
    const picture = Buffer.from('89504e470d0a1a0a', 'hex')
    await desk.send({
      from: 'oliver.reed@haneul.example',
      subject: 'Three files',
      text: 'See attached.',
      attachments: [
        { filename: 'log.txt', content: 'it broke' },
        { filename: '화면 캡처.png', content: picture },
        { filename: '../../etc/passwd', content: 'root' },
      ],
    })
    const ticket = await ticketCalled('Three files')
    const { attachments } = ticket.timeline[0]!
    expect(attachments.map(({ name }) => name)).toEqual(['log.txt', '화면 캡처.png', 'passwd'])
    const download = await desk.api(attachments[1]!.href)
    expect(Buffer.from(await download.arrayBuffer())).toEqual(picture)
    expect(download.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(download.headers.get('content-disposition')).toContain(encodeURIComponent('화면 캡처.png'))
  })

  test('without a subject has a ticket named after the first line', async () => {
    await desk.send({ from: 'grace.kim@haneul.example', text: 'VPN drops every hour\nPlease help.' })
    expect((await ticketCalled('VPN drops every hour')).requester.id).toBe('p-grace.kim')
  })
})

test('a stranger who mails the help address becomes a guest with a ticket, and is answered', async () => {
  await desk.send({ from: 'Lee <lee@partner.example>', subject: 'Invoice portal', text: 'I cannot sign in.' })
  const ticket = await ticketCalled('Invoice portal')
  expect(ticket.timeline[0]?.by).toMatchObject({ name: 'Lee', is: 'guest' })
  expect((await mailTo('lee@partner.example')).text).toContain(ticket.number)
})

test('a mail whose sender cannot be authenticated opens a flagged ticket, and nobody is answered', async () => {
  await desk.send({
    from: 'yuna.choi@haneul.example',
    subject: 'Forged',
    text: 'Please reset my password.',
    headers: { 'X-Local-Verdicts': 'spf=fail dkim=fail dmarc=fail' },
  })
  expect((await ticketCalled('Forged')).timeline[0]?.verified).toBe(false)
  await desk.send({ from: 'last@partner.example', subject: 'After the forged one', text: 'x' })
  await mailTo('last@partner.example')
  expect((await desk.mails()).filter((mail) => mail.to.includes('yuna.choi@haneul.example'))).toEqual([])
})
