import { describe, expect, test } from 'vitest'
import { type Accessed, type Action, type Asker, may } from '../../../lib/people/access.ts'
import { Duty, Role } from '../../../lib/people/person.ts'
import { type Kind, kinds, type Relation, relations, rights } from '../../../lib/people/right.ts'
import { Scope } from '../../../lib/people/scope.ts'

const me = 'p-me'
const department = 'Finance'

const asker = (role: Role, more: Partial<Asker> = {}): Asker => ({
  id: me,
  role,
  isActive: true,
  department,
  ...(role === 'integration' && { scopes: Scope.options }),
  ...more,
})

/** Everybody whom a right is decided for; a team lead is an agent who stands in the relation `team-lead`. */
const roles: Readonly<Record<string, Asker>> = {
  guest: asker('guest'),
  employee: asker('employee'),
  agent: asker('agent'),
  'change-manager': asker('agent', { duties: ['change-manager'] }),
  'knowledge-manager': asker('agent', { duties: ['knowledge-manager'] }),
  administrator: asker('administrator'),
  integration: asker('integration'),
}

/** A record to which the asker is exactly that, or nothing. */
const recordOf = (kind: Kind, relation?: Relation): Accessed => {
  const other = { id: 'p-other' }
  const who = (one: Relation) => (relation === one ? { id: me } : other)
  const members = [who('team-member')]
  const lead = who('team-lead').id
  return {
    kind,
    id: who('self').id,
    person: who('self'),
    requester: {
      ...who('requester'),
      manager: who('manager').id,
      department: relation === 'colleague' ? department : 'Sales',
    },
    watchers: [who('watcher')],
    assignee: who('assignee'),
    members,
    lead,
    team: { members, lead },
    colleaguesSee: 'department',
  }
}

const letters: Readonly<Record<Relation, string>> = {
  self: 's',
  requester: 'r',
  watcher: 'w',
  manager: 'm',
  colleague: 'c',
  assignee: 'a',
  'team-member': 't',
  'team-lead': 'l',
}

const can = (who: Asker, kind: Kind, action: string, relation?: Relation) =>
  may(who, action as Action, recordOf(kind, relation) as Accessed<Kind>)

const cell = (who: Asker, kind: Kind, action: string): string => {
  if (can(who, kind, action)) return '+'
  return relations.flatMap((one) => (can(who, kind, action, one) ? [letters[one]] : [])).join('') || '·'
}

const actions = kinds.flatMap((kind) => Object.keys(rights[kind]).map((action) => ({ kind, action })))

const grid = () =>
  actions.map(({ kind, action }) =>
    [`${kind} ${action}`.padEnd(28), ...Object.values(roles).map((who) => cell(who, kind, action).padEnd(5))]
      .join(' ')
      .trimEnd(),
  )

/**
 * THE RIGHTS, decided cell by cell. `+` always, `·` never, else only whoever is to the record: self, requester, watcher,
 * manager of the requester, colleague of their department (both where the desk lets them), assignee, team member, lead of
 * the team. An integration with every scope.
 */
const expected = `
                             guest empl. agent chg.m kno.m admin integration
incident open                +     +     +     +     +     +     +
incident read                rw    rwmc  +     +     +     +     +
incident read-internal       ·     ·     +     +     +     +     ·
incident comment             rw    rw    +     +     +     +     +
incident comment-internally  ·     ·     +     +     +     +     +
incident watch               rw    rw    +     +     +     +     ·
incident reopen              r     r     +     +     +     +     +
incident close               r     r     +     +     +     +     +
incident cancel              r     r     +     +     +     +     +
incident work                ·     ·     +     +     +     +     +
incident open-for-others     ·     ·     +     +     +     +     +
incident rate                r     r     r     r     r     r     ·
request open                 ·     +     +     +     +     +     +
request read                 rw    rwmc  +     +     +     +     +
request read-internal        ·     ·     +     +     +     +     ·
request comment              rw    rw    +     +     +     +     +
request comment-internally   ·     ·     +     +     +     +     +
request watch                rw    rw    +     +     +     +     ·
request reopen               r     r     +     +     +     +     +
request close                r     r     +     +     +     +     +
request cancel               r     r     +     +     +     +     +
request work                 ·     ·     +     +     +     +     +
request open-for-others      ·     ·     +     +     +     +     +
outage read                  ·     +     +     +     +     +     +
outage report-impact         ·     +     +     +     +     +     ·
upload bring                 ·     +     +     +     +     +     +
filter read                  ·     ·     +     +     +     +     ·
filter keep                  ·     ·     +     +     +     +     ·
filter share                 ·     ·     t     t     t     +     ·
ticket-template read         ·     +     +     +     +     +     +
ticket-template administer   ·     ·     ·     ·     ·     +     ·
problem open                 ·     ·     +     +     +     +     +
problem read                 ·     ·     +     +     +     +     +
problem read-internal        ·     ·     +     +     +     +     ·
problem comment              ·     ·     +     +     +     +     ·
problem comment-internally   ·     ·     +     +     +     +     +
problem watch                ·     ·     +     +     +     +     ·
problem work                 ·     ·     +     +     +     +     +
problem manage               ·     ·     l     l     l     +     ·
change open                  ·     ·     +     +     +     +     +
change read                  rw    rw    +     +     +     +     +
change read-internal         ·     ·     +     +     +     +     ·
change comment               rw    rw    +     +     +     +     +
change comment-internally    ·     ·     +     +     +     +     +
change watch                 rw    rw    +     +     +     +     ·
change work                  ·     ·     +     +     +     +     +
change manage                ·     ·     ·     +     ·     +     ·
approval list                ·     +     +     +     +     +     ·
approval read                s     s     +     +     +     +     ·
approval decide              s     s     s     s     s     s     ·
approval read-receipt        s     s     +     +     +     +     ·
delegation read              s     s     s     s     s     +     ·
delegation set               s     s     s     s     s     +     ·
article read                 ·     +     +     +     +     +     +
article read-internal        ·     ·     +     +     +     +     ·
article write                ·     ·     +     +     +     +     ·
article manage               ·     ·     ·     ·     +     +     ·
configuration-item read      s     s     +     +     +     +     +
configuration-item write     ·     ·     +     +     +     +     +
configuration-item manage    ·     ·     ·     ·     ·     +     ·
person read                  s     +     +     +     +     +     ·
person read-work             s     s     +     +     +     +     ·
person read-private          s     s     s     s     s     +     ·
person list                  ·     ·     +     +     +     +     ·
person set-preferences       s     s     s     s     s     +     ·
person administer            ·     ·     ·     ·     ·     +     +
person give-role             ·     ·     ·     ·     ·     +     ·
person read-history          ·     ·     ·     ·     ·     +     ·
directory read               ·     ·     ·     ·     ·     +     ·
directory administer         ·     ·     ·     ·     ·     +     ·
directory read-history       ·     ·     ·     ·     ·     +     ·
team read                    ·     ·     +     +     +     +     ·
team lead                    ·     ·     l     l     l     +     ·
team administer              ·     ·     ·     ·     ·     +     +
team read-history            ·     ·     l     l     l     +     ·
rule read                    ·     ·     +     +     +     +     ·
rule administer              ·     ·     ·     ·     ·     +     ·
rule read-history            ·     ·     ·     ·     ·     +     ·
alert read                   ·     ·     +     +     +     +     +
alert-delivery read          ·     ·     +     +     +     +     ·
alert-delivery replay        ·     ·     +     +     +     +     ·
service read                 ·     ·     +     +     +     +     +
service administer           ·     ·     ·     ·     ·     +     ·
maintenance-window read      ·     ·     +     +     +     +     +
maintenance-window plan      ·     ·     +     +     +     +     +
alert-source read            ·     ·     +     +     +     +     ·
alert-source administer      ·     ·     ·     ·     ·     +     ·
alert-source read-history    ·     ·     ·     ·     ·     +     ·
report read                  ·     ·     +     +     +     +     +
report write                 ·     ·     +     +     +     +     ·
report export                ·     ·     l     l     l     +     +
letter read                  ·     ·     +     +     +     +     ·
letter read-raw              ·     ·     +     +     +     +     ·
letter replay                ·     ·     +     +     +     +     ·
letter read-infected         ·     ·     ·     ·     ·     +     ·
mailbox read                 ·     ·     +     +     +     +     ·
mailbox clear                ·     ·     +     +     +     +     ·
webhook read                 ·     ·     ·     ·     ·     +     ·
webhook administer           ·     ·     ·     ·     ·     +     ·
audit read                   ·     ·     ·     ·     ·     +     ·
token read                   s     s     s     s     s     +     ·
token make                   s     s     s     s     s     s     ·
token revoke                 s     s     s     s     s     +     ·
session read                 s     s     s     s     s     +     ·
session end                  s     s     s     s     s     +     ·
desk read-internal           ·     ·     +     +     +     +     ·
desk work                    ·     ·     +     +     +     +     ·
desk administer              ·     ·     ·     ·     ·     +     ·
`

test('everybody may what the grid says, and nothing else', () => {
  expect(grid()).toEqual(expected.trim().split('\n').slice(1))
})

test('the grid speaks of every role and duty that there is', () => {
  expect(Object.keys(roles).sort()).toEqual([...Role.options, ...Duty.options].sort())
})

const everywhere = (holds: (kind: Kind, action: string, relation: Relation | undefined) => boolean) =>
  actions.flatMap(({ kind, action }) =>
    [undefined, ...relations].flatMap((one) =>
      holds(kind, action, one) ? [] : [`${kind} ${action} ${one ?? 'none'}`],
    ),
  )

describe('whatever is asked', () => {
  test('somebody inactive may nothing, be it theirs', () => {
    for (const who of Object.values(roles))
      expect(everywhere((...cell) => !can({ ...who, isActive: false }, ...cell))).toEqual([])
  })

  test.each([
    ['guest', 'employee'],
    ['employee', 'agent'],
    ['agent', 'administrator'],
    ['agent', 'change-manager'],
    ['agent', 'knowledge-manager'],
  ])('whatever a %s may, a %s may too', (less, more) => {
    expect(everywhere((...cell) => !can(roles[less]!, ...cell) || can(roles[more]!, ...cell))).toEqual([])
  })

  test('a duty gives nothing to whoever does not work for the desk', () => {
    const duties = Duty.options
    expect(
      everywhere((...cell) => !can(asker('employee', { duties }), ...cell) || can(roles.employee!, ...cell)),
    ).toEqual([])
  })

  test('a token never gives more than its bearer has, and without scopes nothing', () => {
    for (const who of Object.values(roles)) {
      for (const scope of Scope.options)
        expect(everywhere((...cell) => !can({ ...who, scopes: [scope] }, ...cell) || can(who, ...cell))).toEqual([])
      expect(everywhere((...cell) => !can({ ...who, scopes: [] }, ...cell))).toEqual([])
    }
  })

  test('no token makes another one or ends a session', () => {
    const scopes = Scope.options
    for (const action of ['make', 'revoke'])
      expect(can({ ...roles.administrator!, scopes }, 'token', action, 'self')).toBe(false)
    expect(can({ ...roles.administrator!, scopes }, 'session', 'end', 'self')).toBe(false)
  })

  test('an integration without a token is nobody', () => {
    expect(everywhere((...cell) => !can(asker('integration', { scopes: undefined }), ...cell))).toEqual([])
  })
})

describe('tickets of colleagues', () => {
  const read = (relation: Relation, colleaguesSee: Accessed['colleaguesSee']) =>
    may(roles.employee!, 'read', { ...recordOf('incident', relation), kind: 'incident', colleaguesSee })

  test.each([
    [undefined, false, false],
    ['none', false, false],
    ['reports', true, false],
    ['department', true, true],
  ] as const)('where the desk says %s', (rule, manager, colleague) => {
    expect([read('manager', rule), read('colleague', rule)]).toEqual([manager, colleague])
  })
})
