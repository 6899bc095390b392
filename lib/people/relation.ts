import type { ColleaguesSee } from '../policy/colleagues-see.ts'
import { isAgent, type Person } from './person.ts'
import type { Kind, Relation } from './right.ts'

interface Named {
  readonly id: string
}

/** As much of a record as an access decision needs; what a decision must know stands in here, it reads nothing. */
export interface Accessed<K extends Kind = Kind> {
  /** The desk itself when absent. */
  readonly kind?: K
  /** Of a person: whom the record is. */
  readonly id?: string
  /** Whose it is, such as the bearer of a token or the user of a device. */
  readonly person?: Named
  /** Who it is for; with their manager and department where the desk lets those see. */
  readonly requester?: Named & { readonly manager?: string; readonly department?: string }
  readonly watchers?: readonly Named[]
  readonly assignee?: Named
  /** Records merged into it: their people belong to it. */
  readonly absorbed?: readonly { readonly requester: Named; readonly watchers: readonly Named[] }[]
  /** The team that has it. */
  readonly team?: string | { readonly members: readonly Named[]; readonly lead?: string }
  /** Of a team. */
  readonly members?: readonly Named[]
  readonly lead?: string
  /** Which of their colleagues' tickets the desk lets people see; none when absent. */
  readonly colleaguesSee?: ColleaguesSee
}

type Related = Pick<Person, 'id' | 'role' | 'isActive'> & { readonly department?: string }

const teamOf = ({ kind, team, ...record }: Accessed) =>
  kind === 'team' ? record : typeof team === 'object' ? team : undefined

const isKnown = ({ role }: Related) => role !== 'guest'

/** When somebody stands in a relation to a record. */
const tests: Record<Relation, (person: Related, record: Accessed) => boolean> = {
  self: ({ id }, record) => (record.kind === 'person' ? record.id : record.person?.id) === id,
  requester: ({ id }, { requester, absorbed = [] }) =>
    requester?.id === id || absorbed.some((other) => other.requester.id === id),
  watcher: ({ id }, { watchers = [], absorbed = [] }) =>
    [...watchers, ...absorbed.flatMap((other) => other.watchers)].some((person) => person.id === id),
  manager: (person, { requester, colleaguesSee = 'none' }) =>
    isKnown(person) && colleaguesSee !== 'none' && requester?.manager === person.id,
  colleague: (person, { requester, colleaguesSee }) =>
    isKnown(person) &&
    colleaguesSee === 'department' &&
    person.department !== undefined &&
    requester?.department === person.department,
  assignee: (person, { assignee }) => isAgent(person) && assignee?.id === person.id,
  'team-member': (person, record) =>
    isAgent(person) && (teamOf(record)?.members ?? []).some(({ id }) => id === person.id),
  'team-lead': (person, record) => isAgent(person) && teamOf(record)?.lead === person.id,
}

/** Whether the person stands in this relation to the record. */
export const isRelated = (person: Related, relation: Relation, record: Accessed): boolean =>
  tests[relation](person, record)
