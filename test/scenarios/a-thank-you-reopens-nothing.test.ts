import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, entries } from '../support/conversation.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'
import { resolve, waitForCaller } from '../support/life.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const sender = 'minji.kim@haneul.example'
const reply = (to: string, text: string, more: object = {}) =>
  desk.send({ from: sender, to, subject: 'Re', text, ...more })

describe('a ticket that is resolved', () => {
  test.each(['감사합니다. 잘 됩니다', 'Thanks, works now!', 'Vielen Dank!'])(
    'stays so when its requester writes %j',
    async (text) => {
      const { number, replyTo } = await conversation(desk, `Thanks: ${text}`)
      await desk.order(resolve, { number })
      await reply(replyTo, text)
      const ticket = await entries(desk, number, 3)
      expect(ticket.timeline[2]).toMatchObject({ text, visibility: 'public', verified: true })
      expect(ticket.state).toBe('resolved')
    },
  )

  test.each(['감사하지만 아직 안 됩니다', 'Thanks, but it still does not work'])(
    'is open again when they write %j',
    async (text) => {
      const { number, replyTo } = await conversation(desk, `No thanks: ${text}`)
      await desk.order(resolve, { number })
      await reply(replyTo, text)
      expect((await entries(desk, number, 4)).state).toBe('in_progress')
    },
  )

  test('is open again when the thanks come with a file', async () => {
    const { number, replyTo } = await conversation(desk, 'Thanks with a file')
    await desk.order(resolve, { number })
    await reply(replyTo, 'Thanks!', { attachments: [{ filename: 'error.png', content: 'x' }] })
    expect((await entries(desk, number, 4)).state).toBe('in_progress')
  })
})

test('a ticket that is closed is followed by none', async () => {
  const { number, replyTo } = await conversation(desk, 'Closed and thanked for')
  await desk.order(resolve, { number })
  await desk.order({ type: 'close' }, { number })
  await reply(replyTo, 'Thank you so much!')
  const ticket = await entries(desk, number, 4)
  expect(ticket.timeline[3]).toMatchObject({ text: 'Thank you so much!', visibility: 'internal' })
  expect((await desk.tickets()).filter(({ title }) => title === 'Closed and thanked for')).toHaveLength(1)
})

describe('a ticket that waits for its requester', () => {
  test.each([
    ['고맙습니다~', 'on_hold'],
    ['네 감사합니다', 'in_progress'],
    ['It works now, thanks', 'in_progress'],
  ])('and gets %j is then %s: yes and no are answers, mere thanks are not', async (text, state) => {
    const { number, replyTo } = await conversation(desk, `Waiting: ${text}`)
    await desk.order(waitForCaller, { number })
    await reply(replyTo, text)
    expect((await entries(desk, number, state === 'on_hold' ? 4 : 5)).state).toBe(state)
  })
})
