import { describe, expect, test } from 'vitest'
import { type Action, may } from '../../../lib/people/access.ts'
import { person } from '../../support/letter.ts'

const roles = ['guest', 'employee', 'agent', 'administrator'] as const
const allowed = (action: Action, record: Parameters<typeof may>[2] = {}) =>
  roles.filter((role) => may(person('p-x', role), action, record))

describe('people and teams', () => {
  test.each<[Action, readonly string[]]>([
    ['read-people', ['agent', 'administrator']],
    ['read-teams', ['agent', 'administrator']],
    ['read-person', ['agent', 'administrator']],
    ['set-preferences', ['administrator']],
    ['administer', ['administrator']],
  ])('of others: %s is for %j', (action, expected) => {
    expect(allowed(action, { person: { id: 'p-other' } })).toEqual(expected)
  })

  test('everybody reads themselves and says what they want to be told', () => {
    expect(allowed('read-person', { person: { id: 'p-x' } })).toEqual(roles)
    expect(allowed('set-preferences', { person: { id: 'p-x' } })).toEqual(roles)
  })
})

test('somebody inactive is nobody of the desk', () => {
  for (const action of ['administer', 'read-people', 'read-internal', 'comment-internally'] as const)
    expect(may({ ...person('p-x', 'administrator'), isActive: false }, action)).toBe(false)
})
