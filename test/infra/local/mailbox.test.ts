import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../infra/local/free-port.ts'
import { mailboxRoutes } from '../../../infra/local/ses/mailbox/routes.ts'
import { sendApi } from '../../../infra/local/ses/send-api.ts'
import { openSentMails, type SentMails } from '../../../infra/local/ses/sent-mails.ts'
import { type Cloud, startCloud } from './cloud.ts'

let cloud: Cloud
let sent: SentMails

beforeAll(async () => {
  cloud = await startCloud({
    identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'haneul.example' } },
  })
  sent = openSentMails(cloud.ledger)
  cloud.gateway.route('ses', sendApi({ world: cloud.world, ledger: cloud.ledger, sent, putEvents: () => {} }))
})
afterAll(() => cloud.stop())

const mime = (headers: string[] = [], from = 'Help <help@haneul.example>') =>
  Buffer.from(
    [
      `From: ${from}`,
      'To: kim@haneul.example',
      'Subject: Re: Printer',
      'Message-ID: <own@haneul.example>',
      'Date: Mon, 1 Jan 2001 00:00:00 +0000',
      ...headers,
      'Content-Type: text/plain; charset=utf-8',
      '',
      '안녕하세요',
      '',
    ].join('\r\n'),
  )
const send = (more: object = {}, raw = mime()) =>
  new SESClient(cloud.as('host')).send(
    new SendRawEmailCommand({
      Source: 'help@haneul.example',
      Destinations: ['kim@haneul.example'],
      RawMessage: { Data: raw },
      ...more,
    }),
  )

describe('the mailbox page', () => {
  let url: string
  let smtpPort: number
  const server = createServer((request, response) => {
    if (!mailboxRoutes({ sent, smtpPort: () => smtpPort, deskAddress: 'help@haneul.example' })(request, response))
      response.writeHead(404).end()
  })
  beforeAll(async () => {
    smtpPort = await freePort()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())
  const page = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${url}${path}`, { headers })).text()

  test('lists what was sent, newest first, as JSON for scripts', async () => {
    const { MessageId } = await send()
    const mails = (await (await fetch(`${url}/_local/mail`, { headers: { accept: 'application/json' } })).json()) as {
      id: string
    }[]
    expect(mails[0]?.id).toBe(MessageId)
    expect(mails.length).toBe((await sent.list()).length)
  })

  test('speaks the language of its reader', async () => {
    expect(await page('/_local/mail', { 'accept-language': 'ko-KR,ko;q=0.9,en;q=0.8' })).toContain('메일 쓰기')
    expect(await page('/_local/mail', { 'accept-language': 'en-US' })).toContain('Write a mail')
  })

  test('shows a mail as text, and never runs what is in it', async () => {
    const html = ['Content-Type: text/html', '', '<script>alert(1)</script><b>x</b>'].join('\r\n')
    const raw = Buffer.from(
      `From: help@haneul.example\r\nTo: kim@haneul.example\r\nSubject: <script>alert(2)</script>\r\n${html}\r\n`,
    )
    const { MessageId } = await send({}, raw)
    const answer = await fetch(`${url}/_local/mail/${MessageId}`)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await answer.text()).not.toContain('<script')
    const foreign = await fetch(`${url}/_local/mail/${MessageId}/html`)
    expect(foreign.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(await page(`/_local/mail/${MessageId}/raw`)).toContain('Subject: <script>')
  })

  test('prepares an answer that lands on its ticket', async () => {
    const { MessageId } = await send(
      {},
      mime(['Reply-To: help+inc-1-key@haneul.example', 'References: <first@x.example>']),
    )
    const answer = await page(`/_local/mail/${MessageId}`)
    const id = `&lt;${MessageId}@ap-northeast-2.amazonses.com&gt;`
    expect(answer).toContain('name="to" value="help+inc-1-key@haneul.example"')
    expect(answer).toContain('name="from" value="kim@haneul.example"')
    expect(answer).toContain(`name="inReplyTo" value="${id}"`)
    expect(answer).toContain(`name="references" value="&lt;first@x.example&gt; ${id}"`)
    expect(answer).toContain('&gt; 안녕하세요')
  })

  test('takes a form only from itself', async () => {
    const body = new URLSearchParams({ from: 'a@x.example', to: 'help@haneul.example' })
    for (const origin of ['http://evil.example', undefined]) {
      const headers = origin === undefined ? {} : { origin }
      expect((await fetch(`${url}/_local/mail`, { method: 'POST', body, headers })).status).toBe(403)
    }
  })

  test('hands what a person writes to the mail server, with its files and its thread', async () => {
    const received: string[] = []
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, callback) {
        text(stream).then((mail) => {
          received.push(mail)
          callback()
        }, callback)
      },
    })
    await new Promise<void>((resolve) => smtp.listen(smtpPort, '127.0.0.1', resolve))
    const body = new FormData()
    const fields = {
      from: 'kim@haneul.example',
      to: 'help@haneul.example',
      subject: 'Re: Printer',
      text: 'Still on fire',
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    body.set('inReplyTo', '<a@x.example>')
    body.set('references', '<b@x.example> <a@x.example>')
    body.set('forged', 'on')
    body.append('attachment', new File(['pixels'], 'photo.png', { type: 'image/png' }))
    const answer = await fetch(`${url}/_local/mail`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: url },
    })
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/_local/mail?delivered'])
    for (const line of [
      'In-Reply-To: <a@x.example>',
      'References: <b@x.example> <a@x.example>',
      'X-Local-Verdicts: spf=fail dkim=fail dmarc=fail',
      'Content-Type: image/png; name=photo.png',
      'Still on fire',
    ]) {
      expect(received[0]).toContain(line)
    }
  })

  test('answers to this machine’s own names only', async () => {
    const { port } = new URL(url)
    const { request } = await import('node:http')
    const asked = request({ port, host: '127.0.0.1', path: '/_local/mail', headers: { host: 'evil.example' } }).end()
    const [answer] = await once(asked, 'response')
    expect(answer.statusCode).toBe(421)
    answer.resume()
  })

  test('says so when there is no such mail', async () => {
    expect((await fetch(`${url}/_local/mail/nobody`)).status).toBe(404)
    expect((await fetch(`${url}/_local/elsewhere`)).status).toBe(404)
  })
})
