import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts'

let desk: TestDesk
let receiver: Receiver
beforeAll(async () => {
  desk = await startDesk()
  receiver = await startReceiver()
})
afterAll(async () => {
  await desk.stop()
  await receiver.stop()
})

const ask = async (path: string, body: object) => {
  const answer = await desk.api(path, { as: 'admin', body })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as { readonly id: string; readonly secret: string; readonly messageId: string }
}

const open = async (title: string) =>
  ((await (await desk.api('/api/v1/incidents', { body: { title } })).json()) as { number: string }).number
const comment = async (number: string, text: string) => {
  const answer = await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text } })
  expect(answer.status).toBe(201)
}

const about = (number: string) => receiver.received.filter(({ body }) => body.data.number === number)
const sequences = (number: string) => about(number).map(({ body }) => body.data.sequence)

/** As a receiver checks it, by the words of the specification. */
const isSigned = ({ headers, text }: Received, secret: string) => {
  const hmac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
  hmac.update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`)
  return headers['webhook-signature']?.split(' ').includes(`v1,${hmac.digest('base64')}`)
}

test('a receiver gets what happens to an incident, signed and in order, and all of it after it was down for a while', async () => {
  const { id, secret } = await ask('/api/v1/webhooks', { name: 'Assets', url: receiver.url })
  const number = await open('Mail is slow')
  await comment(number, 'Since nine.')
  await comment(number, 'In Busan, too.')
  await until('three events', async () => about(number).length >= 3)
  expect(about(number).map(({ body }) => [body.data.sequence, body.type])).toEqual([
    [1, 'incident.opened'],
    [2, 'incident.commented'],
    [3, 'incident.commented'],
  ])
  expect(about(number).every((event) => isSigned(event, secret))).toBe(true)

  receiver.behave(() => 503)
  await comment(number, 'Still slow.')
  await comment(number, 'Not any more.')
  await until('an attempt', async () => sequences(number).includes(4))
  expect(sequences(number)).not.toContain(5)
  receiver.behave(() => 200)
  // A run of the clock waits for what falls due within the next half minute.
  await desk.tick()
  await until('what was missed', async () => sequences(number).includes(5), 90_000)
  const arrived = sequences(number).filter((sequence, i, all) => all.indexOf(sequence) === i)
  expect(arrived).toEqual([1, 2, 3, 4, 5])
  expect(about(number).every((event) => isSigned(event, secret))).toBe(true)

  const { messageId } = await ask(`/api/v1/webhooks/${id}/test`, {})
  const tested = await until('the test', async () =>
    receiver.received.find(({ headers }) => headers['webhook-id'] === messageId),
  )
  expect([tested.body.type, isSigned(tested, secret)]).toEqual(['webhook.tested', true])
}, 120_000)

test('a receiver that is gone is told nothing more, and administrators get a mail about it', async () => {
  receiver.behave(({ body }) => (body.type === 'incident.opened' ? 410 : 200))
  await open('Another one')
  const mail = await until('the mail', async () =>
    (await desk.mails()).find(({ subject }) => subject?.includes('Assets')),
  )
  expect(mail.text).toContain('410')
})
