import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, entries, headOf, settled, ticketCalled, unproven } from '../support/conversation.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'
import { resolve, waitForCaller } from '../support/life.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const employee = 'minji.kim@haneul.example'

describe('a mail that nobody can vouch for', () => {
  test('opens a ticket that says so, for the person it names and not in their name', async () => {
    await desk.send({
      from: 'Grace Kim <grace.kim@haneul.example>',
      cc: 'mallory@evil.example',
      subject: 'Wire the money',
      text: 'At once.',
      headers: unproven,
    })
    const ticket = await ticketCalled(desk, 'Wire the money')
    expect(ticket.requester.id).toBe('p-grace.kim')
    expect(ticket.timeline[0]).toMatchObject({
      verified: false,
      by: { id: 'unverified', name: 'Grace Kim <grace.kim@haneul.example>', is: 'guest' },
    })
    const head = await headOf(desk, ticket.number)
    expect([head.requester.isVip, head.watchers]).toEqual([undefined, []])
  })

  test('on a ticket that waits for its requester, or is resolved, moves nothing', async () => {
    const { number, replyTo } = await conversation(desk, 'Waiting for me')
    await desk.order(waitForCaller, { number })
    await desk.send({ from: employee, to: replyTo, subject: 'Re', text: 'Third floor.', headers: unproven })
    const held = await entries(desk, number, 4)
    expect(held.state).toBe('on_hold')
    expect(held.timeline[3]).toMatchObject({
      text: 'Third floor.',
      verified: false,
      visibility: 'internal',
      by: { id: 'unverified' },
    })
    await desk.order({ type: 'resume' }, { number })
    await desk.order(resolve, { number })
    await desk.send({ from: employee, to: replyTo, subject: 'Re', text: 'Open it again!', headers: unproven })
    expect((await entries(desk, number, 7)).state).toBe('resolved')
  })

  test('runs no command, though it names an agent', async () => {
    const { number, replyTo } = await conversation(desk, 'Not to be closed')
    await desk.send({
      from: 'jihoon.park@haneul.example',
      to: replyTo,
      subject: 'Re',
      text: '!resolve solved Nothing to see here',
      headers: unproven,
    })
    const ticket = await entries(desk, number, 2)
    expect(ticket.state).toBe('new')
    expect(ticket.timeline[1]).toMatchObject({ text: '!resolve solved Nothing to see here', by: { id: 'unverified' } })
  })
})

describe('a stranger whose address is proven', () => {
  test('and who has the thread is heard by the desk alone, and gets no access', async () => {
    const { number, acknowledgement } = await conversation(desk, 'Passed around')
    await desk.order(waitForCaller, { number })
    await desk.send({
      from: 'colleague@partner.example',
      cc: 'friend@partner.example',
      subject: 'Re: Passed around',
      text: 'I see it too.',
      inReplyTo: acknowledgement.messageId,
    })
    const ticket = await entries(desk, number, 4)
    expect(ticket.timeline[3]).toMatchObject({ text: 'I see it too.', verified: false, visibility: 'internal' })
    expect(ticket.state).toBe('on_hold')
    expect((await headOf(desk, number)).watchers).toEqual([])
    expect(
      JSON.stringify(await (await desk.api(`/api/v1/incidents/${number}`, { as: 'employee' })).json()),
    ).not.toContain('I see it too.')
  })

  test('is a guest who speaks for themselves on a ticket of their own', async () => {
    const guest = 'Lee <lee@partner.example>'
    const { number, replyTo } = await conversation(desk, 'A guest’s own', guest)
    await desk.order(waitForCaller, { number })
    await desk.send({ from: guest, to: replyTo, subject: 'Re', text: 'It is the blue one.' })
    const ticket = await entries(desk, number, 5)
    expect(ticket.timeline[3]).toMatchObject({ verified: true, visibility: 'public', by: { name: 'Lee', is: 'guest' } })
    expect(ticket.state).toBe('in_progress')
  })
})

test('somebody who has left the company speaks for nobody', async () => {
  const { number, replyTo } = await conversation(desk, 'Before leaving', 'dohyun.lee@haneul.example')
  await desk.api('/api/v1/people/p-dohyun.lee/deactivate', { as: 'admin', body: {} })
  await desk.order(waitForCaller, { number })
  await desk.send({ from: 'dohyun.lee@haneul.example', to: replyTo, subject: 'Re', text: 'Still me.' })
  const ticket = await entries(desk, number, 4)
  expect(ticket.timeline[3]).toMatchObject({ verified: false, visibility: 'internal', by: { id: 'unverified' } })
  await settled(desk)
  expect((await desk.ticket(number)).state).toBe('on_hold')
})
