import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guestId } from '../../lib/people/register.ts'
import { conversation, entries, headOf, ticketCalled } from '../support/conversation.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'
import { waitForCaller } from '../support/life.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const watchersOf = async (number: string) => (await headOf(desk, number)).watchers.map(({ id }) => id)

describe('people in copy of an employee’s mail', () => {
  test('follow the ticket: colleagues as themselves, others as guests; machines and help addresses do not', async () => {
    await desk.send({
      from: 'minji.kim@haneul.example',
      to: ['help@haneul.example', 'Oliver.Reed@haneul.example'],
      cc: ['Lee <lee@partner.example>', 'it@haneul.example', 'no-reply@shop.example', 'info@partner.example'],
      subject: 'With company',
      text: 'All of us.',
    })
    const { number } = await ticketCalled(desk, 'With company')
    expect(await watchersOf(number)).toEqual(['p-oliver.reed', guestId('lee@partner.example')])
    const guests = await (await desk.api('/api/v1/people?address=lee@partner.example')).json()
    expect(guests).toMatchObject({ items: [{ name: 'Lee', role: 'guest', addresses: ['lee@partner.example'] }] })
  })

  test('are heard as themselves, on the same ticket, and end its waiting', async () => {
    const { number, acknowledgement } = await conversation(desk, 'Two of us', undefined, {
      cc: ['oliver.reed@haneul.example'],
    })
    await desk.order(waitForCaller, { number })
    await desk.send({
      from: 'oliver.reed@haneul.example',
      subject: 'Re: Two of us',
      text: 'The second floor.',
      inReplyTo: acknowledgement.messageId,
    })
    const ticket = await entries(desk, number, 5)
    expect(ticket.timeline[3]).toMatchObject({
      text: 'The second floor.',
      by: { id: 'p-oliver.reed' },
      verified: true,
      visibility: 'public',
    })
    expect(ticket.state).toBe('in_progress')
  })

  test('come along with a later reply, too, each once', async () => {
    const { number, replyTo } = await conversation(desk, 'Later company')
    const cc = ['yuna.choi@haneul.example', 'new@partner.example']
    await desk.send({ from: 'minji.kim@haneul.example', to: replyTo, cc, subject: 'Re', text: 'One.' })
    await entries(desk, number, 2)
    await desk.send({ from: 'minji.kim@haneul.example', to: replyTo, cc, subject: 'Re', text: 'Two.' })
    await entries(desk, number, 3)
    expect(await watchersOf(number)).toEqual(['p-yuna.choi', guestId('new@partner.example')])
  })

  test('are twenty at most', async () => {
    const cc = Array.from({ length: 30 }, (_, i) => `many${i}@partner.example`)
    await desk.send({ from: 'minji.kim@haneul.example', cc, subject: 'A crowd', text: 'Everybody.' })
    expect(await watchersOf((await ticketCalled(desk, 'A crowd')).number)).toHaveLength(20)
  })
})

test('people in copy of a guest’s mail do not follow anything', async () => {
  const cc = ['oliver.reed@haneul.example', 'x@partner.example']
  const { number } = await conversation(desk, 'By a guest', 'guest@partner.example', { cc })
  expect(await watchersOf(number)).toEqual([])
})
