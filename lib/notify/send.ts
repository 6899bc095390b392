import type { Desk } from '../intake/interpret.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { AddressMark, mayAnswer, verdictOf } from './address-mark.ts'
import { Allowance, spend } from './allowance.ts'
import { codeMail } from './approval/code-mail.ts'
import { type ApprovalMaterial, approvalMail } from './approval/content.ts'
import { delegationMail } from './approval/delegation-mail.ts'
import { type Circle, circleOf, getAll } from './circle.ts'
import type { OutgoingMail, Sender } from './compose.ts'
import { digestMail } from './digest-mail.ts'
import type { DigestRule } from './digest-rule.ts'
import { directoryMail } from './directory-mail.ts'
import type { Wanted } from './mails.ts'
import { mimeOf } from './mime.ts'
import { outageMail } from './outage-over.ts'
import { parentIn, parentKeys } from './parent.ts'
import { type Failure, type MailName, type PlannedMail, recipientsOf } from './planned-mail.ts'
import type { Post } from './post.ts'
import { isForCallers, isOfApproval, purposeOf } from './purpose.ts'
import { plannedMail, settle } from './settle.ts'
import type { Template } from './template.ts'
import { templateFor } from './templates.ts'
import { ticketMail } from './ticket-mail.ts'
import { trialMail } from './trial.ts'
import { webhookMail } from './webhook-mail.ts'

/** What sending needs: store, the way out, who we are, the clock. */
export interface Sending extends Sender, Desk {
  readonly store: Store
  readonly post: Post
  readonly now: () => string
  /** Random letters that nobody can guess. */
  readonly newKey: () => string
  readonly wait: (milliseconds: number) => Promise<void>
  /** When digests go out. */
  readonly digestRule: () => Promise<DigestRule>
}

/**
 * What became of a mail. `told-before`: this person has had a mail about the same cause. `uncertain`: another run holds it,
 * or SES did not answer; the clock comes back to it.
 */
export type Delivery = 'over-the-cap' | 'told-before' | 'sent' | 'rejected' | 'withheld' | 'uncertain'

/** After a run that died while sending, SES's own send event arrives well within this; later we send again. */
const doubtSeconds = 15
/** When the clock looks at a mail whose sending nobody settled; later with every try. */
const lookAgainSeconds = 120
/** An incident with hundreds of children is resolved within hours; nobody remembers its mail longer than this. */
const causeDays = 30

const later = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000
/** When the clock looks again at a mail that was tried at this instant. */
export const lookAgainAt = (at: string, attempt = 1): string => later(at, lookAgainSeconds * attempt)

const placeOf = ({ number, sequence, purpose }: MailName) => key.mail(number, sequence, purpose)

/**
 * Sends one mail that an entry causes, exactly once: claim it, send it, settle it. A repeated call finds the claim and first
 * waits for the outcome of the run that holds it. Nobody is written to whose mail came back too often.
 */
export const sendOnce = async (wanted: Wanted, about: Circle | AboutApproval, desk: Sending): Promise<Delivery> => {
  const { purpose, to, cc, thread, onceFor, ballot, words } = wanted
  const { number, sequence } = about.entry
  const isAnswer = purposeOf(purpose) === 'acknowledgement'
  const [items, template] = await Promise.all([
    getAll(desk.store, [
      ...[to, ...cc].map(key.mailbox),
      ...(isAnswer ? [key.allowance(to)] : []),
      ...(isForCallers(purposeOf(purpose)) ? parentKeys(thread) : []),
    ]),
    templateFor(desk.store, purposeOf(purpose), wanted.language),
  ])
  const now = desk.now()
  const { reached, withheld } = readersOf([to, ...cc], items.map(markIn), isAnswer, now)
  const parent = 'people' in about ? parentIn(items, thread, about.people) : undefined
  const claim: PlannedMail = {
    kind: 'mail',
    number,
    sequence,
    purpose,
    version: 1,
    ...(reached.length > 0
      ? { status: 'sending', due: { lane: 'mail', at: lookAgainAt(now) } }
      : { status: 'withheld', reason: withheld[0]!.reason }),
    to: reached[0] ?? to,
    cc: reached.length > 0 ? reached.slice(1) : [...cc],
    reader: wanted.reader,
    language: wanted.language,
    thread: thread.number,
    triedAt: now,
    inReplyTo: parent?.messageId,
    references: [...(parent?.references ?? [])],
    ...(withheld.length > 0 && { withheld }),
    ...(ballot && { ballot }),
    ...(words && { words }),
  }
  const known: Material = 'people' in about ? { circle: about, template } : about
  const place = placeOf(claim)
  const before = items.find((item) => item.kind === 'allowance')
  const isSpending = isAnswer && reached.length > 0
  const spent = isSpending
    ? spend(before && Allowance.parse(before), { at: now, number, subject: thread.title })
    : undefined
  if (isSpending && !spent) return (await desk.store.get(place)) ? resume(claim, desk) : 'over-the-cap'
  const claimed = await desk.store.commit([
    { put: claim, at: place, if: 'absent' },
    ...(spent ? [{ put: spent, at: key.allowance(to), if: { version: Number(before?.version ?? 0) } }] : []),
    ...(onceFor ? [onlyOne(onceFor, to, now)] : []),
  ])
  if (claimed.committed) return claim.status === 'withheld' ? 'withheld' : send(claim, desk, known)
  if (claimed.refused.includes(0)) return resume(claim, desk)
  if (onceFor && claimed.refused.length > 0) return 'told-before'
  // Another answer to the same address was counted meanwhile: look again.
  return sendOnce(wanted, about, desk)
}

/** Makes sure that an address gets one mail about a cause, whichever of its tickets comes first. */
const onlyOne = ({ number, sequence }: NonNullable<Wanted['onceFor']>, to: string, now: string) => ({
  put: { kind: 'receipt', number, expiresAt: Math.ceil(Date.parse(now) / 1000) + causeDays * 86_400 },
  at: key.receipt(`told#${number}#${sequence}#${to.toLowerCase()}`),
  if: 'absent' as const,
})

const markIn = (item: Record<string, unknown>): AddressMark | undefined =>
  item.kind === 'mail-address' ? AddressMark.parse(item) : undefined

const readersOf = (
  addresses: readonly string[],
  marks: readonly (AddressMark | undefined)[],
  isAnswer: boolean,
  now: string,
): { readonly reached: readonly string[]; readonly withheld: Failure[] } => {
  const reached: string[] = []
  const withheld: Failure[] = []
  for (const address of addresses) {
    const mark = marks.find((found) => found?.address === address.toLowerCase())
    const { isUndeliverable, reason = '' } = verdictOf(mark, now)
    if (isUndeliverable || (isAnswer && !mayAnswer(mark, now))) withheld.push({ address, at: now, reason })
    else reached.push(address)
  }
  return { reached, withheld }
}

type Unsent = 'planned' | 'asked' | 'sending'
const isUnsent = (status: PlannedMail['status']): status is Unsent =>
  status === 'planned' || status === 'asked' || status === 'sending'

/** Goes on with a mail that was claimed before: settled ones stay, doubtful ones are sent again once doubt has passed. */
export const resume = async (name: MailName, desk: Sending): Promise<Delivery> => {
  for (;;) {
    const mail = await plannedMail(desk.store, name)
    if (!mail) throw new Error(`${name.number} has no mail ${name.purpose} at ${name.sequence} to go on with`)
    if (!isUnsent(mail.status)) return mail.status
    const now = desk.now()
    const doubt = mail.status !== 'sending' ? 0 : doubtSeconds - seconds(mail.triedAt, now)
    if (doubt > 0) {
      await desk.wait(Math.min(1, doubt) * 1000)
      continue
    }
    const version = mail.version + 1
    const due = { lane: 'mail' as const, at: lookAgainAt(now, version) }
    const again: PlannedMail = { ...mail, version, status: 'sending', triedAt: now, due }
    const claimed = await desk.store.commit([{ put: again, at: placeOf(mail), if: { version: mail.version } }])
    if (claimed.committed) return send(again, desk)
  }
}

/** An entry of a change that gives to tell about its approval. */
export interface AboutApproval {
  readonly entry: { readonly number: string; readonly sequence: number }
  readonly approval: ApprovalMaterial
}

/** What a mail about a ticket is made from. */
type Material = { readonly circle: Circle; readonly template: Template } | AboutApproval

/** Hands a claimed mail to SES and records its answer. */
export const send = async (claim: PlannedMail, desk: Sending, known?: Material): Promise<Delivery> => {
  const content = await contentOf(claim, desk, known)
  const answer = await desk.post.send(await mimeOf(content, claim.triedAt), recipientsOf(claim), claim)
  if ('messageId' in answer) {
    await settle(desk.store, claim, answer.messageId, desk.now())
    return 'sent'
  }
  const { due: _, ...rest } = claim
  const rejected: PlannedMail = { ...rest, version: claim.version + 1, status: 'rejected', reason: answer.rejected }
  const written = await desk.store.commit([{ put: rejected, at: placeOf(claim), if: { version: claim.version } }])
  return written.committed ? 'rejected' : 'uncertain'
}

const contentOf = async (mail: PlannedMail, desk: Sending, known?: Material): Promise<OutgoingMail> => {
  if (mail.trial) return trialMail(mail, desk)
  if (purposeOf(mail.purpose) === 'digest') return digestMail(mail, desk)
  if (purposeOf(mail.purpose) === 'outage-over') return outageMail(mail, desk)
  if (purposeOf(mail.purpose) === 'directory-stopped') return directoryMail(mail, desk)
  if (purposeOf(mail.purpose) === 'webhook-disabled') return webhookMail(mail, desk)
  if (purposeOf(mail.purpose) === 'delegation') return delegationMail(mail, desk)
  if (purposeOf(mail.purpose) === 'approval-code') return codeMail(mail, desk)
  if (isOfApproval(purposeOf(mail.purpose)))
    return approvalMail(mail, desk, known && 'approval' in known ? known.approval : undefined)
  const { circle, template } = known && 'circle' in known ? known : await materialOf(mail, desk)
  return ticketMail(mail, circle, template, desk)
}

const materialOf = async (mail: PlannedMail, { store }: Sending) => {
  const [circle, template] = await Promise.all([
    circleOf(store, mail.number, mail.sequence),
    templateFor(store, purposeOf(mail.purpose), mail.language),
  ])
  return { circle, template }
}
