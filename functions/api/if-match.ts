import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Call } from './operation.ts'

/** The version the caller has seen: `If-Match: "3"` → 3; nothing when they do not mind. */
export const versionIn = (call: Call): number | undefined => {
  const given = call.request.headers['if-match']
  if (given === undefined || given.trim() === '*') return undefined
  const found = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(given)
  if (!found) throw new Refusal('invalid', 'If-Match: give the version in quotes, such as "3".', 'If-Match')
  return Number(found[1])
}
