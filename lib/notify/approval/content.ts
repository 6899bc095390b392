import type { Stage } from '../../approval/approval.ts'
import { dueAt } from '../../approval/approval.ts'
import { digestOf } from '../../approval/digest.ts'
import { needsStepUp } from '../../approval/step-up.ts'
import type { Change } from '../../change/change.ts'
import type { ChangeEventOf } from '../../change/event.ts'
import { materialOf } from '../../change/material.ts'
import { readStepUpRule } from '../../desk/approval/decide.ts'
import { readApproval, type ShownApproval } from '../../desk/approval/read.ts'
import { knownService } from '../../desk/change/known-service.ts'
import type { Store } from '../../store/store.ts'
import type { Language } from '../../ticket/message.ts'
import { compose, type OutgoingMail, type Sender } from '../compose.ts'
import type { Block } from '../html.ts'
import type { PlannedMail } from '../planned-mail.ts'
import { type ApprovalPurpose, purposeOf } from '../purpose.ts'
import type { Values } from '../template.ts'
import { templateFor } from '../templates.ts'
import { type ApprovalMailTexts, mailTexts } from '../text/texts.ts'
import { approvalLink, wallTime } from '../values.ts'
import { type ApprovalCircle, approvalCircleOf } from './circle.ts'

type Place = Sender & { readonly store: Store; readonly now: () => string }

/** What a mail about a decision is made from; the same for everybody who is told of one entry. */
export interface ApprovalMaterial {
  readonly circle: ApprovalCircle
  /** By stage. */
  readonly shown: ReadonlyMap<string, ShownApproval>
  readonly needsSignIn: boolean
}

/** Reads what the mails about these stages say. */
export const approvalMaterial = async (
  store: Store,
  circle: ApprovalCircle,
  stages: readonly string[],
  at: string,
): Promise<ApprovalMaterial> => {
  const { number, risk } = circle.change
  const office = { store, serviceOf: (id: string) => knownService(store, id) }
  const [rule, ...read] = await Promise.all([
    readStepUpRule(store),
    ...[...new Set(stages)].map((stage) => readApproval(office, number, stage, { person: '', at })),
  ])
  const known = read.filter((each) => each !== undefined)
  return { circle, shown: new Map(known.map((each) => [each.stage.id, each])), needsSignIn: needsStepUp(rule, risk) }
}

const span = ({ window }: Change, timeZone: string) => {
  if (!window) return ''
  const [from, to] = [wallTime(window.from, timeZone), wallTime(window.to, timeZone)]
  return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to} (${timeZone})`
}

const factsOf = (change: Change, stage: Stage, timeZone: string, texts: ApprovalMailTexts): Block => {
  const { facts, type, risk } = texts
  const due = dueAt(stage)
  const all: readonly (readonly [string, string | undefined])[] = [
    [facts.window, span(change, timeZone)],
    [facts.risk, change.risk && risk[change.risk]],
    [facts.type, type[change.type]],
    [facts.service, change.service],
    [facts.items, change.items.join(', ')],
    [facts.requester, change.requester.name],
    [facts.owner, change.owner?.name],
    [facts.assignee, change.assignee?.name],
    [facts.stage, stage.name],
    [facts.until, due && `${wallTime(due, timeZone)} (${timeZone})`],
  ]
  return { is: 'facts', facts: all.flatMap(([name, value]) => (value ? [[name, value] as const] : [])) }
}

const sectionsOf = (
  { why, texts: said, assessment, obstacles, stages }: ShownApproval,
  texts: ApprovalMailTexts,
  language: Language,
) => {
  const { sections, risk, others } = texts
  const decided = stages.flatMap(({ stage, ballots }) =>
    ballots.flatMap(({ state, approver, comment }) =>
      state === 'approved' || state === 'rejected'
        ? [`• ${others[state](approver.name)} (${stage.name})${comment ? `: ${comment}` : ''}`]
        : [],
    ),
  )
  const all: readonly (readonly [string, string | undefined])[] = [
    [sections.why, why],
    [sections.plan, said.plan],
    [sections.test, said.test],
    [sections.backout, said.backout],
    [sections.because, assessment.because.map((each) => `• ${risk[each.risk]}: ${each.what[language]}`).join('\n')],
    [sections.obstacles, obstacles.map(({ what }) => `• ${what[language]}`).join('\n')],
    [sections.others, decided.join('\n')],
  ]
  return all.flatMap(([title, text]): Block[] => (text ? [{ is: 'section', title, text }] : []))
}

const fieldsOf = (fields: readonly (keyof ApprovalMailTexts['field'])[], texts: ApprovalMailTexts) =>
  fields.map((field) => texts.field[field]).join(', ')

/** Why nobody need decide any more, in the reader's words. */
const reasonOf = ({ entry }: ApprovalCircle, texts: ApprovalMailTexts): string => {
  const { over } = texts
  switch (entry.type) {
    case 'change.approvals_invalidated':
      return over.invalidated(fieldsOf((entry.data as ChangeEventOf<'change.approvals_invalidated'>).because, texts))
    case 'change.reverted': {
      const { because, reason } = entry.data as ChangeEventOf<'change.reverted'>
      return over[because](reason)
    }
    case 'change.canceled':
      return over.canceled((entry.data as ChangeEventOf<'change.canceled'>).reason)
    case 'change.implemented':
      return over.recorded((entry.data as ChangeEventOf<'change.implemented'>).notes)
    default:
      return ''
  }
}

const isToDecide = (purpose: ApprovalPurpose) => purpose === 'approval' || purpose === 'approval-reminder'

/** What stands in the mail between its first words and its last. */
const bodyOf = (
  { ballot, reader, language, purpose: name }: PlannedMail,
  purpose: ApprovalPurpose,
  { circle, shown, needsSignIn }: ApprovalMaterial,
  texts: ApprovalMailTexts,
): readonly Block[] => {
  const { change, invalidation } = circle
  const stage = shown.get(ballot?.stage ?? '')
  if (purpose === 'approval-void' || purpose === 'approval-help' || !stage) return []
  const own = stage.stage.ballots.findLast(({ approver }) => approver.id === ballot?.person)
  const wasAsked = stage.stage.ballots.some(
    ({ approver, state }) => approver.id === ballot?.person && state === 'invalidated',
  )
  const isCurrent = ballot?.digest === undefined || ballot.digest === digestOf(materialOf(change), stage.stage.covers)
  const first: Block[] = [
    ...(isToDecide(purpose) && own?.for ? [{ is: 'text' as const, text: texts.forSomebody(own.for.name) }] : []),
    ...(name.startsWith('approval_') && invalidation && wasAsked
      ? [{ is: 'text' as const, text: texts.again(fieldsOf(invalidation.because, texts)) }]
      : []),
  ]
  // What is shown must be what a reply decides about.
  if (!isCurrent) return [...first, { is: 'text', text: texts.changed }]
  return [
    ...first,
    factsOf(change, stage.stage, reader?.timeZone ?? 'UTC', texts),
    ...sectionsOf(stage, texts, language),
    ...(isToDecide(purpose) ? [{ is: 'text' as const, text: needsSignIn ? texts.noReply : texts.byReply }] : []),
  ]
}

/** The mail to one person about one stage, in their language. */
export const approvalMail = async (
  mail: PlannedMail,
  place: Place,
  known?: ApprovalMaterial,
): Promise<OutgoingMail> => {
  const { store, now, ...sender } = place
  const { language, to, reader, ballot, words = {}, number, sequence } = mail
  const purpose = purposeOf(mail.purpose) as ApprovalPurpose
  const texts = mailTexts[language].approval
  const material =
    known ??
    (await approvalMaterial(store, await approvalCircleOf(store, number, sequence), [ballot?.stage ?? ''], now()))
  const { change } = material.circle
  const stage = change.approval?.steps.flat().find(({ id }) => id === ballot?.stage)
  const due = stage && dueAt(stage)
  const values: Values = {
    number,
    title: change.title,
    requester: change.requester.name,
    recipient: reader?.name ?? to,
    link: approvalLink(sender.publicUrl, number, ballot?.stage ?? ''),
    stage: stage?.name ?? '',
    until: due ? wallTime(due, reader?.timeZone ?? 'UTC') : '',
    for: stage?.ballots.findLast(({ approver }) => approver.id === ballot?.person)?.for?.name ?? '',
    by: words.people ?? '',
    people: words.people ?? '',
    reason: words.trouble ? texts.help[words.trouble as keyof typeof texts.help] : reasonOf(material.circle, texts),
  }
  return compose(
    {
      purpose,
      language,
      to,
      thread: { number, title: change.title, replyKey: change.replyKey },
      template: await templateFor(store, purpose, language),
      values,
      more: bodyOf(mail, purpose, material, texts),
    },
    sender,
  )
}
