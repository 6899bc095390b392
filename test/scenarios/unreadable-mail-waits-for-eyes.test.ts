import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { help, startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

let desk: TestDesk
let cookie: string
beforeAll(async () => {
  desk = await startDesk()
  cookie = await signIn(desk.host, 'p-emma.clark')
})
afterAll(() => desk.stop())

const page = async (path: string) => (await fetch(`${desk.host.url}${path}`, { headers: { cookie } })).text()

const logged = (outcome: string, text: string) =>
  until(`${text} in the log of ${outcome}`, async () => {
    const html = await page(`/desk/letters?outcome=${outcome}`)
    return html.includes(text) && html
  })

const ticketFrom = (address: string) =>
  until(`a ticket from ${address}`, async () =>
    (await desk.tickets()).find(({ requester }) => requester.address === address),
  )

describe('a mail that cannot become a ticket', () => {
  test('without any sender is quarantined, its raw bytes one click away; the next mail is unaffected', async () => {
    await desk.sendRaw('Subject: Who am I\r\nMessage-ID: <nobody@x.example>\r\n\r\nNo sender.\r\n', '')
    await desk.send({ from: 'next@partner.example', subject: 'The next mail', text: 'x' })
    await ticketFrom('next@partner.example')
    const html = await logged('quarantined', 'Who am I')
    const raw = /\/desk\/letters\/[^/"]+\/raw/.exec(html)![0]
    expect(await page(raw)).toContain('No sender.')
  })

  test('that spam or virus scans reject is quarantined, and a person can let spam in', async () => {
    const spam = {
      from: 'seller@partner.example',
      subject: 'Cheap printers',
      text: 'Buy.',
      headers: { 'X-Local-Verdicts': 'spam=fail' },
    }
    await desk.send(spam)
    const html = await logged('quarantined', 'Cheap printers')
    const action = /action="(\/desk\/letters\/[^/"]+\/replay)"[\s\S]*?/.exec(
      html.slice(html.indexOf('Cheap printers')),
    )![1]!
    const foreign = await fetch(`${desk.host.url}${action}`, {
      method: 'POST',
      headers: { cookie, origin: 'https://evil.example' },
      redirect: 'manual',
    })
    expect(foreign.status).toBe(403)
    const answer = await fetch(`${desk.host.url}${action}`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
    await ticketFrom('seller@partner.example')
    const again = await fetch(`${desk.host.url}${action}`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    })
    expect(again.status).toBe(303)
    const theirs = (await desk.tickets()).filter(({ requester }) => requester.address === 'seller@partner.example')
    expect(theirs.length).toBe(1)
  })

  test('that we could not take in is a visible failure, and becomes a ticket when a person has it tried again', async () => {
    const heal = desk.host.inject({
      service: 's3',
      action: 'PutObject',
      times: 1000,
      answer: {
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: '<Error><Code>AccessDenied</Code></Error>',
      },
    })
    const attachments = [{ filename: 'a.txt', content: 'a' }]
    await desk.send({ from: 'patient@partner.example', subject: 'In bad times', text: 'See the file.', attachments })
    // The health says so once the retries are used up, so nothing else will try it again.
    await until('a degraded health', async () => (await fetch(`${desk.host.url}/healthz`)).status === 503)
    const html = await until('the failure', async () => {
      const found = await page('/desk/letters?outcome=failed')
      return found.includes('/replay') && found
    })
    heal()
    const action = /action="(\/desk\/letters\/[^/"]+\/replay)"/.exec(html)![1]!
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    await fetch(`${desk.host.url}${action}`, { method: 'POST', headers, redirect: 'manual' })
    await ticketFrom('patient@partner.example')
    expect(await page('/desk/letters?outcome=failed')).not.toContain(action)
  })
})

test('a mail to an address that is not ours is refused at the door', async () => {
  await expect(desk.sendRaw('From: a@b.example\r\n\r\nx', 'a@b.example', 'nobody@haneul.example')).rejects.toThrow(
    /550/,
  )
})

test('a very large mail becomes a ticket; the whole of it stays one click away', async () => {
  await desk.send({
    from: 'large@partner.example',
    to: help,
    subject: 'Large',
    text: 'Twelve megabytes attached.',
    attachments: [{ filename: 'dump.bin', content: Buffer.alloc(12 * 1024 * 1024, 7) }],
  })
  const { number } = await ticketFrom('large@partner.example')
  expect((await desk.ticket(number)).timeline[0]?.attachments[0]).toMatchObject({
    name: 'dump.bin',
    size: 12 * 1024 * 1024,
  })
})
