import { isOpen } from '../incident/life-cycle.ts'
import type { Surge } from '../incident/major.ts'
import { incidentProcess } from '../incident/process.ts'
import { busiest } from '../incident/surge.ts'
import type { Policy } from '../policy/policy.ts'
import { key } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { byARule } from '../ticket/actor.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import { execute, load, type Office } from './execute.ts'
import { readMajors } from './majors.ts'
import { isSameService, noteOpening, type OfService, openingsOf, stillOf } from './openings.ts'

/** Reactions to incidents that come at once may want to propose at once: look again, at most this often. */
const attempts = 3

/**
 * Counts an incident for its service, and proposes a major one where as many came as the rule says; answers which one.
 * An incident counts once, at the instant it was opened, so a late or doubled call changes nothing; one of two calls
 * that come to the same proposal at once finds it made. Seven bounded reads at most, two as a rule.
 */
export const countForService = async (office: Office, number: string, at: string): Promise<string | undefined> => {
  const { store, policies } = office
  const incident = await load(store, incidentProcess, number)
  if (!incident?.service || incident.merged) return undefined
  const { service, openedAt } = incident
  await noteOpening(store, service, incident)
  const policy = await policies.with([])
  if (policy.candidateIncidents === 0) return undefined
  for (let attempt = 1; ; attempt++) {
    const surge = await surgeAt(store, service, openedAt, policy)
    const found = surge && (await toPropose(store, surge, policy, at))
    if (!found) return undefined
    try {
      await propose(office, found, at)
      return found.subject
    } catch (error) {
      // Somebody moved it, or proposed another one, between our reads and our write.
      const isOvertaken = error instanceof Conflict || (error instanceof Refusal && error.code === 'conflict')
      if (!isOvertaken || attempt === attempts) throw error
    }
  }
}

interface Found extends Surge {
  readonly numbers: readonly string[]
  readonly heads: readonly OfService[]
}

/** The busiest stretch around an instant, if as many came in it as the rule says. */
const surgeAt = async (
  store: Store,
  service: string,
  openedAt: string,
  { candidateIncidents, candidateMinutes: minutes }: Policy,
): Promise<Found | undefined> => {
  const since = new Date(Date.parse(openedAt) - minutes * 60_000).toISOString()
  const openings = await openingsOf(store, service, since)
  if (busiest(openings, minutes).length < candidateIncidents) return undefined
  const heads = await stillOf(
    store,
    service,
    openings.map(({ number }) => number),
  )
  const numbers = busiest(heads, minutes).map(({ number }) => number)
  if (numbers.length < candidateIncidents) return undefined
  return { service, count: numbers.length, minutes, numbers, heads }
}

interface ToPropose extends Found {
  readonly subject: string
  /** Of the item that tells which one was proposed last. */
  readonly version: number
}

const toPropose = async (store: Store, found: Found, policy: Policy, at: string): Promise<ToPropose | undefined> => {
  const { service, count, numbers, heads } = found
  const [kept, majors] = await Promise.all([
    store.getMany([key.surge(service), key.surgeRejection(service)]),
    readMajors(store),
  ])
  if (count < needed(kept, policy, at)) return undefined
  const last = kept.find(({ kind }) => kind === 'surge')
  const inside = heads.filter((head) => numbers.includes(head.number))
  const around = [...inside.flatMap(({ parent }) => (parent ? [parent] : [])), ...(last ? [String(last.number)] : [])]
  const more = around.length === 0 ? [] : ((await store.getMany([...new Set(around)].map(key.ticket))) as OfService[])
  const isKnown = (head: OfService) =>
    isOpen(head) && (head.isMajor || head.candidate) && isSameService(head.candidate?.service ?? head.service, service)
  if ([...majors, ...inside, ...more].some(isKnown)) return undefined
  const subject = subjectOf(inside, more)
  if (!subject || subject.isMajor || subject.candidate) return undefined
  return { ...found, subject: subject.number, version: Number(last?.version ?? 0) }
}

/** Whoever has just said that it is none is asked again when twice as many come. */
const needed = (kept: readonly Item[], { candidateIncidents, candidateMinutes }: Policy, at: string): number => {
  const rejection = kept.find(({ kind }) => kind === 'surge-rejection')
  const isLately = rejection && Date.parse(at) - Date.parse(String(rejection.at)) < candidateMinutes * 60_000
  return isLately ? 2 * Number(rejection.count ?? candidateIncidents) : candidateIncidents
}

/** The open parent of most of them, or the first one with children, or else the first that is open. */
const subjectOf = (inside: readonly OfService[], around: readonly OfService[]): OfService | undefined => {
  const open = inside.filter(isOpen).sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
  const childrenOf = ({ number }: OfService) => inside.filter(({ parent }) => parent === number).length
  const [parent] = around
    .filter((head) => isOpen(head) && childrenOf(head) > 0)
    .sort((a, b) => childrenOf(b) - childrenOf(a))
  return parent ?? open.find(({ children }) => children) ?? open[0]
}

const propose = (office: Office, { subject, version, service, count, minutes, numbers }: ToPropose, at: string) =>
  execute(office, {
    process: incidentProcess,
    number: subject,
    command: { type: 'propose-major', surge: { service, count, minutes, numbers } },
    context: { at, by: byARule, channel: 'system' },
    also: (number) => [
      {
        put: { kind: 'surge', service, number, version: version + 1, at },
        at: key.surge(service),
        if: { version },
      },
    ],
  })
