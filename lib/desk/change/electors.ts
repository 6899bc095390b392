import type { Stage } from '../../approval/approval.ts'
import { Delegations, delegationKind } from '../../approval/delegation.ts'
import { type Candidate, type Elector, firstElectorate } from '../../approval/electorate.ts'
import { type ApproverRule, type Inputs, rowFor, type StageRule } from '../../approval/policy.ts'
import type { Change } from '../../change/change.ts'
import type { Demanded } from '../../change/command.ts'
import { barred } from '../../change/decision/approve.ts'
import type { ChangeRules } from '../../change/rules.ts'
import { localTime } from '../../people/local-time.ts'
import type { Duty, Person } from '../../people/person.ts'
import { list } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { peopleOf, readTeam } from '../change-team.ts'
import { readManyKept } from '../keep.ts'
import { followerOf } from '../named-person.ts'

/** The owner of a service, by its id; configuration items will know more of it. */
export type ServiceOwner = (service: string) => Promise<string | undefined>

interface Looking {
  readonly store: Store
  readonly ownerOf: ServiceOwner
  readonly at: string
}

/** People of the desk are few; more than this is no board. */
const mostPeople = 100

const withRole = async ({ store }: Looking, ...roles: string[]): Promise<readonly Person[]> => {
  const pages = await Promise.all(roles.map((role) => store.list(list.peopleOfRole(role), { limit: mostPeople })))
  const ids = pages.flatMap(({ items }) => items.map(({ id }) => String(id))).slice(0, mostPeople)
  return ids.length === 0 ? [] : peopleOf(store, ids)
}

const withDuty = async (looking: Looking, duty: Duty): Promise<readonly Person[]> =>
  (await withRole(looking, 'agent', 'administrator')).filter(({ duties }) => duties.includes(duty))

const named = async ({ store }: Looking, ids: readonly (string | undefined)[]): Promise<readonly Person[]> => {
  const given = ids.filter((id) => id !== undefined)
  return given.length === 0 ? [] : peopleOf(store, given.slice(0, mostPeople))
}

const found = async (looking: Looking, rule: ApproverRule, change: Change): Promise<readonly Person[]> => {
  switch (rule.is) {
    case 'person':
      return named(looking, [rule.person])
    case 'manager': {
      const [requester] = await named(looking, [change.requester.id])
      return named(looking, [requester?.manager])
    }
    case 'team':
      return named(looking, (await readTeam(looking.store, rule.team))?.members.map(({ id }) => id) ?? [])
    case 'team-lead':
      return named(looking, [(await readTeam(looking.store, rule.team ?? change.team))?.lead])
    case 'service-owner':
      return named(looking, [change.service === undefined ? undefined : await looking.ownerOf(change.service)])
    case 'duty':
      return withDuty(looking, rule.duty)
  }
}

const candidatesOf = async (
  looking: Looking,
  rules: readonly ApproverRule[],
  change: Change,
): Promise<readonly Candidate[]> => {
  const people = (await Promise.all(rules.map((rule) => found(looking, rule, change)))).flat()
  const away = await readManyKept(
    looking.store,
    Delegations,
    delegationKind,
    people.map(({ id }) => id),
  )
  const byPerson = new Map(away.map(({ id, delegations }) => [id, delegations]))
  return people.map((person) => ({
    person: followerOf(person),
    isActive: person.isActive,
    today: localTime(looking.at, person.timeZone).date,
    delegations: byPerson.get(person.id) ?? [],
  }))
}

/** The people of one stage: those of its rule, else of its fallback, else change managers, else administrators, so that none is stuck. */
const electorsOf = async (looking: Looking, rule: StageRule, change: Change): Promise<readonly Elector[]> => {
  const own = barred(change)
  const lists: readonly (() => Promise<readonly Candidate[]>)[] = [
    () => candidatesOf(looking, rule.approvers, change),
    () => candidatesOf(looking, rule.fallback, change),
    () => candidatesOf(looking, [{ is: 'duty', duty: 'change-manager' }], change),
    async () => candidatesFrom(await withRole(looking, 'administrator'), looking),
  ]
  for (const look of lists) {
    const electors = firstElectorate([await look()], own)
    if (electors.length > 0) return electors
  }
  return []
}

const candidatesFrom = (people: readonly Person[], { at }: Looking): readonly Candidate[] =>
  people.map((person) => ({
    person: followerOf(person),
    isActive: person.isActive,
    today: localTime(at, person.timeZone).date,
    delegations: [],
  }))

/** What the approval policy knows of a change. */
export const inputsOf = ({ type, risk, impact, service, team }: Change): Inputs => ({
  type,
  risk,
  impact,
  service,
  team,
})

/** Who must approve this change as it is now: the row of the policy that fits, with everybody who is to decide. */
export const demandedFor = async (looking: Looking, { approval }: ChangeRules, change: Change): Promise<Demanded> => {
  const row = rowFor(approval, inputsOf(change))
  const stageOf = async (rule: StageRule): Promise<Stage> => ({
    id: rule.id,
    name: rule.name,
    quorum: rule.quorum,
    ...(rule.covers && { covers: rule.covers }),
    dueHours: rule.dueHours,
    remindHours: rule.remindHours,
    ...(rule.escalateHours !== undefined && { escalateHours: rule.escalateHours }),
    ballots: (await electorsOf(looking, rule, change)).map(({ person, for: who }) => ({
      approver: person,
      ...(who && { for: who }),
      state: 'requested',
    })),
  })
  const steps = await Promise.all(row.steps.map((stages) => Promise.all(stages.map(stageOf))))
  return { row: row.name, steps }
}
