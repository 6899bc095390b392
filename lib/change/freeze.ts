import * as z from 'zod'
import type { Words } from '../ticket/words.ts'
import type { Change } from './change.ts'
import type { Obstacle } from './command.ts'
import { occurrences, overlap, Recurrence, type Span } from './recurrence.ts'

const name = (what: string) => z.string(what).trim().min(1, what).max(100, 'Use at most 100 characters')

/** What a span of time is about: everything, or these services, items or teams. */
export const Scope = z.strictObject({
  services: z.array(name('Give the id of a service')).max(100).default([]).describe('Ids of services.'),
  items: z.array(name('Name an item')).max(100).default([]).describe('Names of configuration items.'),
  teams: z.array(name('Give the id of a team')).max(100).default([]).describe('Ids of teams.'),
})
export type Scope = z.infer<typeof Scope>

/** A time in which nothing is to be changed. A hard one forbids, a soft one warns; emergencies pass and are recorded. */
export const FreezeFields = z.strictObject({
  name: name('Name the freeze').describe('What it is called, such as Year end.'),
  strength: z.enum(['hard', 'soft']).describe('A hard freeze forbids, a soft one warns.'),
  scope: Scope.prefault({}).describe('What it is about; everything when nothing is named.'),
  when: Recurrence.describe('When it is.'),
})
export type FreezeFields = z.infer<typeof FreezeFields>

/** A kept record (lib/store/kept.ts). */
export const Freeze = z.object({
  ...FreezeFields.shape,
  id: z.string(),
  version: z.int(),
  isRemoved: z.boolean().optional(),
})
export type Freeze = z.infer<typeof Freeze>

/** The only time in which these may be changed. */
export const MaintenanceTimeFields = z.strictObject({
  name: name('Name it').describe('What it is called.'),
  scope: Scope.describe('What may be changed only then.'),
  when: Recurrence.describe('When it is.'),
})
export type MaintenanceTimeFields = z.infer<typeof MaintenanceTimeFields>

/** A kept record (lib/store/kept.ts). */
export const MaintenanceTime = z.object({
  ...MaintenanceTimeFields.shape,
  id: z.string(),
  version: z.int(),
  isRemoved: z.boolean().optional(),
})
export type MaintenanceTime = z.infer<typeof MaintenanceTime>

/** What of a change decides whether a freeze, a maintenance time or another change concerns it. */
export type Touching = Pick<Change, 'number' | 'service' | 'items' | 'team' | 'assignee'>

/** Whether a scope is about what a change touches; one that names nothing is about everything. */
export const concerns = ({ services, items, teams }: Scope, change: Touching): boolean =>
  services.length + items.length + teams.length === 0 ||
  (change.service !== undefined && services.includes(change.service)) ||
  change.items.some((item) => items.includes(item)) ||
  teams.includes(change.team)

/** The freezes that a window touches. */
export const freezesIn = (freezes: readonly Freeze[], change: Touching, window: Span): readonly Obstacle[] =>
  freezes
    .filter(({ scope, when }) => concerns(scope, change) && occurrences(when, window).length > 0)
    .map(({ id, name: called, strength }) => ({
      id,
      is: 'freeze',
      blocks: strength === 'hard',
      what:
        strength === 'hard'
          ? { en: `${called} freezes this time.`, ko: `변경 금지 기간입니다: ${called}.` }
          : { en: `${called} asks for calm at this time.`, ko: `변경을 자제하는 기간입니다: ${called}.` },
    }))

/** The maintenance times that a window is outside of; within any one of those that concern it is enough. */
export const outsideMaintenance = (
  times: readonly MaintenanceTime[],
  change: Touching,
  window: Span,
): readonly Obstacle[] => {
  const own = times.filter(({ scope }) => concerns(scope, change))
  const isWithin = own.some(({ when }) =>
    occurrences(when, window).some(({ from, to }) => from <= window.from && window.to <= to),
  )
  if (own.length === 0 || isWithin) return []
  return own.map(({ id, name: called }) => ({
    id,
    is: 'outside-maintenance',
    blocks: false,
    what: { en: `The window is outside ${called}.`, ko: `작업 시간이 유지보수 시간(${called})을 벗어납니다.` },
  }))
}

/** Another change as a calendar knows it. */
export interface Planned extends Touching {
  readonly title: string
  readonly window: Span
}

/** The changes that collide with a window: at the same time on the same service or item, or by the same person (CHG-4). */
export const collisions = (others: readonly Planned[], change: Touching, window: Span): readonly Obstacle[] =>
  others
    .filter((other) => other.number !== change.number && overlap(other.window, window))
    .flatMap((other) => {
      const items = other.items.filter((item) => change.items.includes(item))
      const because: readonly Words[] = [
        ...(items.length > 0
          ? [{ en: `it touches ${items.join(', ')}`, ko: `같은 대상을 다룹니다(${items.join(', ')})` }]
          : []),
        ...(change.service !== undefined && other.service === change.service
          ? [{ en: 'it is about the same service', ko: '같은 서비스의 변경입니다' }]
          : []),
        ...(change.assignee && other.assignee?.id === change.assignee.id
          ? [{ en: `${change.assignee.name} carries it out, too`, ko: `작업자가 같습니다(${change.assignee.name})` }]
          : []),
      ]
      return because.length === 0
        ? []
        : [
            {
              id: other.number,
              is: 'conflict' as const,
              blocks: false,
              what: {
                en: `${other.number} (${other.title}) is at the same time: ${because.map(({ en }) => en).join(', ')}.`,
                ko: `${other.number}(${other.title})와 시간이 겹칩니다: ${because.map(({ ko }) => ko).join(', ')}.`,
              },
            },
          ]
    })

/** What a calendar knows, as far as it may stand in the way of changes within some span. */
export interface ChangeCalendar {
  readonly freezes: readonly Freeze[]
  readonly maintenance: readonly MaintenanceTime[]
  readonly changes: readonly Planned[]
}

/** Everything that stands in the way of a window, or is worth knowing about it. */
export const obstaclesOf = (calendar: ChangeCalendar, change: Touching, window: Span): readonly Obstacle[] => [
  ...freezesIn(calendar.freezes, change, window),
  ...outsideMaintenance(calendar.maintenance, change, window),
  ...collisions(calendar.changes, change, window),
]
