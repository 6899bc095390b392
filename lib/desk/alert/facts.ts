import { type Alert, isFiring, restoreAlert } from '../../alert/alert.ts'
import type { IncidentFacts } from '../../alert/context.ts'
import type { Incident } from '../../incident/incident.ts'
import { isFinished } from '../../incident/life-cycle.ts'
import { incidentProcess } from '../../incident/process.ts'
import { key, partOf } from '../../store/schema.ts'
import type { Item, Store } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { load } from '../execute.ts'

/** The incident of an alert, and what people did to it. */
export interface Known {
  readonly incident: Incident
  readonly facts: IncidentFacts
  /** Somebody has judged how bad it is: nothing changes that any more. */
  readonly isJudged: boolean
  /** Version of the mark that other alerts of the incident change, too; absent where it has only one alert. */
  readonly share?: number | undefined
}

/** The longest chain of merges that is followed; more is a mistake. */
const mostMerges = 20

/** The incident, or the one that it was merged into. */
const present = async (store: Store, number: string): Promise<Incident | undefined> => {
  let incident = await load(store, incidentProcess, number)
  for (let i = 0; incident?.merged && i < mostMerges; i++)
    incident = await load(store, incidentProcess, incident.merged.into)
  return incident
}

/**
 * What there is to know about the incident of an alert; its timeline and its other alerts are read only when the alert
 * may end or become worse. Nothing where there is no such incident.
 */
export const knownOf = async (store: Store, alert: Alert, isTurning: boolean): Promise<Known | undefined> => {
  if (alert.incident === undefined) return undefined
  const incident = await present(store, alert.incident)
  if (!incident) return undefined
  const state = isFinished(incident) ? 'finished' : incident.state === 'resolved' ? 'resolved' : 'open'
  const facts: IncidentFacts = { number: incident.number, state, isWorkedOn: false }
  if (!isTurning || alert.isStorm) return { incident, facts, isJudged: false }
  // Before the other alerts: whatever changes after that is seen, or refuses what is decided here.
  const share = Number((await store.get(key.alertShare(incident.number)))?.version ?? 0)
  const [people, others] = await Promise.all([
    deedsOfPeople(store, incident),
    othersOn(store, incident.number, alert.id),
  ])
  return {
    incident,
    facts: { ...facts, isWorkedOn: people.any, isShared: others?.some(isFiring) },
    isJudged: people.judged,
    share: others && share,
  }
}

const aPage = 200

const isPerson = ({ is }: Actor) => is !== 'system' && is !== 'integration'

/** Whether any person has done anything to the incident, and whether any has judged how bad it is. */
const deedsOfPeople = async (store: Store, { number }: Incident): Promise<{ any: boolean; judged: boolean }> => {
  let any = false
  let after: string | undefined
  do {
    const page = await store.parts(number, partOf.event, { limit: aPage, ...(after !== undefined && { after }) })
    const theirs = page.items.filter((entry) => isPerson(entry.by as Actor))
    any ||= theirs.length > 0
    if (theirs.some(({ type }) => type === 'incident.prioritized')) return { any, judged: true }
    after = page.next
  } while (after !== undefined)
  return { any, judged: false }
}

/** Whether no person has done anything to the incident. */
export const isUntouched = async (store: Store, incident: Incident): Promise<boolean> =>
  !(await deedsOfPeople(store, incident)).any

/** An incident has at most so many alerts that count for its end; later ones have an incident of their own. */
const mostAlerts = 500
/** BatchGetItem takes so many keys. */
const aBatch = 100

/** Other alerts that joined the incident and belong to it still; nothing where there never was another one. */
const othersOn = async (store: Store, number: string, id: string): Promise<readonly Alert[] | undefined> => {
  const page = await store.parts(number, partOf.alert, { limit: mostAlerts })
  const ids = page.items.map((item) => String(item.alert)).filter((other) => other !== id)
  if (ids.length === 0) return undefined
  const found: Item[] = []
  for (let i = 0; i < ids.length; i += aBatch)
    found.push(...(await store.getMany(ids.slice(i, i + aBatch).map(key.alert))))
  return found.map(restoreAlert).filter((alert) => alert.incident === number)
}
