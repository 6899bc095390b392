import type { Outcome } from '../lambda/instance.ts'

/**
 * Ids of the records a function did not handle, as Lambda reads its answer ("Configuring partial batch response"): all of
 * them when it threw or answered something malformed, none for an empty answer.
 * @param ids of the batch, in order
 * @param reports whether the mapping has ReportBatchItemFailures; without it the answer is not read
 */
export function failedIds(outcome: Outcome, ids: readonly string[], reports: boolean): ReadonlySet<string> {
  if (!outcome.ok) return new Set(ids)
  if (!reports) return new Set()
  const answer: unknown = JSON.parse(outcome.payload)
  if (answer === null) return new Set()
  const failures = typeof answer === 'object' && 'batchItemFailures' in answer ? (answer.batchItemFailures ?? []) : []
  if (typeof answer !== 'object' || !Array.isArray(failures)) return new Set(ids)
  const named = failures.map((each: { itemIdentifier?: unknown } | null) => each?.itemIdentifier)
  const known = named.filter((id): id is string => typeof id === 'string' && ids.includes(id))
  return new Set(known.length === named.length ? known : ids)
}
