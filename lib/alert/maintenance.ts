import * as z from 'zod'
import type { Covering } from './heard.ts'

/** What somebody says of a time in which alerts are expected. */
export const MaintenanceFields = z
  .strictObject({
    name: z
      .string('Give it a name')
      .trim()
      .min(1, 'Give it a name')
      .max(100, 'Use at most 100 characters')
      .describe('What is done, in a few words.'),
    source: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .describe('Id of the source whose alerts it covers; all by default.'),
    service: z.string().trim().min(1).max(100).optional().describe('Id of the service whose alerts it covers.'),
    host: z
      .string()
      .trim()
      .min(1)
      .max(253)
      .optional()
      .describe('The hosts it covers, with `*` for any letters, such as `db-*.haneul.example`.'),
    beginsAt: z.iso
      .datetime({ offset: true, error: 'Give an instant such as 2026-11-24T22:00:00Z' })
      .describe('When it begins.'),
    endsAt: z.iso
      .datetime({ offset: true, error: 'Give an instant such as 2026-11-24T23:00:00Z' })
      .describe('When it ends.'),
    reason: z
      .string('Say why')
      .trim()
      .min(1, 'Say why')
      .max(500, 'Use at most 500 characters')
      .describe('Why alerts are expected, such as the number of a change.'),
  })
  .refine(({ beginsAt, endsAt }) => Date.parse(endsAt) > Date.parse(beginsAt), {
    path: ['endsAt'],
    error: 'endsAt must be after beginsAt',
  })
  .refine(({ source, service, host }) => source !== undefined || service !== undefined || host !== undefined, {
    path: ['source'],
    error: 'Say what it covers: a source, a service or hosts',
  })
export type MaintenanceFields = z.infer<typeof MaintenanceFields>

/** A time in which alerts are expected: they are recorded and open nothing. A kept record (lib/store/kept.ts). */
export const MaintenanceWindow = z.object({
  ...MaintenanceFields.shape,
  id: z.string(),
  version: z.int(),
  isRemoved: z.boolean().optional(),
})
export type MaintenanceWindow = z.infer<typeof MaintenanceWindow>

/** Kind of the record. */
export const maintenanceKind = 'maintenance-window'

/** What of an alert decides whether a window covers it. */
export interface Coverable {
  readonly source: string
  readonly service?: string | undefined
  readonly host?: string | undefined
}

/** Compared piece by piece, so that a pattern of many stars costs no more than its length. */
const matches = (pattern: string, host: string): boolean => {
  const pieces = pattern.toLowerCase().split('*')
  const text = host.toLowerCase()
  const [first = '', ...others] = pieces
  if (others.length === 0) return text === first
  const last = others.pop()!
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const piece of others) {
    const found = text.indexOf(piece, from)
    if (found === -1) return false
    from = found + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/** The window that covers an alert at that instant, of several the one that ends last. Pure. */
export const coveringOf = (
  windows: readonly MaintenanceWindow[],
  { source, service, host }: Coverable,
  at: string,
): Covering | undefined => {
  const now = Date.parse(at)
  const found = windows
    .filter((window) => Date.parse(window.beginsAt) <= now && now < Date.parse(window.endsAt))
    .filter((window) => window.source === undefined || window.source === source)
    .filter((window) => window.service === undefined || window.service === service)
    .filter((window) => window.host === undefined || (host !== undefined && matches(window.host, host)))
    .sort((a, b) => Date.parse(b.endsAt) - Date.parse(a.endsAt))[0]
  return found && { id: found.id, until: new Date(Date.parse(found.endsAt)).toISOString() }
}
