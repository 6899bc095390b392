import { type Alert, isFiring } from '../../lib/alert/alert.ts'
import type { AlertContext, IncidentFacts } from '../../lib/alert/context.ts'
import type { Effect } from '../../lib/alert/decision.ts'
import { fold } from '../../lib/alert/fold.ts'
import { type Heard, orderOf } from '../../lib/alert/heard.ts'
import type { AlertLevel } from '../../lib/alert/level.ts'
import type { AlertMember, AlertStatus, Reading } from '../../lib/alert/reading.ts'
import { AlertSource } from '../../lib/alert/source.ts'
import { tick } from '../../lib/alert/tick.ts'

/** A source as a new one is. */
export const source = (over: Partial<AlertSource> = {}): AlertSource =>
  AlertSource.parse({ id: 'prometheus', version: 1, name: 'Prometheus', ...over })

/** The instant so many seconds after a morning in November. */
export const second = (seconds: number): string =>
  new Date(Date.parse('2026-11-24T00:00:00.000Z') + seconds * 1000).toISOString()

/** What one delivery says of the alert. */
export const reading = (status: AlertStatus, over: Partial<Reading> = {}): Reading & { readonly key: string } => ({
  format: 'generic',
  kind: 'alert',
  status,
  severity: null,
  level: null,
  title: 'The disk is full',
  host: 'db-1',
  identifiers: ['db-1'],
  links: [],
  members: [],
  facts: [],
  ...over,
  key: over.key ?? 'disk-db-1',
})

interface Said {
  readonly level?: AlertLevel
  readonly members?: readonly AlertMember[]
  readonly isTruncated?: boolean
  readonly kind?: Reading['kind']
  readonly title?: string
  readonly covering?: Heard['covering']
  /** When it arrived, where that is not when it happened. */
  readonly received?: number
}

/** A reading that happened at this second. */
export const heard = (status: AlertStatus, at: number, said: Said = {}): Heard => {
  const { level = 'medium', covering, received = at, ...over } = said
  return {
    delivery: `evt-${status}-${at}`,
    reading: reading(status, over),
    at: orderOf(second(at), second(received)),
    receivedAt: second(received),
    level,
    covering,
  }
}

/** Members of a group that fire or do not. */
export const members = (states: Readonly<Record<string, AlertStatus>>): readonly AlertMember[] =>
  Object.entries(states).map(([key, status]) => ({ key, status }))

/** An alert that lives: what it hears and what time brings changes it and its incident, as a desk would. */
export class Life {
  alert: Alert | undefined
  incident: IncidentFacts | undefined
  /** What happened to incidents, in order. */
  readonly done: string[] = []
  readonly words: string[] = []
  private readonly over: Partial<AlertContext>
  private opened = 0

  constructor(over: Partial<AlertContext> = {}) {
    this.over = over
  }

  get context(): AlertContext {
    return { source: source(), acknowledgedForMinutes: 0, ...this.over, incident: this.incident }
  }

  hear(...all: readonly Heard[]): this {
    let rest = all
    while (rest.length > 0) {
      const folded = fold(this.alert, rest, this.context)
      this.alert = folded.alert
      this.words.push(...folded.decisions.map(({ decision }) => decision.word))
      this.carryOut(folded.effects)
      rest = folded.rest
    }
    return this
  }

  tick(at: number, over: Partial<AlertContext> = {}): this {
    const ticked = tick(this.alert!, second(at), { ...this.context, ...over })
    this.alert = ticked.alert
    this.words.push(...ticked.decisions.map(({ word }) => word))
    this.carryOut(ticked.effects)
    return this
  }

  /** A person of the desk does something to the incident. */
  person(state: IncidentFacts['state'] = this.incident!.state): this {
    this.incident = { ...this.incident!, state, isWorkedOn: true }
    return this
  }

  /** The incident closes by itself. */
  closes(): this {
    this.incident = { ...this.incident!, state: 'finished' }
    return this
  }

  get isFiring(): boolean {
    return this.alert !== undefined && isFiring(this.alert)
  }

  private carryOut(effects: readonly Effect[]) {
    for (const effect of effects) {
      if (effect.do === 'open') {
        this.opened++
        this.incident = { number: `INC-${this.opened}`, state: 'open', isWorkedOn: false }
      }
      if (effect.do === 'join') this.incident = { number: effect.number, state: 'open', isWorkedOn: false }
      if (effect.do === 'resolve') this.incident = { ...this.incident!, state: 'resolved' }
      if (effect.do === 'reopen') this.incident = { ...this.incident!, state: 'open' }
      const after = effect.do === 'open' && effect.after !== undefined ? ` after ${effect.after}` : ''
      this.done.push(`${effect.do} ${this.incident?.number}${after}`)
    }
  }
}
