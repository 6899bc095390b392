import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

interface Mailbox {
  readonly isUndeliverable: boolean
  readonly score: number
  readonly failures: readonly { readonly reason: string }[]
}

const mailbox = async (address: string, clear = ''): Promise<Mailbox> =>
  (
    await desk.api(`/api/v1/mail-addresses/${address}${clear}`, { method: clear ? 'POST' : 'GET' })
  ).json() as Promise<Mailbox>

/** An incident for somebody whose mailbox SES's simulator plays; the desk tells them that it was opened. */
const ticketFor = async (address: string) => {
  const person = { name: 'Kim', role: 'employee', language: 'en', timeZone: 'Asia/Seoul', addresses: [address] }
  expect((await desk.api('/api/v1/people', { as: 'admin', body: person })).status).toBe(201)
  const answer = await desk.api('/api/v1/incidents', { body: { title: `For ${address}`, requester: address } })
  return ((await answer.json()) as { number: string }).number
}

const comment = (number: string, text: string) => desk.api(`/api/v1/incidents/${number}/comments`, { body: { text } })
const mailsTo = async (address: string) => (await desk.mails()).filter(({ to }) => to.includes(address)).length
const undelivered = async (number: string) =>
  (await desk.ticket(number)).timeline.filter(({ type }) => type === 'incident.undelivered').length

describe('an address that does not exist', () => {
  const address = 'bounce+kim@simulator.amazonses.com'
  let number: string

  test('is written to twice; each time the ticket says who did not hear from us', async () => {
    number = await ticketFor(address)
    await comment(number, 'First try')
    await until('the first bounce', async () => (await undelivered(number)) === 1)
    expect(await mailbox(address)).toMatchObject({ isUndeliverable: false, score: 2 })
    await comment(number, 'Second try')
    await until('the second bounce', async () => (await undelivered(number)) === 2)
    expect(await mailbox(address)).toMatchObject({
      isUndeliverable: true,
      score: 4,
      failures: [
        { reason: expect.stringContaining('user unknown') },
        { reason: expect.stringContaining('user unknown') },
      ],
    })
    const { mails } = (await (await desk.api(`/api/v1/incidents/${number}`)).json()) as {
      mails: { purpose: string; returned?: { address: string }[] }[]
    }
    const returned = mails.filter(({ purpose }) => purpose === 'comment').map((mail) => mail.returned?.[0]?.address)
    expect(returned).toEqual([address, address])
  })

  test('is not written to any more; the mail stands on the ticket as withheld, with the reason', async () => {
    await comment(number, 'Third try')
    const withheld = await until('the withheld mail', async () => {
      const { mails } = (await (await desk.api(`/api/v1/incidents/${number}`)).json()) as {
        mails: { status: string; reason?: string; to: string }[]
      }
      return mails.find(({ status }) => status === 'withheld')
    })
    expect(withheld).toMatchObject({ to: address, reason: expect.stringContaining('user unknown') })
    expect(await mailsTo(address)).toBe(2)
  })

  test('is written to again once an agent has cleared it', async () => {
    expect(await mailbox(address, '/clear')).toMatchObject({ isUndeliverable: false, score: 0 })
    await comment(number, 'Fourth try')
    await until('the mail', async () => (await mailsTo(address)) === 3)
  })

  test('is nobody’s business but the desk’s', async () => {
    for (const [path, method] of [
      [address, 'GET'],
      [`${address}/clear`, 'POST'],
    ])
      expect((await desk.api(`/api/v1/mail-addresses/${path}`, { as: 'employee', method })).status).toBe(403)
  })
})

test('somebody who calls our mail spam gets no more of it', async () => {
  const address = 'complaint+lee@simulator.amazonses.com'
  const number = await ticketFor(address)
  await until('the complaint', async () => (await mailbox(address)).isUndeliverable)
  await comment(number, 'Please do not')
  await until('the withheld mail', async () =>
    (await desk.ticket(number)).mails.some(({ status }) => status === 'withheld'),
  )
  expect(await mailsTo(address)).toBe(1)
})

test('somebody who is away answers by a machine: a note, which moves nothing and is not answered', async () => {
  const address = 'ooto+choi@simulator.amazonses.com'
  const number = await ticketFor(address)
  const note = await until('the automatic answer', async () =>
    (await desk.ticket(number)).timeline.find(({ automatic }) => automatic !== undefined),
  )
  expect(note).toMatchObject({ visibility: 'internal' })
  await comment(number, 'Until then')
  await until('the comment', async () => (await mailsTo(address)) === 2)
  expect(await mailbox(address)).toMatchObject({ score: 0 })
})
