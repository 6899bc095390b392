import { afterAll, beforeAll, expect, test } from 'vitest'
import { sourceWithKey } from '../support/alert-source.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
}, 60_000)
afterAll(() => desk.stop())

const trigger = { dedup_key: 'checkout', status: 'firing', severity: 'critical', title: 'Checkout is down' }

test('500 parallel identical triggers are one incident, and 500 are counted', { timeout: 120_000 }, async () => {
  const { url } = await sourceWithKey(desk, 'grafana-shop')
  const send = () => fetch(url, { method: 'POST', body: JSON.stringify(trigger) })
  const answers = await Promise.all(Array.from({ length: 500 }, send))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  const number = await until('an incident', async () => (await incidents())[0])
  await until('all of them to be counted', async () => (await alertOf(number)).count === 500, 60_000)
  expect(await incidents()).toEqual([number])
  const recovery = { ...trigger, status: 'resolved' }
  expect((await fetch(url, { method: 'POST', body: JSON.stringify(recovery) })).status).toBe(202)
  await until('its end', async () => (await desk.ticket(number)).state === 'resolved')
  // Nobody is written to about it but people of the desk: a monitor has no address.
  const mails = (await desk.mails()).flatMap(({ to }) => to)
  expect(mails.filter((to) => !to.endsWith('@haneul.example'))).toEqual([])
})

const incidents = async () =>
  (await desk.tickets()).filter(({ title }) => title === 'Checkout is down').map((ticket) => ticket.number)

/** The only alert of an incident. */
const alertOf = async (number: string) => {
  const answer = await desk.api(`/api/v1/alerts?incident=${number}`)
  const { items } = (await answer.json()) as { items: { count: number }[] }
  expect(items.length).toBe(1)
  return items[0]!
}
