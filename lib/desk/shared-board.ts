import { Board } from '../metrics/board.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { type BoardOf, readBoard } from './read-board.ts'

/** A board is read anew when somebody asks and it is older than this. */
const freshSeconds = 30
/** The oldest board that anybody is shown, while somebody else reads it anew. */
const oldestSeconds = 60
/** Whoever began to read a board and is not done after this has died. */
const claimSeconds = 15
/** How often, and how many times, somebody who has no board to show looks whether another one's is done. */
const lookMilliseconds = 250
const looks = 20

/** The store and the clock. */
export interface BoardDesk {
  readonly store: Store
  readonly now: () => string
  readonly wait: (milliseconds: number) => Promise<void>
}

const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000

/**
 * The board as it was at most a minute ago. Whoever asks first after half a minute reads it for everybody; nobody asks,
 * nothing is read. So a thousand viewers cost one reading and a small read each.
 */
export const sharedBoard = async (desk: BoardDesk, of: BoardOf): Promise<Board> => {
  const { store, now } = desk
  const name = `${of.team ?? ''}#${of.zone}`
  const known = async (): Promise<Board | undefined> => {
    const found = await store.get(key.board(name))
    return found && Board.parse(found.board)
  }
  const before = await known()
  const asked = now()
  if (before && seconds(before.asOf, asked) < freshSeconds) return before
  if (await claim(store, name, asked)) return refresh(desk, name, of)
  if (before && seconds(before.asOf, asked) < oldestSeconds) return before
  for (let look = 0; look < looks; look++) {
    await desk.wait(lookMilliseconds)
    const meanwhile = await known()
    if (meanwhile && seconds(meanwhile.asOf, now()) < oldestSeconds) return meanwhile
  }
  return refresh(desk, name, of)
}

const claim = async (store: Store, name: string, at: string): Promise<boolean> => {
  const place = key.boardClaim(name)
  const held = await store.get(place)
  if (held && seconds(String(held.at), at) < claimSeconds) return false
  const version = Number(held?.version ?? 0)
  const put = { kind: 'board-claim', version: version + 1, at, expiresAt: expiry(at) }
  return (await store.commit([{ put, at: place, if: { version } }])).committed
}

const refresh = async ({ store, now }: BoardDesk, name: string, of: BoardOf): Promise<Board> => {
  const at = now()
  const board = await readBoard(store, of, at)
  await store.commit([{ put: { kind: 'board', board, expiresAt: expiry(at) }, at: key.board(name) }])
  return board
}

/** Unix seconds after which nobody looks at it any more. */
const expiry = (at: string) => Math.ceil(Date.parse(at) / 1000) + 3600
