import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { refuseUnknown } from '../lambda/known-properties.ts'
import { inTransaction } from '../ledger.ts'
import type { World } from '../world.ts'
import type { Clock } from './clock.ts'
import { compilePattern, type Matcher } from './pattern.ts'
import { type DeliveryParts, sendToTarget, type Target, targetsOf } from './target.ts'

/** One entry of PutEvents; `Time` is in epoch seconds, as the JSON protocol writes timestamps, or ISO 8601. */
export interface PutEventsEntry {
  readonly Source?: string
  readonly DetailType?: string
  /** JSON text of an object. */
  readonly Detail?: string
  readonly EventBusName?: string
  readonly Time?: number | string
  readonly Resources?: readonly string[]
}

/** What became of an entry: its id, or why it was not accepted. */
export type PutEventsResult =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string }

/** The event buses of the template, and the default one. */
export interface EventBuses {
  /**
   * Takes events and hands them to the targets of every matching rule. Synchronous: on return, or on commit of a
   * transaction that is open on the ledger, every target's copy is on disk.
   */
  put(busNameOrArn: string, entries: readonly PutEventsEntry[]): PutEventsResult[]
}

interface Rule {
  readonly bus: string
  readonly fits: Matcher
  readonly targets: readonly Target[]
}

const nameOf = (busNameOrArn: string) => busNameOrArn.split('/').at(-1) ?? busNameOrArn

/** Reads buses and rules of the template; throws a sentence for a pattern or target that cannot be played. */
export function openBuses(parts: DeliveryParts & { ledger: DatabaseSync; clock: Clock }): EventBuses {
  const { world, ledger, clock } = parts
  const buses = new Set(['default', ...world.ofType('AWS::Events::EventBus').map(({ ref }) => nameOf(ref))])
  const rules = rulesOf(world)

  function putOne(bus: string, entry: PutEventsEntry): PutEventsResult {
    const { Source, DetailType, Detail } = entry
    if (!Source || !DetailType || !Detail) {
      const missing = !Source ? 'Source' : !DetailType ? 'DetailType' : 'Detail'
      return {
        ErrorCode: 'InvalidArgument',
        ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
      }
    }
    const detail = parseObject(Detail)
    if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
    if (!buses.has(bus)) {
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${bus} does not exist.` }
    }
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': DetailType,
      source: Source,
      account: world.account,
      time: timeOf(entry, clock.now()),
      region: world.region,
      resources: entry.Resources ?? [],
      detail,
    }
    const text = JSON.stringify(event)
    for (const rule of rules) {
      if (rule.bus === bus && rule.fits(event)) for (const target of rule.targets) sendToTarget(parts, target, text)
    }
    return { EventId: event.id }
  }

  return {
    put(busNameOrArn, entries) {
      const putAll = () => entries.map((entry) => putOne(nameOf(entry.EventBusName ?? busNameOrArn), entry))
      return inTransaction(ledger, putAll)
    },
  }
}

function rulesOf(world: World): Rule[] {
  return world.ofType('AWS::Events::Rule').flatMap((resource) => {
    const { EventPattern, EventBusName = 'default', State } = resource.properties
    refuseUnknown(resource, ['EventBusName', 'EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'], {
      Description: 'text for people',
      Tags: 'nobody reads them',
    })
    if (EventPattern === undefined || State === 'DISABLED') return []
    return { bus: nameOf(EventBusName), fits: compilePattern(EventPattern), targets: targetsOf(resource, world) }
  })
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

// EventBridge writes whole seconds.
function timeOf({ Time }: PutEventsEntry, now: number): string {
  const at = Time === undefined ? new Date(now) : new Date(typeof Time === 'number' ? Time * 1000 : Time)
  return `${at.toISOString().slice(0, 19)}Z`
}
