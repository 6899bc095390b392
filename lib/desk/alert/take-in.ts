import { type Alert, restoreAlert } from '../../alert/alert.ts'
import type { AlertContext } from '../../alert/context.ts'
import type { Decision } from '../../alert/decision.ts'
import { type Folded, fold } from '../../alert/fold.ts'
import { inOrderOfTime } from '../../alert/heard.ts'
import { isWorse } from '../../alert/level.ts'
import { key } from '../../store/schema.ts'
import type { Write } from '../../store/store.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import type { AlertDesk } from './alert-desk.ts'
import { alertWrite, carryOut, shareWrite } from './carry-out.ts'
import { type Known, knownOf } from './facts.ts'
import { groupFor, grown } from './group.ts'
import { asManyAs, marks, tookEffect } from './mark.ts'
import { beginStorm, isOneTooMany, stormOf, tallyWrite } from './storm.ts'
import type { Part } from './understand.ts'

/** What became of one reading of a delivery. */
export interface Done {
  readonly part: Part
  readonly decision: Decision
}

/** What some readings of one alert come to, as far as one transaction goes. */
interface Step {
  readonly before: Alert | undefined
  readonly folded: Folded
  readonly known: Known | undefined
  readonly parts: readonly Part[]
  readonly group: Awaited<ReturnType<typeof groupFor>>
  readonly at: string
}

/** What was decided about some readings of one alert, and which are left. */
interface Look {
  readonly done: readonly Done[]
  readonly step?: Step | undefined
  readonly rest: readonly Part[]
}

/** All readings of one alert, and what they come to without any incident. */
interface Quiet {
  readonly mine: readonly Part[]
  readonly look: Look
}

/** Marks of one transaction with an incident: the incident takes at most a dozen writes more. */
const mostMarks = 80
/** Alerts that touch no incident share transactions of so many writes. */
const mostWrites = 90
/** Others who write at the same time are as many as there are runs; each time one of them gets on. */
const mostAttempts = 20
/** So often alerts that touch no incident are decided together, before each is by itself. */
const mostRounds = 8
/** Incidents that one run opens at the same time. */
const atOnce = 8

/**
 * Lets readings take effect, each exactly once: those of one alert in order of the sender's time, as few transactions as can be.
 * Answers what became of each; a reading whose alert could not be written is left out, and is to be brought again.
 */
export const takeIn = async (
  parts: readonly Part[],
  desk: AlertDesk,
  failed: (part: Part, error: unknown) => void,
): Promise<readonly Done[]> => {
  const done: Done[] = []
  const guard = async (mine: readonly Part[], work: () => Promise<readonly Done[]>) => {
    try {
      done.push(...(await work()))
    } catch (error) {
      for (const part of mine) failed(part, error)
    }
  }
  const loud: (readonly Part[])[] = []
  let left: readonly (readonly Part[])[] = [...Map.groupBy(parts, ({ alert }) => alert).values()]
  for (let round = 1; left.length > 0; round++) {
    const quiet: Quiet[] = []
    await Promise.all(
      left.map((mine) =>
        guard(mine, async () => {
          const look = await lookAt(mine, desk, notCounted)
          // What several alerts of one incident write, one transaction may not write twice.
          const isAlone = look.step !== undefined && (look.step.folded.effects.length > 0 || sharesEnd(look.step))
          const isQuiet = look.rest.length === 0 && !isAlone
          if (!isQuiet) loud.push(mine)
          else if (look.step) quiet.push({ mine, look })
          else return look.done
          return []
        }),
      ),
    )
    const overtaken: (readonly Part[])[] = []
    await Promise.all(
      shared(quiet).map(async (together) => {
        const steps = together.map(({ look }) => look.step!)
        const all = together.map(({ mine }) => mine)
        try {
          if (await commitTogether(steps, desk)) done.push(...together.flatMap(({ look }) => doneIn(look)))
          else overtaken.push(...all)
        } catch {
          // Whatever one of them breaks is to keep none of the others: apart, each fails or does not by itself.
          loud.push(...all)
        }
      }),
    )
    // Runs that count the same alerts overtake each other: apart they would do so once for each alert.
    if (round === mostRounds) loud.push(...overtaken)
    left = round === mostRounds ? [] : overtaken
    if (left.length > 0) await desk.wait(5 * round)
  }
  const waiting = loud[Symbol.iterator]()
  const lane = async () => {
    for (const mine of waiting) await guard(mine, () => oneAlert(mine, desk))
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return done
}

const doneIn = ({ done, step }: Look): readonly Done[] => [
  ...done,
  ...(step
    ? step.folded.decisions.map(({ heard, decision }) => ({
        part: step.parts.find((part) => part.heard === heard)!,
        decision,
      }))
    : []),
]

/** All readings of one alert, one transaction after the other. */
const oneAlert = async (mine: readonly Part[], desk: AlertDesk): Promise<readonly Done[]> => {
  const done: Done[] = []
  let left = mine
  let counted: Promise<boolean> | undefined
  const isTooMany = () => (counted ??= isOneTooMany(desk, mine[0]!.source))
  for (let attempt = 1; left.length > 0; attempt++) {
    const look = await lookAt(left, desk, isTooMany)
    const number = look.step && (await overtaken(() => commitAlone(look.step!, desk)))
    if (look.step && number === undefined) {
      if (attempt === mostAttempts) throw new Conflict(`Others kept writing to alert ${look.step.folded.alert.id}`)
      await desk.wait(5 * attempt)
      continue
    }
    const named = doneIn(look).map(({ part, decision }) => ({
      part,
      decision:
        number && decision.incident === undefined && speaksOf(decision) ? { ...decision, incident: number } : decision,
    }))
    done.push(...named)
    left = look.rest
    attempt = 0
  }
  return done
}

/** Decisions in which the number of an incident belongs that was only about to be opened. */
const speaksOf = ({ word }: Decision) =>
  word === 'opened' || word === 'counted' || word === 'raised' || word === 'resolved' || word === 'fires-again'

/** Nothing when somebody else wrote meanwhile, to the alert or to its incident: then it is to be decided again. */
const overtaken = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    const isOvertaken =
      error instanceof Conflict || (error instanceof Refusal && (error.code === 'stale' || error.code === 'conflict'))
    if (!isOvertaken) throw error
    return undefined
  }
}

/** Only an incident that is really opened counts towards a storm. */
const notCounted = async () => false

/** Decides what readings of one alert come to, as things stand. */
const lookAt = async (mine: readonly Part[], desk: AlertDesk, isTooMany: () => Promise<boolean>): Promise<Look> => {
  const { store } = desk
  const { source, alert: id } = mine[0]!
  const [head, before] = await Promise.all([store.get(key.alert(id)), tookEffect(store, mine)])
  const done = mine.flatMap((part, i): Done[] => (before[i] ? [{ part, decision: { word: before[i] } }] : []))
  const order = new Map(inOrderOfTime(mine.map(({ heard }) => heard)).map((heard, i) => [heard, i]))
  const fresh = mine.filter((_, i) => !before[i]).sort((a, b) => order.get(a.heard)! - order.get(b.heard)!)
  if (fresh.length === 0) return { done, rest: [] }
  const chosen = asManyAs(fresh, mostMarks)
  const alert = head && restoreAlert(head)
  const known = alert && (await knownOf(store, alert, isTurning(alert, chosen)))
  const mayBegin = alert === undefined || alert.status === 'resolved' || alert.incident === undefined
  const at = desk.now()
  const [{ rules }, storm, group] = await Promise.all([
    desk.surroundings(),
    mayBegin && source.stormPerMinute > 0 ? stormOf(store, source.id) : undefined,
    mayBegin ? groupFor(store, source, chosen[0]!.heard.service, at) : undefined,
  ])
  const context: AlertContext = {
    source,
    incident: known?.facts,
    group: group?.joins,
    storm: storm && storm.endedAt === undefined ? storm.incident : undefined,
    acknowledgedForMinutes: rules.acknowledgedForMinutes,
  }
  const heard = chosen.map((part) => part.heard)
  let folded = fold(alert, heard, context)
  const opens = folded.effects.some((effect) => effect.do === 'open')
  if (opens && (await isTooMany())) folded = fold(alert, heard, { ...context, storm: await beginStorm(desk, source) })
  const decided = new Set(folded.decisions.map((one) => one.heard))
  const parts = fresh.filter((part) => decided.has(part.heard))
  return {
    done,
    step: { before: alert, folded, known, parts, group, at },
    rest: fresh.filter((part) => !decided.has(part.heard)),
  }
}

/** Whether the incident's people matter: the alert may end, or become worse. */
const isTurning = (alert: Alert, parts: readonly Part[]): boolean =>
  parts.some(
    ({ heard: { reading, level } }) =>
      reading.kind === 'heartbeat' ||
      isWorse(level, alert.level) ||
      reading.status === 'resolved' ||
      reading.members.some(({ status }) => status === 'resolved'),
  )

/** What an alert writes that touches no incident. */
const ownWrites = (step: Step): readonly Write[] => {
  const { before, known, at } = step
  const { alert } = step.folded
  const joinsStorm = alert.isStorm && (!before?.isStorm || before.incident !== alert.incident)
  return [
    alertWrite(before, alert),
    ...(joinsStorm
      ? [{ put: { kind: 'incident-alert', alert: alert.id, at }, at: key.alertOf(alert.incident!, alert.id) }]
      : []),
    ...(known?.share !== undefined && sharesEnd(step) ? [shareWrite(known.incident.number, known.share)] : []),
  ]
}

/** Whether the alert changes between firing and not while others share its incident. */
const sharesEnd = ({ before, folded, known }: Step): boolean =>
  known?.share !== undefined && before?.status !== folded.alert.status

const commitTogether = async (steps: readonly Step[], desk: AlertDesk): Promise<boolean> => {
  const at = desk.now()
  const writes = [
    ...steps.flatMap(ownWrites),
    ...marks(
      steps.flatMap(({ parts }) => parts),
      at,
    ),
  ]
  const { committed } = await desk.store.commit(writes)
  if (committed) await countStorms(steps, desk)
  return committed
}

/** One write for each storm, however many alerts of the batch belong to it. */
const countStorms = async (steps: readonly Step[], desk: AlertDesk): Promise<void> => {
  const tallies = steps.flatMap(({ before, folded, at }) => tallyWrite(before, folded.alert, at) ?? [])
  for (const [, all] of Map.groupBy(tallies, ({ at }) => at.pk)) {
    const sum = (name: string) => all.reduce((total, { add }) => total + (add[name] ?? 0), 0)
    const set = all.find((one) => one.set)?.set
    await desk.store.commit([
      { add: { count: sum('count'), recovered: sum('recovered') }, ...(set && { set }), at: all[0]!.at },
    ])
  }
}

/** Commits one alert with what happens to its incident; answers the incident, or nothing to say. */
const commitAlone = async (step: Step, desk: AlertDesk): Promise<string | null> => {
  const { before, folded, known, parts, group, at } = step
  const { alert, effects } = folded
  if (effects.length === 0) {
    if (!(await commitTogether([step], desk))) throw new Conflict('overtaken')
    return null
  }
  const { services } = await desk.surroundings()
  const { source, candidates } = parts[0]!
  const service = services.find(({ id }) => id === alert.service)
  return carryOut(desk, {
    before,
    alert,
    effects,
    source,
    service,
    candidates,
    known,
    at,
    also: (incident) => [
      ...marks(parts, at),
      ...(group && service && effects.some((effect) => effect.do === 'open' || effect.do === 'join')
        ? [grown(source.id, service.id, group, incident, at)]
        : []),
    ],
  })
}

/** Quiet alerts, as many to a transaction as fit; all of one sheet together where possible, so that it is ticked once. */
const shared = <One extends { readonly look: Look }>(all: readonly One[]): One[][] => {
  const together: One[][] = []
  let writes = Number.POSITIVE_INFINITY
  let lines = Number.POSITIVE_INFINITY
  for (const one of all) {
    const step = one.look.step!
    const size = ownWrites(step).length + marks(step.parts, step.at).length
    if (writes + size > mostWrites || lines + step.parts.length > mostLines) {
      together.push([])
      writes = 0
      lines = 0
    }
    together.at(-1)!.push(one)
    writes += size
    lines += step.parts.length
  }
  return together
}

/** A tick names each of its lines. */
const mostLines = 100
