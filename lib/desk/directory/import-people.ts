import type { Row } from '../../people/directory/columns.ts'
import { addressesIn, Entry } from '../../people/directory/entry.ts'
import { oneMore, type Safety } from '../../people/directory/safety.ts'
import type { Writing } from '../../people/own-address.ts'
import type { Person } from '../../people/person.ts'
import type { Store } from '../../store/store.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { ownerOfAddress, pointedAt } from './accounts.ts'
import { currentSafety } from './safety.ts'
import { syncPerson } from './sync-person.ts'

/** What a row would do or did. */
export interface RowResult {
  readonly row: number
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'refused'
  readonly id?: string
  readonly name?: string
  readonly changes?: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[]
  readonly reason?: string
}

/** Rows that are carried out by one request: each is a transaction of its own. */
export const mostRows = 100

const compared = [
  'directoryId',
  'name',
  'addresses',
  'isActive',
  'role',
  'language',
  'timeZone',
  'department',
  'location',
  'manager',
  'isVip',
  'isShared',
] as const

/**
 * Carries out rows one after the other, or says what each would do (`isTrial`). A row that is refused changes nothing and keeps
 * no other from its effect; the same rows again change nothing.
 */
export const importRows = async (
  store: Store,
  rows: readonly Row[],
  order: Writing & { readonly isTrial: boolean; readonly newId: () => string },
): Promise<readonly RowResult[]> => {
  const results: RowResult[] = []
  let safety = order.isTrial ? await currentSafety(store, order.at) : undefined
  for (const row of rows) {
    const result = await importRow(store, row, order)
    const isLeaving = result.changes?.some(
      ({ field, before, after }) => field === 'isActive' && before === true && after === false,
    )
    if (safety && isLeaving) {
      const more: { next: Safety; passes: boolean } = oneMore(safety, order.at)
      safety = more.next
      results.push(more.passes ? result : { ...result, outcome: 'refused', reason: tooMany(more.next.limit) })
    } else results.push(result)
  }
  return results
}

const tooMany = (limit: number) =>
  `isActive: more than ${limit} people would be deactivated at once. It will stop there until an administrator approves.`

const importRow = async (
  store: Store,
  { row, said, refused }: Row,
  { by, at, isTrial, newId }: Parameters<typeof importRows>[2],
): Promise<RowResult> => {
  if (!said) return { row, outcome: 'refused', reason: refused ?? 'It cannot be read.' }
  const name = typeof said.name === 'string' ? said.name : undefined
  const read = Entry.safeParse(said)
  if (!read.success) {
    const issue = read.error.issues[0]!
    return { row, outcome: 'refused', ...(name && { name }), reason: `${issue.path.join('.')}: ${issue.message}.` }
  }
  try {
    const entry = read.data
    const known = await meant(store, entry)
    if (known === undefined && entry.isActive === false)
      return {
        row,
        outcome: 'unchanged',
        ...(name && { name }),
        reason: 'Nobody here is this, and they are not active.',
      }
    const order = { id: known ?? `p-${newId()}`, entry, isPartial: true, isTrial, by, at }
    const { before, person } = await syncPerson(store, order)
    const changes = differences(before, person)
    const outcome = before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'created'
    return { row, outcome, ...((known !== undefined || !isTrial) && { id: person.id }), name: person.name, changes }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { row, outcome: 'refused', ...(name && { name }), reason: error.message }
  }
}

/** The person of this id in the directory, else the owner of one of the addresses whom no directory knows by another id. */
const meant = async (store: Store, entry: Entry): Promise<string | undefined> => {
  const { directoryId } = entry
  if (directoryId === undefined && addressesIn(entry).length === 0)
    throw new Refusal(
      'invalid',
      'directoryId: say who it is, by an id in the directory or a mail address.',
      'directoryId',
    )
  const known = directoryId === undefined ? undefined : await pointedAt(store, 'directory-id', directoryId)
  if (known !== undefined) return known
  for (const address of addressesIn(entry)) {
    const owner = await ownerOfAddress(store, address)
    if (owner && (directoryId === undefined || owner.directoryId === undefined)) return owner.id
  }
  return undefined
}

const differences = (before: Person | undefined, after: Person): NonNullable<RowResult['changes']> =>
  compared.flatMap((field) => {
    const [was, is] = [before?.[field], after[field]]
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }]
  })

/** Rows that say the same person as one before them are refused: only one of them can be true. */
export const withoutDoubles = (rows: readonly Row[]): readonly Row[] => {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const { said } = row
    if (!said) return row
    const names = [said.directoryId, ...(Array.isArray(said.addresses) ? said.addresses : [])].flatMap((name) =>
      typeof name === 'string' ? name.toLowerCase() : [],
    )
    const double = names.find((name) => seen.has(name))
    if (double !== undefined) return { row: row.row, refused: `${double} stands in row ${seen.get(double)} already.` }
    for (const name of names) seen.set(name, row.row)
    return row
  })
}
