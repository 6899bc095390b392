import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../ledger.ts'

interface Waiting {
  readonly work: () => unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Does some work in the ledger soon, and resolves once it is committed. */
export type GroupCommit = <Result>(work: () => Result) => Promise<Result>

/**
 * Commits together what was asked for in one turn of the event loop: a commit costs as much as several inserts, and many
 * senders are heard in one turn. What throws undoes itself alone.
 */
export function openGroupCommit(ledger: DatabaseSync): GroupCommit {
  let waiting: Waiting[] = []

  function commit(): void {
    const group = waiting
    waiting = []
    let results: unknown[]
    try {
      results = inTransaction(ledger, () => group.map(({ work }) => work()))
    } catch (error) {
      if (group.length === 1) {
        group[0]!.reject(error)
        return
      }
      for (const { work, resolve, reject } of group) {
        try {
          resolve(inTransaction(ledger, work))
        } catch (own) {
          reject(own)
        }
      }
      return
    }
    for (const [i, { resolve }] of group.entries()) resolve(results[i])
  }

  return <Result>(work: () => Result) =>
    new Promise<Result>((resolve, reject) => {
      if (waiting.push({ work, resolve: resolve as Waiting['resolve'], reject }) === 1) setImmediate(commit)
    })
}
