import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AssignmentQuestion, chooseAssignee } from '../../../lib/people/assignment.ts'
import type { Person } from '../../../lib/people/person.ts'
import type { AssignmentRule, Member } from '../../../lib/people/team.ts'
import { person } from '../../support/letter.ts'

/** A Tuesday morning in Seoul, where everybody lives. */
const at = '2026-11-24T10:00:00+09:00'
const day = [{ from: '09:00', to: '18:00' }]
const night = [{ from: '18:00', to: '09:00' }]

const agent = (id: string, over: Partial<Person> = {}): Person => ({ ...person(id, 'agent'), ...over })

const ask = (
  people: readonly Person[],
  assignment: AssignmentRule,
  over: Partial<AssignmentQuestion> & { members?: readonly Member[] } = {},
) => {
  const { members = people.map(({ id }) => ({ id })), ...rest } = over
  return chooseAssignee({ team: { members: [...members], assignment }, people, loads: {}, at, ...rest })
}

const reasons = (choice: ReturnType<typeof ask>) =>
  Object.fromEntries(choice.considered.map(({ id, reason }) => [id, reason]))

const [ana, ben, cho] = [agent('ana'), agent('ben'), agent('cho')]

describe('a team that takes turns', () => {
  const turns: AssignmentRule = { method: 'round-robin' }

  test('begins with the first member, and goes on after whose turn it was', () => {
    expect(ask([ana, ben, cho], turns).chosen).toBe('ana')
    expect(ask([ana, ben, cho], turns, { last: 'ana' }).chosen).toBe('ben')
    expect(ask([ana, ben, cho], turns, { last: 'cho' }).chosen).toBe('ana')
    expect(reasons(ask([ana, ben, cho], turns, { last: 'ana' }))).toEqual({
      ana: 'later-in-turn',
      ben: 'chosen-next-in-turn',
      cho: 'later-in-turn',
    })
  })

  test('begins anew when whose turn it was has left the team', () => {
    expect(ask([ana, ben], turns, { last: 'cho' }).chosen).toBe('ana')
  })

  test('skips who cannot take work, and the turn goes on from there', () => {
    const leaves = [{ from: '2026-11-24', to: '2026-11-24' }]
    expect(ask([ana, agent('ben', { leaves }), cho], turns, { last: 'ana' }).chosen).toBe('cho')
  })

  test('gives everybody the same number of tickets, give or take one, however often it chooses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 100 }), (members, picks) => {
        const people = Array.from({ length: members }, (_, i) => agent(`a${i}`))
        const counts = new Map<string, number>()
        let last: string | undefined
        for (let i = 0; i < picks; i++) {
          last = ask(people, turns, { last }).chosen!
          counts.set(last, (counts.get(last) ?? 0) + 1)
        }
        const given = people.map(({ id }) => counts.get(id) ?? 0)
        expect(Math.max(...given) - Math.min(...given)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('a team that looks at the load', () => {
  const least: AssignmentRule = { method: 'least-loaded' }

  test('chooses who has the fewest open tickets, and says what the others have', () => {
    const choice = ask([ana, ben, cho], least, { loads: { ana: 3, ben: 1, cho: 1 } })
    expect(choice).toEqual({
      chosen: 'ben',
      considered: [
        { id: 'ana', name: 'ana', eligible: true, reason: 'has-more-open-tickets', load: 3 },
        { id: 'ben', name: 'ben', eligible: true, reason: 'chosen-least-loaded', load: 1 },
        { id: 'cho', name: 'cho', eligible: true, reason: 'later-in-turn', load: 1 },
      ],
    })
  })

  test('takes turns among those who have equally few', () => {
    expect(ask([ana, ben, cho], least, { last: 'ana' }).chosen).toBe('ben')
    expect(ask([ana, ben, cho], least, { last: 'ben', loads: { cho: 1 } }).chosen).toBe('ana')
  })
})

describe('a team that chooses by hand', () => {
  test('has nobody chosen, and shows who could be', () => {
    const choice = ask(
      [ana, agent('ben', { isActive: false })],
      { method: 'manual', isSticky: true },
      { sticky: 'ana' },
    )
    expect(choice.chosen).toBeUndefined()
    expect(reasons(choice)).toEqual({ ana: 'available', ben: 'inactive' })
  })
})

describe('a team whose requesters go to who knows them', () => {
  const sticky: AssignmentRule = { method: 'least-loaded', isSticky: true, capacity: 5 }

  test('asks that person, however much they have below the capacity', () => {
    const choice = ask([ana, ben], sticky, { sticky: 'ana', loads: { ana: 4 } })
    expect(choice.chosen).toBe('ana')
    expect(reasons(choice)).toEqual({ ana: 'chosen-knows-the-requester', ben: 'requester-knows-another' })
  })

  test('asks somebody else when that person cannot take work, or is no member', () => {
    expect(ask([ana, ben], sticky, { sticky: 'ana', loads: { ana: 5 } }).chosen).toBe('ben')
    expect(ask([ana, ben], sticky, { sticky: 'zoe' }).chosen).toBe('ana')
  })

  test('does not when the rule does not say so', () => {
    expect(ask([ana, ben], { method: 'least-loaded' }, { sticky: 'ben' }).chosen).toBe('ana')
  })
})

describe('somebody is not chosen', () => {
  const turns: AssignmentRule = { method: 'round-robin', capacity: 2 }
  const leave = (from: string, to: string, timeZone = 'Asia/Seoul') =>
    agent('ana', { leaves: [{ from, to }], timeZone })

  test.each<[string, Person, Partial<AssignmentQuestion> & { members?: readonly Member[] }]>([
    ['inactive', agent('ana', { isActive: false }), {}],
    ['not-an-agent', person('ana', 'employee'), {}],
    ['off-shift', ana, { members: [{ id: 'ana', shift: { tue: night } }] }],
    ['on-leave', leave('2026-11-20', '2026-11-24'), {}],
    ['at-capacity', ana, { loads: { ana: 2 } }],
    ['lacks-skill', agent('ana', { skills: ['printer'] }), { needs: ['printer', 'network'] }],
  ])('because they are %s', (reason, somebody, over) => {
    const choice = ask([somebody], turns, over)
    expect(choice.chosen).toBeUndefined()
    expect(choice.considered).toMatchObject([{ id: 'ana', eligible: false, reason }])
  })

  test('because nobody knows them any more', () => {
    expect(ask([], turns, { members: [{ id: 'ghost' }] }).considered).toEqual([
      { id: 'ghost', name: 'ghost', eligible: false, reason: 'unknown', load: 0 },
    ])
  })

  test('on the days of their leave by their own calendar, not by that of the desk', () => {
    // It is still the 23rd in Los Angeles.
    expect(ask([leave('2026-11-24', '2026-11-24', 'America/Los_Angeles')], turns).chosen).toBe('ana')
    expect(ask([leave('2026-11-23', '2026-11-23', 'America/Los_Angeles')], turns).chosen).toBeUndefined()
    expect(ask([leave('2026-11-23', '2026-11-23')], turns).chosen).toBe('ana')
  })

  test('but is, when at work, below the capacity and knowing what it takes', () => {
    const able = agent('ana', { skills: ['network', 'printer'] })
    const over = { members: [{ id: 'ana', shift: { tue: day } }], loads: { ana: 1 }, needs: ['network'] }
    expect(ask([able], turns, over).chosen).toBe('ana')
  })
})

test('nobody in the team: nobody is chosen', () => {
  expect(ask([], { method: 'least-loaded' })).toEqual({ chosen: undefined, considered: [] })
})

describe('whatever the team', () => {
  const anyMember = fc.record({
    isActive: fc.boolean(),
    role: fc.constantFrom('agent' as const, 'employee' as const),
    isOnLeave: fc.boolean(),
    shift: fc.constantFrom(undefined, { tue: day }, { tue: night }),
    load: fc.nat({ max: 6 }),
  })
  const anyQuestion = fc.record({
    members: fc.array(anyMember, { maxLength: 8 }),
    method: fc.constantFrom('round-robin' as const, 'least-loaded' as const, 'manual' as const),
    capacity: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    isSticky: fc.boolean(),
    last: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
    sticky: fc.option(fc.nat({ max: 9 }), { nil: undefined }),
  })

  test('who is chosen can take work, nobody eligible has fewer tickets by load, and nobody is overlooked', () => {
    fc.assert(
      fc.property(anyQuestion, ({ members, method, capacity, isSticky, last, sticky }) => {
        const people = members.map(({ isActive, role, isOnLeave }, i) =>
          agent(`a${i}`, { isActive, role, leaves: isOnLeave ? [{ from: '2026-11-24', to: '2026-11-24' }] : [] }),
        )
        const question = {
          members: members.map(({ shift }, i) => ({ id: `a${i}`, shift })),
          loads: Object.fromEntries(members.map(({ load }, i) => [`a${i}`, load])),
          last: last === undefined ? undefined : `a${last}`,
          sticky: sticky === undefined ? undefined : `a${sticky}`,
        }
        const choice = ask(people, { method, capacity, isSticky }, question)
        const eligible = choice.considered.filter((one) => one.eligible)
        const chosen = choice.considered.find(({ id }) => id === choice.chosen)
        expect(choice).toEqual(ask(people, { method, capacity, isSticky }, question))
        expect(choice.considered.map(({ id }) => id)).toEqual(people.map(({ id }) => id))
        expect(chosen !== undefined).toBe(method !== 'manual' && eligible.length > 0)
        expect(eligible.filter(({ reason }) => reason.startsWith('chosen-')).map(({ id }) => id)).toEqual(
          chosen ? [chosen.id] : [],
        )
        if (!chosen) return
        expect(eligible).toContain(chosen)
        if (method === 'least-loaded' && chosen.reason !== 'chosen-knows-the-requester')
          expect(chosen.load).toBe(Math.min(...eligible.map(({ load }) => load)))
        if (capacity !== undefined) expect(chosen.load).toBeLessThan(capacity)
      }),
      { numRuns: 500 },
    )
  })
})
