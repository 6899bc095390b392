import type { Ballot, Stage } from '../../approval/approval.ts'
import type { Change } from '../../change/change.ts'
import type { ChangeEventOf } from '../../change/event.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import type { ApprovalPurpose } from '../purpose.ts'
import type { ApprovalCircle } from './circle.ts'

/** Somebody to tell about a stage. */
export interface ApprovalNotice {
  readonly purpose: ApprovalPurpose
  /** Id. */
  readonly person: string
  readonly stage: string
  /** The mail asks them, and shows this content. */
  readonly digest?: string
  /** Who decides instead, or has not decided. */
  readonly people?: readonly PersonRef[]
}

const stagesOf = ({ approval }: Change) => approval?.steps.flat() ?? []

const newest = (stage: Stage): readonly Ballot[] => [
  ...new Map(stage.ballots.map((ballot) => [ballot.approver.id, ballot])).values(),
]

const isAsked = (ballot: Ballot) => ballot.state === 'requested'

/** Who is asked now, in person or for somebody, who gets a copy. What was overtaken meanwhile asks nobody. */
const asked = ({ change, entry }: ApprovalCircle): readonly ApprovalNotice[] => {
  const { stages } = entry.data as ChangeEventOf<'change.approval_asked'>
  return stagesOf(change)
    .filter(({ id, askedAt }) => stages.includes(id) && askedAt === entry.at)
    .flatMap((stage) =>
      newest(stage)
        .filter(isAsked)
        .flatMap(({ approver, for: absent }): ApprovalNotice[] => [
          { purpose: 'approval', person: approver.id, stage: stage.id, ...(stage.digest && { digest: stage.digest }) },
          ...(absent
            ? [{ purpose: 'approval-copy', person: absent.id, stage: stage.id, people: [approver] } as const]
            : []),
        ]),
    )
}

/** Whoever is asked in the place of somebody who has left, once it is their stage's turn. */
const instead = ({ change, entry }: ApprovalCircle): readonly ApprovalNotice[] => {
  const event = entry.data as ChangeEventOf<'change.approver_replaced'>
  const stage = stagesOf(change).find(({ id }) => id === event.stage)
  if (stage?.askedAt === undefined) return []
  return newest(stage)
    .filter((ballot) => isAsked(ballot) && event.now.some(({ id }) => id === ballot.approver.id))
    .map(({ approver }) => ({
      purpose: 'approval',
      person: approver.id,
      stage: stage.id,
      ...(stage.digest && { digest: stage.digest }),
    }))
}

/** Those who have not decided, and, when it goes further up, whoever leads them. */
const reminded = ({ change, entry, people }: ApprovalCircle): readonly ApprovalNotice[] => {
  const event = entry.data as ChangeEventOf<'change.approval_reminded'>
  const stage = stagesOf(change).find(({ id }) => id === event.stage)
  if (!stage?.askedAt) return []
  const open = newest(stage).filter(
    (ballot) => isAsked(ballot) && event.people.some(({ id }) => id === ballot.approver.id),
  )
  const reminders = open.map(
    ({ approver }): ApprovalNotice => ({
      purpose: 'approval-reminder',
      person: approver.id,
      stage: stage.id,
      ...(stage.digest && { digest: stage.digest }),
    }),
  )
  if (!event.isEscalation) return reminders
  const led = new Map<string, PersonRef[]>()
  for (const { approver } of open) {
    const manager = people.get(approver.id)?.manager
    if (manager !== undefined) led.set(manager, [...(led.get(manager) ?? []), approver])
  }
  const upwards = [...led].map(
    ([person, late]): ApprovalNotice => ({ purpose: 'approval-escalation', person, stage: stage.id, people: late }),
  )
  return [...reminders, ...upwards]
}

/** Those who need not decide any more. Whoever is asked again at once reads of it in the mail that asks. */
const released = ({ change }: ApprovalCircle, people: readonly PersonRef[]): readonly ApprovalNotice[] => {
  const stages = stagesOf(change)
  const open = new Set(
    stages
      .filter(({ askedAt }) => askedAt !== undefined)
      .flatMap((stage) =>
        newest(stage)
          .filter(isAsked)
          .map(({ approver }) => approver.id),
      ),
  )
  return people
    .filter(({ id }) => !open.has(id))
    .map(({ id }): ApprovalNotice => {
      const stage = stages.find(({ ballots }) => ballots.some(({ approver }) => approver.id === id))
      return { purpose: 'approval-void', person: id, stage: stage?.id ?? stages[0]?.id ?? '' }
    })
}

const inState = (change: Change, state: Ballot['state']) =>
  stagesOf(change).flatMap((stage) =>
    newest(stage)
      .filter((ballot) => ballot.state === state)
      .map(({ approver }) => approver),
  )

const once = (notices: readonly ApprovalNotice[]) => [
  ...new Map(notices.map((notice) => [`${notice.purpose}#${notice.person}#${notice.stage}`, notice])).values(),
]

/** Whom an entry of a change's timeline gives to tell about its approval. Pure, and the only place where it is decided. */
export const approvalNotices = (circle: ApprovalCircle): readonly ApprovalNotice[] => {
  const { change, entry } = circle
  switch (entry.type) {
    case 'change.approval_asked':
      return once(asked(circle))
    case 'change.approval_reminded':
      return once(reminded(circle))
    case 'change.approver_replaced':
      return once(instead(circle))
    case 'change.approvals_invalidated':
      return once(released(circle, (entry.data as ChangeEventOf<'change.approvals_invalidated'>).people))
    case 'change.reverted': {
      const { people, because } = entry.data as ChangeEventOf<'change.reverted'>
      return once(released(circle, [...people, ...(because === 'expired' ? inState(change, 'expired') : [])]))
    }
    case 'change.canceled':
      return once(released(circle, (entry.data as ChangeEventOf<'change.canceled'>).people))
    case 'change.implemented': {
      const { isRetroactive } = entry.data as ChangeEventOf<'change.implemented'>
      return isRetroactive ? once(released(circle, inState(change, 'withdrawn'))) : []
    }
    default:
      return []
  }
}
