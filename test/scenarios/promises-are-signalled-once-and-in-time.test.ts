import { afterAll, beforeAll, expect, test } from 'vitest'
import { ago, startDesk, type TestDesk, until } from '../support/desk.ts'
import { openCommand } from '../support/ticket.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const signals = async (number: string) =>
  (await desk.ticket(number)).timeline.filter(({ type }) => type === 'incident.sla_signalled')

test('an answer that is late is told at half, three quarters and the whole of its time, once each, however often the clock looks', async () => {
  // P1 is answered within 15 minutes, round the clock.
  const number = await desk.order(openCommand('Everything is down', { impact: 'high', urgency: 'high' }), {
    at: ago(20),
  })
  await desk.tick()
  await until('three signals', async () => (await signals(number)).length === 3)
  await Promise.all([desk.tick(), desk.tick()])
  // Another ticket that is due later shows that what the clock announced before has been looked at.
  const next = await desk.order(openCommand('Down, too', { impact: 'high', urgency: 'high' }), { at: ago(20) })
  await desk.tick()
  await until('signals of the next', async () => (await signals(next)).length === 3)
  expect(await signals(number)).toHaveLength(3)
})

test('two hundred tickets that are due in the same minute are all looked at', async () => {
  const numbers = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      desk.order(openCommand(`Down ${i}`, { impact: 'high', urgency: 'high' }), { at: ago(10) }),
    ),
  )
  await desk.tick()
  for (const number of numbers)
    await until(`a signal of ${number}`, async () => (await signals(number)).length === 1, 90_000)
}, 120_000)
