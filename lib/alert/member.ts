import { type Alert, memberId } from './alert.ts'
import { type Heard, orderOf } from './heard.ts'

/** More members than this are only counted: a head must stay a few write units. */
const mostFiring = 500
/** So many that recovered are remembered, to know old news of them. */
const mostRecovered = 100

type Members = Pick<Alert, 'firing' | 'recovered' | 'more'>

/** What a reading did to the members: whether any of its words was new, and whether one was older than what we know. */
export interface MembersAfter {
  readonly members: Members
  readonly isApplied: boolean
  /** It says that something fires, and is not older than the recovery we know of. */
  readonly saysFiring: boolean
}

/**
 * The members after a reading. Each has its own state, and for each the newest word by the sender's clock counts; of two of the
 * same instant the later to arrive. Who is missing in a list that is whole has recovered only when the group as a whole
 * has: then the sender says that nothing fires. Pure.
 */
export const membersAfter = (
  alert: Members,
  { reading, at, receivedAt }: Heard,
  /** When we accepted the newest delivery that is known already. */
  seenUntil: string,
): MembersAfter => {
  const isLate = Date.parse(receivedAt) < Date.parse(seenUntil)
  const firing = { ...alert.firing }
  const recovered = { ...alert.recovered }
  let more = alert.more ?? 0
  let isApplied = false
  let saysFiring = false
  const listed = reading.members.length > 0 ? reading.members : [{ key: '', status: reading.status, at: undefined }]
  for (const { key, status, at: said } of listed) {
    const id = memberId(key)
    const instant = Date.parse(said === undefined ? at : orderOf(said, receivedAt))
    const isOlderThan = (known = Number.NEGATIVE_INFINITY) => instant < known || (instant === known && isLate)
    if (status === 'firing' || status === 'suppressed') {
      if (isOlderThan(recovered[id])) continue
      saysFiring = true
      if (!isOlderThan(firing[id])) isApplied = true
      if (firing[id] === undefined && Object.keys(firing).length >= mostFiring) {
        more++
        continue
      }
      firing[id] = Math.max(firing[id] ?? 0, instant)
      delete recovered[id]
    } else if (status === 'resolved') {
      if (isOlderThan(firing[id] ?? recovered[id])) continue
      isApplied = true
      delete firing[id]
      recovered[id] = instant
    }
  }
  const isAllWell = reading.status === 'resolved' && !reading.isTruncated
  if (isAllWell && !saysFiring) {
    for (const [id, since] of Object.entries(firing)) {
      if (Date.parse(at) < since || (Date.parse(at) === since && isLate)) continue
      delete firing[id]
      recovered[id] = Date.parse(at)
    }
    more = 0
  }
  return {
    members: { firing, recovered: newest(recovered), ...(more > 0 ? { more } : { more: undefined }) },
    isApplied,
    saysFiring,
  }
}

const newest = (recovered: Record<string, number>): Record<string, number> => {
  const all = Object.entries(recovered)
  if (all.length <= mostRecovered) return recovered
  return Object.fromEntries(all.sort(([, a], [, b]) => b - a).slice(0, mostRecovered))
}
