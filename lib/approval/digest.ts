import { createHash } from 'node:crypto'

/** What an approver sees and answers for: the material fields of a record, as plain data. */
export type Material = Readonly<Record<string, unknown>>

/** The same text for the same data, whatever the order in which it was written (RFC 8785 in spirit: sorted names, JSON values). */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`
}

/** SHA-256 of the covered fields, base64url; all fields where nothing is said. Names what a signature stands for. */
export const digestOf = (material: Material, covers?: readonly string[]): string => {
  const covered = covers ? Object.fromEntries(covers.map((field) => [field, material[field]])) : material
  return createHash('sha256').update(canonical(covered)).digest('base64url')
}
