import type { Change } from '../../change/change.ts'
import { list } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { changesOf } from './list.ts'
import { allTemplates } from './templates.ts'

/** Of so many months, and so many changes of each, at most. */
const months = 6
const mostAMonth = 100

/** So often the same must have gone well before it is worth a template. */
const often = 3

/** Normal changes that were the same thing and always went well: they could be made from a template. */
export interface Promotion {
  /** What they are called, without what differs. */
  readonly title: string
  readonly team: string
  readonly service?: string
  readonly items: readonly string[]
  /** The newest first. */
  readonly numbers: readonly string[]
}

/** Dates and counts differ from one time to the next, and do not make it another thing: words do. */
const stemOf = (title: string) =>
  title
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '' && !/^[\p{Number}]/u.test(word))
    .slice(0, 5)
    .join(' ')

const sameAs = ({ title, team, service, items }: Change) =>
  JSON.stringify([stemOf(title), team, service ?? null, [...items].sort()])

/**
 * What repeated success proposes to make standard (CHG-3): normal changes that were closed and opened within six months, whose
 * titles begin with the same five words (numbers left aside), of the same team, about the same service and items; three or
 * more, every one successful without issues, none of more than moderate risk; and no template is called so already. It only
 * proposes: a person writes the template, and a change manager approves it.
 */
export const promotions = async (store: Store, at: string): Promise<readonly Promotion[]> => {
  const lastMonths = Array.from({ length: months }, (_, i) =>
    new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5, 7)) - 1 - i, 1)).toISOString().slice(0, 7),
  )
  const [pages, templates] = await Promise.all([
    Promise.all(
      lastMonths.map((month) =>
        store.list(list.byState('change', 'closed', month), { limit: mostAMonth, newestFirst: true }),
      ),
    ),
    allTemplates(store),
  ])
  const numbers = pages.flatMap(({ items }) => items.map(({ number }) => String(number)))
  const known = new Set(templates.filter(({ retired }) => !retired).map(({ name }) => stemOf(name)))
  const groups = new Map<string, Change[]>()
  for (const change of await changesOf(store, numbers)) {
    if (change.type !== 'normal' || stemOf(change.title) === '') continue
    const group = groups.get(sameAs(change)) ?? []
    groups.set(sameAs(change), [...group, change])
  }
  return [...groups.values()]
    .filter(
      (group) =>
        group.length >= often &&
        group.every(({ outcome, risk }) => outcome === 'successful' && risk !== 'high' && risk !== 'very-high') &&
        !known.has(stemOf(group[0]!.title)),
    )
    .sort((a, b) => b.length - a.length)
    .map((group): Promotion => {
      const [{ title, team, service, items }] = group as [Change, ...Change[]]
      return {
        title,
        team,
        ...(service !== undefined && { service }),
        items,
        numbers: group.map(({ number }) => number),
      }
    })
}
