import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../../lib/desk/execute.ts'
import { keep } from '../../../lib/desk/keep.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { deliver } from '../../../lib/notify/deliver.ts'
import { readDigest } from '../../../lib/notify/digest.ts'
import { nextDigestAt } from '../../../lib/notify/digest-rule.ts'
import { sendDigest } from '../../../lib/notify/send-digest.ts'
import { Person } from '../../../lib/people/person.ts'
import { registration } from '../../../lib/people/register.ts'
import { dueUpTo, list } from '../../../lib/store/schema.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import { officeOf } from '../../support/policy.ts'
import { sendingOf } from '../../support/sending.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, commentCommand, openCommand } from '../../support/ticket.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const founder: Actor = { id: 'founder', name: 'Founder', is: 'system' }
let count = 0

/** An agent who wants to read about answers of requesters once a day. */
const collector = async (over: Partial<Person> = {}) => {
  const id = `p-agent${++count}`
  const person = Person.parse({
    id,
    name: `Agent ${count}`,
    addresses: [`agent${count}@haneul.example`],
    role: 'agent',
    language: 'en',
    timeZone: 'Asia/Seoul',
    preferences: { events: { 'requester-replied': 'digest', assigned: 'off' } },
    ...over,
  })
  await table.store.commit(registration(person, { by: founder, at: at(0).at }))
  return person
}

const order = (command: IncidentCommand, number?: string) =>
  execute(officeOf(table.store), {
    process: incidentProcess,
    command,
    context: at(0),
    ...(number !== undefined && { number }),
  })

/** An incident of this agent on which the requester writes so many times; tells everybody of each. */
const written = async (person: Person, texts: readonly string[], desk = sendingOf(table.store)) => {
  const { number } = await order(openCommand('The printer'))
  await order({ type: 'assign', assignee: { id: person.id, name: person.name } }, number)
  for (const text of texts) {
    const { state } = await order(commentCommand(text), number)
    await deliver(number, state.version, desk)
    // Announced twice, told once.
    await deliver(number, state.version, desk)
  }
  return { number, desk }
}

/** Eight in the morning in Seoul, after the tests begin (nine in the morning of 24 November there). */
const morning = '2026-11-24T23:00:00.000Z'
const untilMorning = 23 * 3600

describe('somebody who wants to read of the day at once', () => {
  test('gets one mail at eight, with what happened on each ticket, and none before', async () => {
    const person = await collector()
    const { number, desk } = await written(person, ['It smells.', 'It smells\nmore.'])
    expect(desk.posted).toEqual([])
    expect(await sendDigest(person.id, morning, desk)).toBe('nothing-to-send')
    desk.pass(untilMorning)
    expect(await sendDigest(person.id, morning, desk)).toBe('sent')
    const mail = await desk.posted[0]!.read()
    expect(mail.to?.map(({ address }) => address)).toEqual(person.addresses)
    expect(mail.text?.match(/김민지: It smells/g)).toHaveLength(2)
    expect(mail.text).toContain(`${number}: The printer`)
    expect(mail.text).toContain(`https://desk.example/tickets/${number}`)
    expect(mail.replyTo?.[0]?.address).toBe('help@haneul.example')
  })

  test('gets it once, however often the clock announces it, and what comes later the day after', async () => {
    const person = await collector()
    const { number, desk } = await written(person, ['First'])
    desk.pass(untilMorning)
    const sent = await Promise.all([1, 2].map(() => sendDigest(person.id, morning, { ...desk, wait: async () => {} })))
    expect(sent).toContain('sent')
    const { state } = await order(commentCommand('Second'), number)
    // The function's clock may be a little behind that of whoever sent the digest.
    const late = sendingOf(table.store, undefined, '2026-11-24T22:59:59.000Z')
    await deliver(number, state.version, late)
    expect(desk.posted).toHaveLength(1)
    expect((await readDigest(table.store, person.id, '2026-11-25T23:00:00.000Z'))?.lines).toHaveLength(1)
  })

  test('is due in the lane of the digests until it went out', async () => {
    const person = await collector()
    const { desk } = await written(person, ['Words'])
    const isDue = async (instant: string) => {
      const { items } = await table.store.keys(list.due('digest'), { limit: 500, upTo: dueUpTo(instant) })
      return items.some(({ pk }) => pk.endsWith(person.id))
    }
    expect([await isDue('2026-11-24T22:59:00.000Z'), await isDue(morning)]).toEqual([false, true])
    desk.pass(untilMorning)
    await sendDigest(person.id, morning, desk)
    expect(await isDue(morning)).toBe(false)
  })

  test('gets no more than a hundred lines, and is told that there was more', async () => {
    const person = await collector()
    const { desk } = await written(
      person,
      Array.from({ length: 102 }, (_, i) => `Line ${i}`),
    )
    desk.pass(untilMorning)
    await sendDigest(person.id, morning, desk)
    const { text = '' } = await desk.posted[0]!.read()
    expect(text.match(/김민지: Line/g)).toHaveLength(100)
    expect(text).toContain('more than fits in here')
  })

  test('gets none once they have left', async () => {
    const person = await collector({ isActive: false })
    const other = await collector()
    const { desk } = await written(other, ['Words'])
    desk.pass(untilMorning)
    const digest = (await readDigest(table.store, other.id, morning))!
    await table.store.commit([
      { put: { ...digest, id: person.id }, at: { pk: `digest#${person.id}`, sk: `due#${morning}` } },
    ])
    expect(await sendDigest(person.id, morning, desk)).toBe('nothing-to-send')
    expect(desk.posted).toEqual([])
  })

  test('gets it at the next full hour where the desk says so', async () => {
    await keep(table.store, {
      kind: 'policy',
      id: 'digest',
      value: { rule: { every: 'hour' } },
      by: founder,
      at: at(0).at,
    })
    const person = await collector()
    const { desk } = await written(person, ['Words'])
    desk.pass(3600)
    expect(await sendDigest(person.id, '2026-11-24T01:00:00.000Z', desk)).toBe('sent')
  })
})

describe('eight in the morning', () => {
  const next = (now: string, zone: string) => nextDigestAt(now, zone, { every: 'day', at: '08:00' })

  test.each([
    ['before it', '2026-11-24T22:59:59Z', 'Asia/Seoul', '2026-11-24T23:00:00.000Z'],
    ['at it, tomorrow', '2026-11-24T23:00:00Z', 'Asia/Seoul', '2026-11-25T23:00:00.000Z'],
    ['on the day on which clocks are put back', '2026-10-25T00:00:00Z', 'Europe/London', '2026-10-25T08:00:00.000Z'],
    ['on the day before', '2026-10-24T06:00:00Z', 'Europe/London', '2026-10-24T07:00:00.000Z'],
    ['half an hour off', '2026-11-24T02:00:00Z', 'Asia/Kolkata', '2026-11-24T02:30:00.000Z'],
  ])('%s', (_, now, zone, expected) => {
    expect(next(now, zone)).toBe(expected)
  })

  test('that a clock never shows is the next day’s', () => {
    // Lord Howe Island puts its clocks forward at two by half an hour.
    expect(nextDigestAt('2026-10-03T12:00:00Z', 'Australia/Lord_Howe', { every: 'day', at: '02:15' })).toBe(
      '2026-10-04T15:15:00.000Z',
    )
  })
})
