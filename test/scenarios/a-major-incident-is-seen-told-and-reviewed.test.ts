import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookAgain } from '../../lib/desk/look-again.ts'
import { countForService } from '../../lib/desk/propose-major.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import { deliver } from '../../lib/notify/deliver.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { sendingOf } from '../support/sending.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

/** Tells whoever is to be told of every entry of this kind, as often as it is asked. */
const told = async (number: string, type: string, sending = sendingOf(api.store, undefined, api.now)) => {
  const { timeline } = await api.read(number)
  const entries = timeline.filter((entry: { type: string }) => entry.type === type)
  for (const { sequence } of [...entries, ...entries]) await deliver(number, sequence, sending)
  return sending.posted.map(({ to, name }) => [to[0], name.purpose.split('_')[0]])
}

const majors = async () => (await api.ask('/api/v1/major-incidents')).body.items
const tick = (number: string) => lookAgain(api.desk, incidentProcess, [number], api.now)

test('six incidents of a service make one candidate; accepted, its children go with it, late news is told, and it is closed after its review alone', async () => {
  const numbers: string[] = []
  const proposed: (string | undefined)[] = []
  for (const _ of Array.from({ length: 6 })) {
    const number = await api.open({ title: 'No VPN', service: 'VPN', team: 'network' })
    numbers.push(number)
    proposed.push(await countForService(api.desk, number, api.now))
    api.pass(2)
  }
  const [major, ...others] = numbers as [string, ...string[]]

  // One of them is proposed, and whoever leads the team is told once.
  expect(proposed.filter(Boolean)).toEqual([major])
  expect(await majors()).toMatchObject([
    { number: major, standing: 'candidate', candidate: { count: 5, service: 'VPN' } },
  ])
  expect(await told(major, 'incident.proposed_major')).toEqual([[expect.any(String), 'major-proposed']])

  // It is accepted together with the others.
  const similar = (await api.ask(`/api/v1/incidents/${major}/similar`)).body.items
  expect(similar.map(({ number }: { number: string }) => number).toSorted()).toEqual(others.toSorted())
  const accepted = await api.order(major, 'accept-major', {
    reason: 'Nobody can connect',
    everyMinutes: 30,
    children: others,
  })
  expect(accepted.status).toBe(200)
  expect(await api.read(major)).toMatchObject({ isMajor: true, children: others, updates: { everyMinutes: 30 } })
  expect(await api.read(others[0]!)).toMatchObject({ parent: major })

  // Nobody says anything for an hour: that is told once an interval.
  api.pass(31)
  await tick(major)
  await tick(major)
  expect(await majors()).toMatchObject([{ number: major, standing: 'major', isUpdateOverdue: true }])
  expect(await told(major, 'incident.update_overdue')).toHaveLength(1)
  await api.order(major, 'comments', { text: 'The gateway is being replaced.' })
  expect(await majors()).toMatchObject([{ isUpdateOverdue: false }])

  // It is over, and stays open until it is reviewed.
  await api.order(major, 'resolve', { code: 'solved', notes: 'A new gateway.' })
  expect(await majors()).toMatchObject([{ standing: 'review' }])
  const early = await api.order(major, 'close')
  expect(early).toMatchObject({ status: 409, body: { needsReview: true, legalMoves: ['reopen'] } })
  api.pass(30 * 24 * 60)
  await tick(major)
  expect(await api.read(major)).toMatchObject({ state: 'resolved' })

  const review = { happened: 'A gateway died.', learned: 'There was only one.', followUps: 'Buy another.' }
  expect((await api.order(major, 'review', review)).status).toBe(200)
  expect(await majors()).toMatchObject([{ standing: 'reviewed' }])
  expect(await api.read(major)).toMatchObject({ state: 'resolved', legalMoves: ['reopen', 'close'] })
  expect((await api.order(major, 'close')).status).toBe(200)
  expect(await majors()).toEqual([])
})
