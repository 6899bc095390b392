import { type DelegationFields, Delegations, delegationKind } from '../../approval/delegation.ts'
import { localTime } from '../../people/local-time.ts'
import type { Person } from '../../people/person.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { type Kept, keep, readKept } from '../keep.ts'
import { followerOf, personNamed } from '../named-person.ts'

/** What somebody delegates, as they say it: the delegate by mail address or id. */
export interface DelegationWish {
  readonly from: string
  readonly to: string
  readonly delegate: string
}

/** What a person delegated, and the version of the record; 0 where nobody ever did. One read. */
export const readDelegations = async (
  store: Store,
  id: string,
): Promise<{ readonly version: number; readonly delegations: readonly DelegationFields[] }> =>
  (await readKept(store, Delegations, delegationKind, id)) ?? { version: 0, delegations: [] }

const overlaps = (one: DelegationFields, other: DelegationFields) => one.from <= other.to && other.from <= one.to

/** Who delegates to somebody who delegates at the same time would be decided for by nobody they chose. */
const refuseChain = async (store: Store, wanted: DelegationFields, i: number): Promise<void> => {
  const { delegations } = await readDelegations(store, wanted.delegate.id)
  const chain = delegations.find((each) => overlaps(each, wanted))
  if (chain)
    throw new Refusal(
      'conflict',
      `delegations.${i}.delegate: ${wanted.delegate.name} delegates to ${chain.delegate.name} from ${chain.from} to ${chain.to}. Name somebody who is there.`,
      `delegations.${i}.delegate`,
    )
}

/** Says who decides for a person, and when, whole; days that are over are left out. Each new delegate's mail is asked for in the same transaction. */
export const setDelegations = async (
  store: Store,
  self: Person,
  wishes: readonly DelegationWish[],
  order: {
    readonly by: Actor
    readonly at: string
    readonly ifVersion?: number | undefined
    /** The mails that tell those who were not told yet. */
    readonly tell: (
      fresh: readonly { readonly delegation: DelegationFields; readonly to: Person }[],
    ) => readonly Write[]
  },
): Promise<Kept<Delegations>> => {
  const { by, at, ifVersion, tell } = order
  const { date } = localTime(at, self.timeZone)
  const before = await readDelegations(store, self.id)
  const delegations: DelegationFields[] = []
  const fresh: { delegation: DelegationFields; to: Person }[] = []
  for (const [i, wish] of wishes.entries()) {
    if (wish.to < date) continue
    const field = `delegations.${i}.delegate`
    const to = await personNamed(store, self, wish.delegate, field)
    if (to.id === self.id) throw new Refusal('invalid', `${field}: you cannot delegate to yourself.`, field)
    const delegation = { from: wish.from, to: wish.to, delegate: followerOf(to) }
    const other = delegations.find((each) => overlaps(each, delegation))
    if (other)
      throw new Refusal(
        'invalid',
        `delegations.${i}.from: ${other.delegate.name} decides for you until ${other.to}. Use days after that.`,
        `delegations.${i}.from`,
      )
    await refuseChain(store, delegation, i)
    delegations.push(delegation)
    const isKnown = before.delegations.some(
      (each) => each.delegate.id === to.id && each.from === wish.from && each.to === wish.to,
    )
    if (!isKnown) fresh.push({ delegation, to })
  }
  return keep(store, {
    kind: delegationKind,
    id: self.id,
    value: { delegations } as Omit<Delegations, 'id' | 'version'> as Delegations,
    by,
    at,
    ifVersion: ifVersion ?? before.version,
    also: tell(fresh),
  })
}
