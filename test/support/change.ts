import type { Ballot, Stage } from '../../lib/approval/approval.ts'
import { digestOf } from '../../lib/approval/digest.ts'
import type { Change, ChangeType } from '../../lib/change/change.ts'
import type { ChangeCommand, ChangeCommandOf, Demanded } from '../../lib/change/command.ts'
import { decide } from '../../lib/change/decide.ts'
import { evolve } from '../../lib/change/evolve.ts'
import { materialOf } from '../../lib/change/material.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { jihoon } from './life.ts'
import { at, minji } from './ticket.ts'

const ref = (id: string) => ({ id, name: id })

/** A stage of a policy with its people, not asked yet. */
export const stage = (id: string, people: readonly string[], more: Partial<Stage> = {}): Stage => ({
  id,
  name: id,
  quorum: { is: 'all' },
  dueHours: 72,
  remindHours: [24],
  ballots: people.map((person): Ballot => ({ approver: ref(person), state: 'requested' })),
  ...more,
})

/** What a policy demands. */
export const demand = (...steps: Stage[][]): Demanded => ({ row: 'normal', steps })

/** One technical and one security stage side by side, then the board. */
export const twoSteps: Demanded = demand(
  [stage('tech', ['p-tech'], { covers: ['plan', 'test', 'backout', 'items'] }), stage('security', ['p-sec'])],
  [stage('board', ['p-cab-1', 'p-cab-2', 'p-cab-3'], { quorum: { is: 'count', count: 2 } })],
)

export const assessment = {
  risk: 'moderate',
  because: [{ risk: 'moderate', what: { en: 'A service of many.', ko: '많은 사람이 쓰는 서비스입니다.' } }],
} as const

/** A window in the afternoon of the day on which everything in these tests happens. */
export const window = { from: at(300).at, to: at(420).at }

/** A change that says all it must. */
export const openChange = (
  of: ChangeType = 'normal',
  over: Partial<ChangeCommandOf<'open'>> = {},
): ChangeCommandOf<'open'> => ({
  type: 'open',
  of,
  title: 'Replace the disks of the mail store',
  message: { text: 'They are five years old.' },
  requester: minji,
  owner: ref('p-owner'),
  assignee: ref('p-implementer'),
  items: ['mail-store-1'],
  service: 'mail',
  language: 'en',
  replyKey: 'abcdefghijklmnopqrstuvwxyz',
  window,
  texts: { plan: 'One disk at a time.', test: 'Read and write.', backout: 'Put the old ones back.' },
  ...(of === 'standard' && { template: { id: 'disks', version: 3 } }),
  ...over,
})

/** The change after one command at that minute. */
export const step = (change: Change | undefined, command: ChangeCommand, minute = 10, by: Actor = jihoon): Change => {
  const context = at(minute, by)
  return decide(change, command, context).reduce(
    (state: Change | undefined, event) =>
      evolve(state, event, { number: 'CHG-1', sequence: (state?.version ?? 0) + 1, at: context.at }),
    change,
  )!
}

/** The change after these commands. */
export const having = (...commands: ChangeCommand[]): Change =>
  commands.reduce<Change | undefined>((change, command) => step(change, command), undefined)!

/** The types of the events that a command leads to. */
export const leads = (change: Change, command: ChangeCommand, minute = 10, by: Actor = jihoon): string[] =>
  decide(change, command, at(minute, by)).map(({ type }) => type)

export const submit: ChangeCommand = { type: 'submit', assessment, obstacles: [] }
export const request = (approval: Demanded = twoSteps): ChangeCommand => ({
  type: 'request-approval',
  approval,
  obstacles: [],
})

/** Somebody's decision about what they are shown now. */
export const vote = (
  change: Change,
  where: string,
  person: string,
  decision: 'approved' | 'rejected' = 'approved',
): ChangeCommandOf<'decide'> => ({
  type: 'decide',
  stage: where,
  approver: ref(person),
  decision,
  digest: digestOf(materialOf(change), change.approval?.steps.flat().find(({ id }) => id === where)?.covers),
  channel: 'page',
  ...(decision === 'rejected' && { comment: 'Not this week.' }),
})

/** The change after all these approved, one after the other: `board:p-cab-1`. */
export const approvedBy = (change: Change, ...votes: string[]): Change =>
  votes.reduce((now, each) => {
    const [where, person] = each.split(':') as [string, string]
    return step(now, vote(now, where, person))
  }, change)

export const allVotes = ['tech:p-tech', 'security:p-sec', 'board:p-cab-1', 'board:p-cab-2'] as const

/** A normal change on its way: submitted, asked for, and approved by all. */
export const asked = (): Change => having(openChange(), submit, request())
export const scheduled = (): Change => approvedBy(asked(), ...allVotes)
