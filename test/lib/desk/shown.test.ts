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
