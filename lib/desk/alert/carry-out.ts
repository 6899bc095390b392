import type { Service } from '../../alert/affected-service.ts'
import type { Alert } from '../../alert/alert.ts'
import type { Effect } from '../../alert/decision.ts'
import { sentenceOf } from '../../alert/decision-text.ts'
import type { AlertSource } from '../../alert/source.ts'
import type { Incident } from '../../incident/incident.ts'
import { isFinished } from '../../incident/life-cycle.ts'
import { type AlertRules, judge } from '../../policy/alert-rules.ts'
import type { Policy } from '../../policy/policy.ts'
import { key } from '../../store/schema.ts'
import type { Write } from '../../store/store.ts'
import type { Actor, Origin } from '../../ticket/actor.ts'
import { priorityOf } from '../../ticket/priority.ts'
import { type Alongside, execute } from '../execute.ts'
import { inOrder, type Step } from '../in-order.ts'
import type { AlertDesk } from './alert-desk.ts'
import type { Known } from './facts.ts'

/** What is to happen to the incident of an alert, and everything that it takes to say so. */
export interface AlertOrder {
  /** The alert as it was read, and as it is to be. */
  readonly before: Alert | undefined
  readonly alert: Alert
  readonly effects: readonly Effect[]
  readonly source: AlertSource
  readonly service: Service | undefined
  readonly candidates: readonly Service[]
  readonly known: Known | undefined
  readonly at: string
  /** Writes of the same fact: what took effect, the group it joined. */
  readonly also: (incident: string) => readonly Write[]
}

/** The name in which a source does something: a program, and nobody whom mail could reach. */
export const actorOfSource = ({ id, name }: Pick<AlertSource, 'id' | 'name'>): Actor => ({
  id: `alert-source/${id}`,
  name,
  is: 'integration',
})

/** The write of an alert as it is now, if it is still the one that was read. */
export const alertWrite = (before: Alert | undefined, alert: Alert): Write => ({
  put: alert,
  at: key.alert(alert.id),
  if: { version: before?.version ?? 0 },
})

/**
 * Does to the incident what the alert means, in one transaction with the alert itself; answers the incident's number. Throws
 * `Conflict` when others wrote meanwhile, or the incident's `Refusal`; nothing is written then, and it is to be decided again.
 */
export const carryOut = async (desk: AlertDesk, order: AlertOrder): Promise<string> => {
  const { source, effects, known, at } = order
  const [first] = effects
  const context: Origin = { at, by: actorOfSource(source), channel: 'alert' }
  const [policy, { rules }] = await Promise.all([desk.policies.with([]), desk.surroundings()])
  const steps = effects.flatMap((effect) => stepsOf(effect, order, rules, policy, desk))
  const old = first?.do === 'open' && first.after !== undefined ? known?.incident : undefined
  const number = first?.do === 'open' ? undefined : first?.do === 'join' ? first.number : known?.incident.number
  const done = await execute(desk, {
    process: inOrder,
    ...(number !== undefined && { number }),
    // What was decided holds for the incident as it was read: when anybody has touched it since, it is decided again.
    ...(number !== undefined && number === known?.incident.number && { ifVersion: known.incident.version }),
    command: steps,
    context,
    also: (incident) => writesWith(order, incident),
    alongside: (opened): readonly Alongside<Incident, readonly Step[]>[] =>
      old && isFinished(old) && old.followedBy === undefined
        ? [{ number: old.number, command: [{ command: { type: 'follow-up', by: opened.number } }] }]
        : [],
  })
  return done.number
}

const writesWith = ({ before, alert, effects, known, also, at }: AlertOrder, incident: string): readonly Write[] => {
  const comes = effects.some((effect) => effect.do === 'open' || effect.do === 'join')
  // On a merged incident the alert keeps its own: an unmerge gives it back.
  const now: Alert = comes ? { ...alert, incident, isStorm: undefined } : alert
  const joins = effects.some((effect) => effect.do === 'join')
  return [
    alertWrite(before, now),
    ...(comes ? [{ put: { kind: 'incident-alert', alert: alert.id, at }, at: key.alertOf(incident, alert.id) }] : []),
    // Whatever two alerts of one incident do at the same time, one of them sees what the other did.
    ...(!joins && known?.share !== undefined ? [shareWrite(incident, known.share)] : []),
    ...also(incident),
  ]
}

/** The write that lets two alerts of one incident not end unseen of each other. */
export const shareWrite = (incident: string, version: number): Write => ({
  put: { kind: 'alert-share', version: version + 1 },
  at: key.alertShare(incident),
  if: { version },
})

const stepsOf = (
  effect: Effect,
  order: AlertOrder,
  rules: AlertRules,
  policy: Policy,
  desk: Pick<AlertDesk, 'replyKey'>,
): readonly Step[] => {
  const { alert, source, service, known } = order
  const sentence = sentenceOf(effect.because, rules.language)
  const note = (text: string): Step => ({
    command: { type: 'comment', visibility: 'internal', message: { text: `${alert.title}\n\n${text}` } },
  })
  switch (effect.do) {
    case 'open':
      return [
        {
          command: {
            type: 'open',
            title: alert.title,
            message: { text: effect.words, ...notesOn(order) },
            requester: { id: actorOfSource(source).id, name: source.name },
            ...judge(rules, alert.level, service?.criticality),
            ...(service && { service: service.name }),
            team: teamOf(order, policy),
            language: rules.language,
            replyKey: desk.replyKey(),
            ...(effect.after !== undefined && { origin: { number: effect.after, how: 'follow-up' } }),
          },
        },
      ]
    case 'join':
      return [note(`${sentence}\n\n${effect.words}`)]
    case 'reopen':
      return [{ command: { type: 'reopen', reason: sentence } }]
    case 'resolve':
      return [{ command: { type: 'resolve', code: 'solved', notes: sentence } }]
    case 'note':
      return [note(sentence)]
    case 'raise': {
      const judged = judge(rules, effect.level, service?.criticality)
      const isHigher =
        known !== undefined && priorityOf(policy.matrix, judged.impact, judged.urgency) < known.incident.priority
      const isOurs = known !== undefined && !known.isJudged && known.incident.priorityReason === undefined
      return [...(isHigher && isOurs ? [{ command: { type: 'prioritize', ...judged } } as const] : []), note(sentence)]
    }
  }
}

const notesOn = ({ candidates }: AlertOrder): { readonly notes?: string[] } =>
  candidates.length === 0
    ? {}
    : { notes: [`It might be about any of ${candidates.map(({ name }) => name).join(', ')}; nobody was guessed.`] }

/** Who gets it: the service's team, the source's, the first one; a team that there is no more gets nothing. */
const teamOf = ({ service, source }: AlertOrder, { teams, firstTeam }: Policy): string =>
  [service?.team, source.team].find((team) => team !== undefined && teams.some(({ id }) => id === team)) ?? firstTeam
