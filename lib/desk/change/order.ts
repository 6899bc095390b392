import type { Change } from '../../change/change.ts'
import type { ChangeCommand, ChangeCommandOf } from '../../change/command.ts'
import type { ChangeEvent, Edits, Texts } from '../../change/event.ts'
import { evolve } from '../../change/evolve.ts'
import { changeProcess } from '../../change/process.ts'
import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Origin } from '../../ticket/actor.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import { execute, load, type Office, type Receipt, type Result } from '../execute.ts'
import { type ChangeFacts, judge } from './assess.ts'
import { demandedFor } from './electors.ts'
import { readChangeRules } from './rules.ts'

/** Where orders to changes are carried out. */
export interface ChangeOffice extends Office, ChangeFacts {}

/** Which change, who asks, and what must hold. */
export interface ChangeWish {
  readonly number: string
  readonly context: Origin
  readonly receipt?: Receipt | undefined
  /** The version the caller has seen. */
  readonly ifVersion?: number | undefined
  readonly also?: readonly Write[]
}

/** A colleague's write between our look and our order is no error: look again, at most this often. */
const attempts = 3

/**
 * Gives a change the command that `build` makes of it as it stands, with all that was looked up for just this state: when
 * somebody wrote meanwhile, it is looked up again. Throws the decision's `Refusal`, or `Conflict`.
 */
export const orderChange = async (
  office: ChangeOffice,
  { number, context, receipt, ifVersion, also }: ChangeWish,
  build: (change: Change) => Promise<ChangeCommand> | ChangeCommand,
): Promise<Result<Change>> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const change = await load(office.store, changeProcess, number)
    if (!change) throw new Refusal('not_found', `There is no change ${number}.`)
    const command = await build(change)
    try {
      return await execute(office, {
        process: changeProcess,
        number,
        command,
        context,
        ...(receipt && { receipt }),
        ifVersion: ifVersion ?? change.version,
        ...(also && { also: () => also }),
      })
    } catch (error) {
      const isOvertaken = error instanceof Refusal && error.code === 'stale' && error.field === undefined
      if (!isOvertaken || ifVersion !== undefined) throw error
    }
  }
  throw new Conflict(`Others wrote at the same time as this to ${number}; nothing was written. Try again.`)
}

/** The long texts in force: they live in the entry that set them. One read. */
export const textsOf = async (store: Store, { number, textsAt }: Change): Promise<Texts> => {
  const entry = await store.get(key.event(number, textsAt))
  const data = entry?.data as { texts?: Texts; now?: Edits } | undefined
  if (!data) throw new Error(`${number} says that its texts are in entry ${textsAt}, which does not exist`)
  return data.texts ?? data.now?.texts ?? {}
}

type Opening = Omit<ChangeCommandOf<'open'>, 'type' | 'assessment'>

/** Opens a change, with its risk as it is known now. */
export const openChange = async (
  office: ChangeOffice,
  opening: Opening,
  {
    context,
    receipt,
    also,
  }: Pick<ChangeWish, 'context' | 'receipt'> & {
    /** Writes that belong to the same fact. */
    readonly also?: (number: string) => readonly Write[]
  },
): Promise<Result<Change>> => {
  const [{ rules }, policy] = await Promise.all([readChangeRules(office.store), office.policies.with([])])
  const { of, impact = 'low', team = policy.firstTeam, items = [], answers = {} } = opening
  const judged = { ...opening, number: '', type: of, impact, team, items: [...items], answers }
  const { assessment } = await judge(office, rules, judged, context.at)
  const command: ChangeCommand = { type: 'open', ...opening, assessment }
  return execute(office, {
    process: changeProcess,
    command,
    context,
    ...(receipt && { receipt }),
    ...(also && { also }),
  })
}

const isUpForApproval = ({ state, approval }: Change) =>
  approval !== undefined && (state === 'authorize' || state === 'scheduled')

/** What the policy demands of the change as it is. */
export const demanding = async (office: ChangeOffice, change: Change, at: string) => {
  const { rules } = await readChangeRules(office.store)
  const ownerOf = async (service: string) => (await office.serviceOf(service))?.owner
  return demandedFor({ store: office.store, ownerOf, at }, rules, change)
}

/** Changes what it says; what that means to its risk and to approvals follows in the same transaction. */
export const editChange = (office: ChangeOffice, wish: ChangeWish, edits: Edits): Promise<Result<Change>> =>
  orderChange(office, wish, async (change): Promise<ChangeCommand> => {
    const { at } = wish.context
    const [texts, { rules }] = await Promise.all([textsOf(office.store, change), readChangeRules(office.store)])
    const draft: ChangeEvent = {
      type: 'change.edited',
      now: { ...edits, ...(edits.texts && { texts: { ...texts, ...edits.texts } }) },
      before: {},
      material: [],
    }
    const placed = { number: change.number, sequence: change.version + 1, at }
    const edited = evolve(change, draft, placed)
    const { assessment, obstacles } = await judge(office, rules, edited, at)
    const judged = evolve(change, { ...draft, assessment }, placed)
    return {
      type: 'edit',
      edits,
      texts,
      assessment,
      obstacles,
      ...(isUpForApproval(change) && { demanded: await demanding(office, judged, at) }),
    }
  })

/** Gives it to a team or a person; whoever carries it out does not decide about it. */
export const assignChange = (
  office: ChangeOffice,
  wish: ChangeWish,
  given: Omit<ChangeCommandOf<'assign'>, 'type' | 'demanded'>,
): Promise<Result<Change>> =>
  orderChange(office, wish, async (change): Promise<ChangeCommand> => {
    if (!isUpForApproval(change)) return { type: 'assign', ...given }
    const team = given.team ?? change.team
    const assignee = given.assignee === null ? undefined : (given.assignee ?? change.assignee)
    return {
      type: 'assign',
      ...given,
      demanded: await demanding(office, { ...change, team, assignee }, wish.context.at),
    }
  })

const facts = async (office: ChangeOffice, change: Change, at: string) =>
  judge(office, (await readChangeRules(office.store)).rules, change, at)

/** Takes it out of New. */
export const submitChange = (office: ChangeOffice, wish: ChangeWish): Promise<Result<Change>> =>
  orderChange(office, wish, async (change) => ({ type: 'submit', ...(await facts(office, change, wish.context.at)) }))

/** Asks those whom the policy demands now. */
export const requestApproval = (office: ChangeOffice, wish: ChangeWish): Promise<Result<Change>> =>
  orderChange(office, wish, async (change) => {
    const { at } = wish.context
    const [{ obstacles }, approval] = await Promise.all([facts(office, change, at), demanding(office, change, at)])
    return { type: 'request-approval', approval, obstacles }
  })

/** Begins to carry it out. */
export const startChange = (office: ChangeOffice, wish: ChangeWish): Promise<Result<Change>> =>
  orderChange(office, wish, async (change) => {
    const { obstacles } = await facts(office, change, wish.context.at)
    return { type: 'start', obstacles }
  })

/** Lets it pass a hard freeze that stands in its way now; any other is refused with those that do. */
export const overrideFreeze = (
  office: ChangeOffice,
  wish: ChangeWish,
  given: Omit<ChangeCommandOf<'override-freeze'>, 'type'>,
): Promise<Result<Change>> =>
  orderChange(office, wish, async (change) => {
    const { obstacles } = await facts(office, change, wish.context.at)
    const freezes = obstacles.filter(({ is, blocks }) => is === 'freeze' && blocks).map(({ id }) => id)
    if (!freezes.includes(given.freeze))
      throw new Refusal(
        'invalid',
        `freeze: ${given.freeze} does not stand in the way of ${change.number}. ${freezes.length > 0 ? `Name one of ${freezes.join(', ')}.` : 'No hard freeze does.'}`,
        'freeze',
        { obstacles: freezes.map((id) => ({ id, is: 'freeze' })) },
      )
    return { type: 'override-freeze', ...given }
  })

/** Commands that depend on nothing but the change. */
export type PlainCommand = Exclude<
  ChangeCommand,
  { type: 'open' | 'edit' | 'assign' | 'submit' | 'request-approval' | 'start' | 'override-freeze' }
>

/** Gives it a command that depends on nothing but the change. */
export const commandChange = (office: ChangeOffice, wish: ChangeWish, command: PlainCommand): Promise<Result<Change>> =>
  orderChange(office, wish, () => command)
