import { Refusal } from '../../../lib/ticket/refusal.ts'
import { checked } from './error.ts'
import { Filter } from './schema.ts'

/** What a filter asks for: a value per attribute, names in lower case (`emails.value`). */
export type Wanted = ReadonlyMap<string, string>

const understood = (attributes: readonly string[]) =>
  new Refusal('invalid', `filter: use eq on ${attributes.join(', ')}, joined by and.`, 'filter', {
    keyword: 'invalidFilter',
  })

/**
 * Reads a filter such as `userName eq "a" and active eq true`. Entra ID uses eq and and only; whatever else would have to
 * read everybody is refused, and so is what names an attribute that is not among these.
 */
export const readFilter = async (given: string, attributes: readonly string[]): Promise<Wanted> => {
  const parsed = await checked(() => JSON.parse(JSON.stringify(new Filter(given))) as Record<string, unknown>[])
  const [all, ...others] = parsed
  if (!all || others.length > 0) throw understood(attributes)
  const wanted = new Map<string, string>()
  const read = (path: string, value: unknown): void => {
    if (Array.isArray(value)) {
      const [comparator, expected, ...more] = value as unknown[]
      if (comparator !== 'eq' || expected === undefined || more.length > 0) throw understood(attributes)
      wanted.set(path, String(expected))
      return
    }
    for (const [name, inner] of Object.entries(value as object)) read(`${path}.${name.toLowerCase()}`, inner)
  }
  for (const [name, value] of Object.entries(all)) read(name.toLowerCase(), value)
  // `emails[type eq "work"].value`: which of them it is does not matter, an address has one owner.
  wanted.delete('emails.type')
  const known = new Set(attributes.map((name) => name.toLowerCase()))
  if (wanted.size === 0 || [...wanted.keys()].some((name) => !known.has(name))) throw understood(attributes)
  return wanted
}

/** Where a list begins (from 1) and how many it may have; 100 at most. */
export const pageOf = (
  query: Readonly<Record<string, string>>,
): { readonly startIndex: number; readonly count: number } => {
  const whole = (name: string, usual: number, least: number) => {
    const given = query[name]
    if (given === undefined) return usual
    if (!/^-?\d{1,9}$/.test(given)) throw new Refusal('invalid', `${name}: use a whole number.`, name)
    return Math.max(Number(given), least)
  }
  return { startIndex: whole('startIndex', 1, 1), count: Math.min(whole('count', 100, 0), 100) }
}
