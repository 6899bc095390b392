import { describe, expect, test } from 'vitest'
import { entryFor, headFor } from '../../../lib/desk/shown.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Actor } from '../../../lib/ticket/actor.ts'
import { person } from '../../support/letter.ts'

const employee = person('p-minji', 'employee')
const agent = person('p-jihoon', 'agent')
const program = { ...person('p-monitor', 'integration'), scopes: ['tickets:read', 'tickets:write'] }
const by = actorOf({ ...agent, via: 'token 3f9a' })
const entry = (type: string, data: object) => ({ type, by, data, number: 'INC-1', sequence: 2 })

describe('by what somebody of the desk came', () => {
  test('is kept with what they did', () => {
    expect(Actor.parse(by)).toEqual({ id: 'p-jihoon', name: 'p-jihoon', is: 'agent', via: 'token 3f9a' })
  })

  test('is for the desk only', () => {
    const said = entry('incident.commented', { message: { text: 'Hello' }, visibility: 'public' })
    expect(entryFor(agent, said)?.by).toEqual(by)
    for (const reader of [employee, program])
      expect(entryFor(reader, said)?.by).toEqual({ id: 'p-jihoon', name: 'p-jihoon', is: 'agent' })
  })
})

describe('an integration with every right on tickets', () => {
  test('reads no internal note and nothing of how the desk works', () => {
    const note = entry('incident.commented', { message: { text: 'They call every day' }, visibility: 'internal' })
    expect(entryFor(program, note)).toBeUndefined()
    const head = { kind: 'incident', number: 'INC-1', parent: 'INC-2', replyKey: 'secret', children: 1 }
    expect(headFor(program, head)).toEqual({ kind: 'incident', number: 'INC-1' })
  })
})

describe('of a change', () => {
  const edited = (now: object, before: object) =>
    entry('change.edited', { now, before, material: ['title'], assessment: { risk: 'high', because: [] } })

  test('people outside of the desk see what it is about and when, and not how it is done or how risky it is', () => {
    const both = edited({ title: 'New', texts: { plan: 'By night' } }, { title: 'Old', texts: {} })
    expect(entryFor(employee, both)?.data).toEqual({ now: { title: 'New' }, before: { title: 'Old' } })
    expect(entryFor(agent, both)).toEqual(both)
  })

  test('they do not even see that what the desk keeps to itself was edited', () => {
    expect(entryFor(employee, edited({ texts: { plan: 'By night' } }, { texts: {} }))).toBeUndefined()
  })

  test('they see neither its approval nor its risk', () => {
    const head = { kind: 'change', number: 'CHG-1', state: 'authorize', risk: 'high', approval: {}, replyKey: 'secret' }
    expect(headFor(employee, head)).toEqual({ kind: 'change', number: 'CHG-1', state: 'authorize' })
    expect(headFor(agent, head)).toEqual({
      kind: 'change',
      number: 'CHG-1',
      state: 'authorize',
      risk: 'high',
      approval: {},
    })
  })
})
