import * as z from 'zod'

/** What a scan found: nothing, something, or nothing that can be said (a password, a format nobody knows, a failure). */
export const Verdict = z.object({
  /** The version of the bytes that was looked at. */
  version: z.string(),
  state: z.enum(['clean', 'infected', 'unchecked']),
  /** What was found, as the scanner calls it. */
  threat: z.string().optional(),
  at: z.iso.datetime(),
})
export type Verdict = z.infer<typeof Verdict>

/** How far a file is: `ready` opens, for `unchecked` the desk is warned, and the others open for nobody. */
export const FileState = z.enum(['ready', 'checking', 'infected', 'unchecked'])
export type FileState = z.infer<typeof FileState>

/** How a verdict lets a file be seen; without one it is still being looked at. */
export const stateOf = (verdict: Verdict | undefined): FileState =>
  verdict === undefined ? 'checking' : verdict.state === 'clean' ? 'ready' : verdict.state

/** Until their link ends people may bring other bytes; of more than so many versions the first are nobody's any more. */
const mostVersions = 10

/** A scan that failed may be made up for; what was found stays found. */
const rank: Record<Verdict['state'], number> = { unchecked: 0, clean: 1, infected: 2 }

/** The verdicts with one more, or the same ones when it says nothing new. */
export const withVerdict = (verdicts: readonly Verdict[], verdict: Verdict): readonly Verdict[] => {
  const before = verdicts.find(({ version }) => version === verdict.version)
  if (before && rank[before.state] >= rank[verdict.state]) return verdicts
  return [...verdicts.filter((each) => each !== before), verdict].slice(-mostVersions)
}
