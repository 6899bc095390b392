import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { merge } from '../../lib/desk/merge.ts'
import { conversation, entries, headOf } from '../support/conversation.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { jihoon, resolve, waitForCaller } from '../support/life.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const sender = 'minji.kim@haneul.example'

describe('an incident on hold for its caller', () => {
  test('asks them in public, goes on when they reply, and its clocks with it', async () => {
    const { number, replyTo } = await conversation(desk, 'Which floor')
    await desk.order(waitForCaller, { number })
    await until('the question', async () =>
      (await desk.mails()).find(({ text }) => text.includes('Which floor is it on?')),
    )
    expect((await headOf(desk, number)).clocks.some(({ pauses }) => pauses.at(-1)?.[2] === undefined)).toBe(true)
    await desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'The third.' })
    const ticket = await entries(desk, number, 5)
    expect(ticket.timeline[4]).toMatchObject({ type: 'incident.resumed', by: { id: 'p-minji.kim' } })
    const head = await headOf(desk, number)
    expect([head.state, head.hold]).toEqual(['in_progress', undefined])
    expect(head.clocks.every(({ pauses }) => pauses.every((pause) => pause[2] !== undefined))).toBe(true)
  })

  test('goes on waiting when a machine answers', async () => {
    const { number, replyTo } = await conversation(desk, 'Asked on a holiday')
    await desk.order(waitForCaller, { number })
    await desk.send({
      from: sender,
      to: replyTo,
      subject: '부재중 자동 회신',
      text: '휴가 중입니다.',
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    expect((await entries(desk, number, 4)).state).toBe('on_hold')
  })

  test('goes on when the caller answers at the incident that was merged into it', async () => {
    const one = await conversation(desk, 'Merged away')
    const two = await conversation(desk, 'Merged into', 'yuna.choi@haneul.example')
    const context = { at: new Date().toISOString(), by: jihoon, channel: 'api' as const }
    await merge(desk.office, { number: one.number, into: two.number, context })
    await desk.order(waitForCaller, { number: two.number })
    await desk.send({ from: sender, to: one.replyTo, subject: 'Re', text: 'The third.' })
    const ticket = await until('the reply', async () => {
      const found = await desk.ticket(two.number)
      return found.timeline.some(({ text }) => text === 'The third.') && found
    })
    expect(ticket.state).toBe('in_progress')
  })
})

test('one that waits for a vendor does not go on by the caller’s word', async () => {
  const { number, replyTo } = await conversation(desk, 'At the vendor')
  await desk.order({ type: 'hold', reason: 'vendor' }, { number })
  await desk.send({ from: sender, to: replyTo, subject: 'Re', text: 'Any news?' })
  expect((await entries(desk, number, 3)).state).toBe('on_hold')
})

test('a resolved one is reopened by the caller’s reply, three times an hour at most', async () => {
  const { number, replyTo } = await conversation(desk, 'Back and forth')
  for (let round = 1; round <= 4; round++) {
    if ((await desk.ticket(number)).state !== 'resolved') await desk.order(resolve, { number })
    await desk.send({ from: sender, to: replyTo, subject: 'Re', text: `Still broken, round ${round}.` })
    await until(`round ${round}`, async () =>
      (await desk.ticket(number)).timeline.some(({ text }) => text?.includes(`round ${round}`)),
    )
  }
  expect(await headOf(desk, number)).toMatchObject({ state: 'resolved', reopened: { count: 3 } })
})
