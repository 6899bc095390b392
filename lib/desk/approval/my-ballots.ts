import { AskedBallot } from '../../approval/ballot.ts'
import { list } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'

/** What one person is asked, and was asked lately. */
export interface MyBallots {
  /** Whose time ends first comes first. */
  readonly open: readonly AskedBallot[]
  /** The newest first. */
  readonly over: readonly AskedBallot[]
}

const read = async (store: Store, person: string, isOpen: boolean, limit: number): Promise<readonly AskedBallot[]> => {
  const { items } = await store.keys(list.ballots(person, isOpen), { limit, newestFirst: !isOpen })
  if (items.length === 0) return []
  return (await store.getMany(items)).map((item) => AskedBallot.parse(item))
}

const orderOf = ({ decideBy = '', number }: AskedBallot) => `${decideBy}#${number}`

/**
 * What somebody is asked to decide, and as much of what is over as there is room for: at most `limit` each. Four reads. The
 * index says which they are and the items themselves what they are now, so what was just decided is never shown as open.
 */
export const myBallots = async (store: Store, person: string, limit: number): Promise<MyBallots> => {
  const [asked, past] = await Promise.all([read(store, person, true, limit), read(store, person, false, limit)])
  const all = [...new Map([...asked, ...past].map((item) => [`${item.number}#${item.stage}`, item])).values()]
  return {
    open: all.filter(({ state }) => state === 'requested').sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    over: all
      .filter(({ state }) => state !== 'requested')
      .sort((a, b) => ((a.endedAt ?? '') > (b.endedAt ?? '') ? -1 : 1))
      .slice(0, limit),
  }
}
