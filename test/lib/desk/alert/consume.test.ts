import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { automatic, read } from '../../../../lib/alert/read.ts'
import { merge } from '../../../../lib/desk/merge.ts'
import { alertDeskOver, fires, jihoon, recovers } from '../../../support/alert-desk.ts'
import { officeOf } from '../../../support/policy.ts'
import { startTable, type TestTable } from '../../../support/table.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const start = () => alertDeskOver(table.store)
const types = (entries: readonly { readonly type: string }[]) => entries.map(({ type }) => type)

describe('a delivery that says something fires', () => {
  test('opens an incident that says what the monitor said, for the monitor, whom nobody can write to', async () => {
    const { source, take, delivery, alert, incident, timeline } = start()
    const from = await source({ name: 'Grafana' })
    expect((await take(delivery(from, fires('web')))).decided).toEqual({ opened: 1 })
    const { incident: number } = (await alert(from, await keyOf('web')))!
    expect(await incident(number!)).toMatchObject({
      title: 'web is down',
      state: 'new',
      channel: 'alert',
      priority: 'P2',
      requester: { id: `alert-source/${from}`, name: 'Grafana' },
      team: 'service-desk',
    })
    expect((await incident(number!)).requester.address).toBeUndefined()
    const [opened] = await timeline(number!)
    expect(opened).toMatchObject({ by: { is: 'integration' }, channel: 'alert' })
    expect((opened!.data as { message: { text: string } }).message.text).toContain('Nobody answers.')
  })

  test('is about the service that its identifiers name: its team gets it, as urgent as much hangs on it', async () => {
    const { source, take, delivery, keep, alert, incident } = start()
    await keep('service', 'shop', { name: 'Web shop', criticality: 1, team: 'network', identifiers: ['shop-web-1'] })
    const from = await source({ team: 'service-desk' })
    await take(delivery(from, fires('checkout', { host: 'shop-web-1' })))
    const { incident: number } = (await alert(from, await keyOf('checkout')))!
    expect(await incident(number!)).toMatchObject({ service: 'Web shop', team: 'network', priority: 'P1' })
  })

  test('and recovers leaves nothing to do', async () => {
    const { source, take, delivery, alert, incident } = start()
    const from = await source()
    await take(delivery(from, fires('web')))
    await take(delivery(from, recovers('web')))
    const { incident: number, status } = (await alert(from, await keyOf('web')))!
    expect(status).toBe('resolved')
    expect((await incident(number!)).state).toBe('resolved')
  })

  test('of which the whole story comes in one batch is opened and resolved by one transaction', async () => {
    const { source, take, delivery, alert, timeline } = start()
    const from = await source()
    const { decided } = await take(delivery(from, fires('web')), delivery(from, recovers('web')))
    expect(decided).toEqual({ opened: 1, resolved: 1 })
    const { incident: number } = (await alert(from, await keyOf('web')))!
    expect(types(await timeline(number!))).toEqual(['incident.opened', 'incident.resolved'])
  })
})

describe('the same delivery again', () => {
  test('from the queue counts once', async () => {
    const { source, take, delivery, alert } = start()
    const from = await source()
    const all = [delivery(from, fires('web')), delivery(from, fires('web'))]
    await take(...all)
    expect((await take(...all, all[0]!)).decided).toEqual({ 'done-before': 3 })
    expect((await alert(from, await keyOf('web')))?.count).toBe(2)
  })

  test('from the sender, with its id, counts once, also within one batch', async () => {
    const { source, take, delivery, alert } = start()
    const from = await source()
    const again = () => delivery(from, fires('web'), { deliveryId: 'msg-1' })
    expect((await take(again(), again())).decided).toEqual({ opened: 1, repeated: 1 })
    expect((await take(again())).decided).toEqual({ repeated: 1 })
    expect((await alert(from, await keyOf('web')))?.count).toBe(1)
  })

  test('of another source is another delivery', async () => {
    const { source, take, delivery } = start()
    const [one, other] = [await source(), await source()]
    await take(delivery(one, fires('web'), { deliveryId: 'msg-1' }))
    expect((await take(delivery(other, fires('web'), { deliveryId: 'msg-1' }))).decided).toEqual({ opened: 1 })
  })
})

describe('several runs at the same time', () => {
  test('open one incident for one alert, and count every delivery', async () => {
    const { source, take, delivery, alert } = start()
    const from = await source()
    const batches = Array.from({ length: 5 }, () => Array.from({ length: 40 }, () => delivery(from, fires('web'))))
    const taken = await Promise.all(batches.map((batch) => take(...batch)))
    const sum = (word: string) => taken.reduce((total, { decided }) => total + (decided[word] ?? 0), 0)
    expect([sum('opened'), sum('counted')]).toEqual([1, 199])
    expect((await alert(from, await keyOf('web')))?.count).toBe(200)
  })

  test('given the same batch take it in once', async () => {
    const { source, take, delivery, alert } = start()
    const from = await source()
    const batch = Array.from({ length: 30 }, (_, i) => delivery(from, fires(`web-${i % 3}`)))
    await Promise.all([take(...batch), take(...batch), take(...batch)])
    for (const name of ['web-0', 'web-1', 'web-2']) expect((await alert(from, await keyOf(name)))?.count).toBe(10)
  })
})

describe('an incident on which somebody works', () => {
  const opened = async () => {
    const desk = start()
    const from = await desk.source()
    await desk.take(desk.delivery(from, fires('web', { severity: 'warning' })))
    const id = await keyOf('web')
    const { incident: number } = (await desk.alert(from, id))!
    return { ...desk, from, number: number!, id }
  }

  test('is not resolved by a recovery: a note asks', async () => {
    const { person, take, delivery, from, number, incident, timeline } = await opened()
    await person(number, { type: 'comment', visibility: 'internal', message: { text: 'I look at it.' } })
    expect((await take(delivery(from, recovers('web')))).decided).toEqual({ asked: 1 })
    expect((await incident(number)).state).toBe('new')
    expect((await timeline(number)).at(-1)).toMatchObject({
      type: 'incident.commented',
      data: { visibility: 'internal' },
    })
  })

  test('keeps the title, the team, the assignee and the priority that a person gave it', async () => {
    const { person, take, delivery, from, number, incident } = await opened()
    await person(number, { type: 'edit', title: 'The shop is slow' })
    await person(number, { type: 'assign', team: 'network', assignee: { id: 'p-jihoon', name: '박지훈' } })
    await person(number, { type: 'prioritize', impact: 'low', urgency: 'low' })
    const before = await incident(number)
    expect((await take(delivery(from, fires('web', { severity: 'critical', title: 'web burns' })))).decided).toEqual({
      raised: 1,
    })
    expect(await incident(number)).toMatchObject({
      title: 'The shop is slow',
      team: 'network',
      assignee: before.assignee,
      priority: 'P5',
    })
  })

  test('gets the priority of a worse alert as long as nobody judged', async () => {
    const { person, take, delivery, from, number, incident } = await opened()
    await person(number, { type: 'start' })
    const before = await incident(number)
    await take(delivery(from, fires('web', { severity: 'critical' })))
    expect([before.priority, (await incident(number)).priority]).toEqual(['P4', 'P2'])
  })

  test('that a person canceled stays canceled while the alert fires on; the next time it is another incident', async () => {
    const { person, take, delivery, from, number, incident, alert, id, clock } = await opened()
    await person(number, { type: 'cancel', reason: 'A test of ours' })
    expect((await take(delivery(from, fires('web')))).decided).toEqual({ dismissed: 1 })
    clock.second = 60
    await take(delivery(from, recovers('web')))
    clock.second = 120
    expect((await take(delivery(from, fires('web')))).decided).toEqual({ followed: 1 })
    const next = (await alert(from, id))!.incident!
    expect(await incident(next)).toMatchObject({ state: 'new', origin: { number, how: 'follow-up' } })
    expect((await incident(number)).followedBy).toBe(next)
  })

  test('and was merged goes on in the one it was merged into', async () => {
    const { store, desk, take, delivery, from, number, source, alert, timeline } = await opened()
    const other = await source()
    await take(delivery(other, fires('db')))
    const target = (await alert(other, await keyOf('db')))!.incident!
    await merge(officeOf(store), { number, into: target, context: { at: desk.now(), by: jihoon, channel: 'web' } })
    expect((await take(delivery(from, recovers('web')))).decided).toEqual({ 'group-still-fires': 1 })
    expect((await take(delivery(other, recovers('db')))).decided).toEqual({ asked: 1 })
    expect((await timeline(target)).at(-1)).toMatchObject({
      type: 'incident.commented',
      data: { visibility: 'internal' },
    })
  })
})

describe('what is no alert', () => {
  test('opens nothing and stands in the log: tests, changes, bodies nobody can read', async () => {
    const { source, take, delivery, store } = start()
    const from = await source()
    const { decided, failed } = await take(
      delivery(from, '{"broken'),
      delivery(
        from,
        { routing_key: 'x', payload: { summary: 'Deployed', timestamp: '2026-11-24T00:00:00Z' } },
        { format: 'pagerduty-change' },
      ),
    )
    expect(failed.size).toBe(0)
    expect(decided.opened).toBeUndefined()
    expect(decided.unreadable).toBeGreaterThan(0)
    const unread = await store.parts(`unread#${from}`, 'page#', { limit: 10 })
    expect(unread.items.length).toBe(1)
  })

  test('does not keep others of the batch, whatever it breaks', async () => {
    const { source, take, delivery } = start()
    const from = await source()
    const lost = delivery(from, {}, { body: undefined, bodyAt: 'deliveries/lost' })
    const { decided, failed } = await take(lost, delivery(from, fires('web')))
    expect([...failed.keys()]).toEqual([lost.id])
    expect(decided).toEqual({ opened: 1 })
  })
})

describe('alerts of one service in a group', () => {
  test('share one incident, which ends with the last of them', async () => {
    const { source, take, delivery, alert, incident, keep, clock } = start()
    await keep('service', 'orders', { name: 'Orders', criticality: 2, identifiers: ['orders-1'] })
    const from = await source({ groupWithinSeconds: 300 })
    const say = (say: typeof fires, name: string) => delivery(from, say(name, { host: 'orders-1' }))
    expect((await take(say(fires, 'cpu'), say(fires, 'disk'), say(fires, 'queue'))).decided).toEqual({
      opened: 1,
      joined: 2,
    })
    const number = (await alert(from, await keyOf('cpu')))!.incident!
    clock.second = 60
    await Promise.all([take(say(recovers, 'cpu')), take(say(recovers, 'disk'))])
    expect((await incident(number)).state).toBe('new')
    clock.second = 90
    await take(say(recovers, 'queue'))
    expect((await incident(number)).state).toBe('resolved')
    clock.second = 1000
    expect((await take(say(fires, 'memory'))).decided).toEqual({ opened: 1 })
  })

  test('end together when all of them end in one batch', async () => {
    const { source, take, delivery, alert, incident, keep, clock } = start()
    await keep('service', 'billing', { name: 'Billing', criticality: 2, identifiers: ['billing-1'] })
    const from = await source({ groupWithinSeconds: 300 })
    const names = ['cpu', 'disk', 'queue', 'memory']
    const say = (say: typeof fires) => names.map((name) => delivery(from, say(name, { host: 'billing-1' })))
    await take(...say(fires))
    clock.second = 60
    const { decided, failed } = await take(...say(recovers))
    expect(failed.size).toBe(0)
    expect(decided).toEqual({ 'group-still-fires': 3, resolved: 1 })
    const number = (await alert(from, await keyOf('cpu')))!.incident!
    expect((await incident(number)).state).toBe('resolved')
  })
})

describe('a storm', () => {
  test('of new alerts shares one incident, and no alert is lost', async () => {
    const { source, take, delivery, alert, store } = start()
    const from = await source({ stormPerMinute: 5 })
    const names = Array.from({ length: 40 }, (_, i) => `port-${i}`)
    const { decided } = await take(...names.map((name) => delivery(from, fires(name))))
    expect(decided.stormed).toBeGreaterThanOrEqual(30)
    expect((decided.opened ?? 0) + decided.stormed!).toBe(40)
    const alerts = await Promise.all(names.map(async (name) => alert(from, await keyOf(name))))
    const parent = alerts.find((one) => one?.isStorm)!.incident!
    expect(alerts.every((one) => one?.incident !== undefined)).toBe(true)
    const tally = await store.get({ pk: parent, sk: 'storm' })
    expect(tally?.count).toBe(alerts.filter((one) => one?.isStorm).length)
  })
})

/** The identity that a body of the desk's own format gives its alert. */
const keyOf = async (name: string) => {
  const body = Buffer.from(JSON.stringify(fires(name)))
  const found = await read({ method: 'POST', path: '', headers: {}, query: {}, body }, automatic)
  if ('error' in found) throw new Error(found.error)
  return found.readings[0]!.key!
}
