import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertId } from '../../../../lib/alert/alert.ts'
import { lookAtAlert } from '../../../../lib/desk/alert/look-at-due.ts'
import { lookAtStorm } from '../../../../lib/desk/alert/storm-over.ts'
import { announceDue } from '../../../../lib/desk/announce-due.ts'
import { second } from '../../../support/alert.ts'
import { alertDeskOver, fires, recovers } from '../../../support/alert-desk.ts'
import { startTable, type TestTable } from '../../../support/table.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const start = () => alertDeskOver(table.store)

/** What the minute clock announces of alerts at that second. */
const dueAt = async (at: number) => {
  const told: { is: string; id: string }[] = []
  await announceDue({
    store: table.store,
    now: () => second(at),
    wait: async () => undefined,
    announce: async (events) => {
      for (const { detail } of events) told.push(...((detail as { alerts?: typeof told }).alerts ?? []))
      return []
    },
  })
  return told
}

describe('a heartbeat', () => {
  test('that stays away is announced by the clock and opens one incident; the next one ends it', async () => {
    const { source, take, delivery, desk, alert, incident, clock } = start()
    const from = await source({ heartbeatMinutes: 5 })
    const beat = () => delivery(from, '', { format: 'heartbeat', path: '/nightly%20backup' })
    expect((await take(beat())).decided).toEqual({ heartbeat: 1 })
    const id = alertId(from, 'heartbeat nightly backup')
    expect(await dueAt(299)).not.toContainEqual({ is: 'alert', id: alertId(from, 'other') })
    expect(await dueAt(300)).toContainEqual({ is: 'alert', id })
    clock.second = 300
    expect(await lookAtAlert(id, desk)).toEqual(['opened'])
    expect(await lookAtAlert(id, desk)).toEqual([])
    const { incident: number } = (await alert(from, 'heartbeat nightly backup'))!
    expect(await incident(number!)).toMatchObject({ title: 'Heartbeat nightly backup', state: 'new' })
    clock.second = 400
    expect((await take(beat())).decided).toEqual({ resolved: 1 })
    expect((await incident(number!)).state).toBe('resolved')
  })
})

describe('an alert that was held back', () => {
  test('by a maintenance window opens its incident when the window is over and it fires still', async () => {
    const { source, take, delivery, desk, keep, clock } = start()
    const from = await source()
    await keep('maintenance-window', `w-${from}`, {
      name: 'Patch day',
      source: from,
      beginsAt: second(0),
      endsAt: second(600),
      reason: 'CHG-1',
    })
    expect((await take(delivery(from, fires('web')), delivery(from, fires('db')))).decided).toEqual({
      'in-maintenance': 2,
    })
    clock.second = 300
    expect((await take(delivery(from, recovers('db')))).decided).toEqual({ blip: 1 })
    clock.second = 600
    const due = (await dueAt(600)).filter(({ id }) => id.startsWith(`${from}#`))
    expect(due.length).toBe(1)
    const decided = await Promise.all(due.map(({ id }) => lookAtAlert(id, desk)))
    expect(decided.flat()).toEqual(['opened'])
  })

  test('is decided once, however many look at the same time', async () => {
    const { source, take, delivery, desk, clock } = start()
    const from = await source({ openAfterSeconds: 60 })
    await take(delivery(from, fires('web')))
    clock.second = 61
    const { id } = (await dueAt(61)).find((one) => one.id.startsWith(`${from}#`))!
    const looks = await Promise.all([1, 2, 3].map(() => lookAtAlert(id, desk)))
    expect(looks.flat()).toEqual(['opened'])
  })
})

describe('a storm', () => {
  const storm = async () => {
    const desk = start()
    const from = await desk.source({ stormPerMinute: 1 })
    const names = Array.from({ length: 6 }, (_, i) => `port-${i}`)
    await desk.take(...names.map((name) => desk.delivery(from, fires(name))))
    const parent = (await desk.store.get({ pk: `storm#${from}`, sk: 'head' }))!.incident as string
    return { ...desk, from, names, parent }
  }

  test('is over after ten quiet minutes, and a note says what fires still', async () => {
    const { from, desk, clock, timeline, parent, take, delivery } = await storm()
    clock.second = 599
    expect(await lookAtStorm(from, desk)).toEqual([])
    clock.second = 601
    expect(await dueAt(601 + 600)).toContainEqual({ is: 'storm', id: from })
    expect(await lookAtStorm(from, desk)).toEqual(['calm'])
    const note = (await timeline(parent)).at(-1)!
    expect((note.data as { message: { text: string } }).message.text).toMatch(/over: \d alerts.*\n- port-\d is down/)
    clock.second = 700
    expect((await take(delivery(from, fires('another')))).decided).toEqual({ opened: 1 })
  })

  test('is resolved when all its alerts have recovered and nobody worked', async () => {
    const { from, desk, clock, incident, names, parent, take, delivery, store } = await storm()
    clock.second = 100
    await take(...names.map((name) => delivery(from, recovers(name))))
    const tally = await store.get({ pk: parent, sk: 'storm' })
    expect(tally?.recovered).toBe(tally?.count)
    expect((await incident(parent)).state).toBe('new')
    clock.second = 1300
    expect(await lookAtStorm(from, desk)).toEqual(['resolved'])
    expect((await incident(parent)).state).toBe('resolved')
  })
})
