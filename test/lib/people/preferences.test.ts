import { describe, expect, test } from 'vitest'
import type { Role } from '../../../lib/people/person.ts'
import { OwnPreferences, type Preferences, preferenceOf } from '../../../lib/people/preferences.ts'

const who = (events: Preferences = {}, teams: Record<string, Preferences> = {}, role: Role = 'agent') => ({
  role,
  preferences: OwnPreferences.parse({ events, teams }),
})
const network = { id: 'network', preferences: { assigned: 'digest', 'team-new': 'mail' } } as const

describe('somebody who wished nothing', () => {
  test('is told what is usual for their role', () => {
    expect(preferenceOf(who(), undefined, 'assigned')).toBe('mail')
    expect(preferenceOf(who(), undefined, 'team-new')).toBe('digest')
    expect(preferenceOf(who({}, {}, 'employee'), undefined, 'answered')).toBe('mail')
    expect(preferenceOf(who({}, {}, 'employee'), undefined, 'internal-note')).toBe('off')
  })

  test('is told what the team set, where it set anything', () => {
    expect(preferenceOf(who(), network, 'assigned')).toBe('digest')
    expect(preferenceOf(who(), network, 'reopened')).toBe('mail')
  })
})

describe('somebody with wishes', () => {
  test('is told by their own wish rather than by the team’s', () => {
    expect(preferenceOf(who({ assigned: 'off' }), network, 'assigned')).toBe('off')
  })

  test('is told by their wish for the team rather than by the one for everywhere', () => {
    const person = who({ assigned: 'off' }, { network: { assigned: 'mail' } })
    expect(preferenceOf(person, network, 'assigned')).toBe('mail')
    expect(preferenceOf(person, { id: 'service-desk' }, 'assigned')).toBe('off')
    expect(preferenceOf(person, undefined, 'assigned')).toBe('off')
  })
})

test.each([[{ events: { nonsense: 'mail' } }], [{ events: { assigned: 'pigeon' } }], [{ event: {} }]])(
  'the wishes %j are refused',
  (wishes) => {
    expect(OwnPreferences.safeParse(wishes).success).toBe(false)
  },
)
