import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { isMadeUp } from '../intake/clues.ts'
import type { Desk } from '../intake/interpret.ts'
import { key, partOf } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { TimelineEntry } from '../ticket/event.ts'
import { Allowance, spend } from './allowance.ts'
import { compose, type Sender, type Subject } from './compose.ts'
import { mimeOf } from './mime.ts'
import { chainOf, type MailName, PlannedMail } from './planned-mail.ts'
import type { Post } from './post.ts'
import { plannedMail, settle } from './settle.ts'
import { mailFor } from './who.ts'

/** What sending needs: store, the way out, who we are, the clock. */
export interface Sending extends Sender, Desk {
  readonly store: Store
  readonly post: Post
  readonly now: () => string
  readonly wait: (milliseconds: number) => Promise<void>
}

/** What became of it. `uncertain`: another run holds it, or SES did not answer; the clock comes back to it. */
export type Delivery = 'nothing-to-send' | 'over-the-cap' | 'sent' | 'rejected' | 'uncertain'

/** After a run that died while sending, SES's own send event arrives well within this; later we send again. */
const doubtSeconds = 15
/** When the clock looks at a mail whose sending nobody settled. */
const lookAgainSeconds = 120

const later = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()
const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000

/**
 * Sends the mail that one timeline entry causes, exactly once: claim it, send it, settle it. A repeated call finds
 * the claim and first waits for the outcome of the run that holds it.
 */
export const deliver = async (number: string, sequence: number, desk: Sending): Promise<Delivery> => {
  const [head, event] = await both(desk.store, number, sequence)
  const wanted = mailFor(event, head.requester, desk)
  if (!wanted) return 'nothing-to-send'
  const name: MailName = { number, sequence, purpose: wanted.purpose }
  const at = key.mail(number, sequence, wanted.purpose)
  const [parent, before] = await around(desk.store, head, wanted.to)
  const now = desk.now()
  const claim: PlannedMail = {
    kind: 'mail',
    ...name,
    version: 1,
    status: 'sending',
    to: wanted.to,
    triedAt: now,
    inReplyTo: parent?.messageId,
    references: [...(parent?.references ?? [])],
    due: { lane: 'mail', at: later(now, lookAgainSeconds) },
  }
  const writes: Write[] = [{ put: claim, at, if: 'absent' }]
  if (wanted.purpose === 'acknowledgement') {
    const after = spend(before, { at: now, number, subject: head.title })
    if (!after) return (await desk.store.get(at)) ? resume(name, desk) : 'over-the-cap'
    const unchanged = before ? { version: before.version } : ('absent' as const)
    writes.push({ put: after, at: key.allowance(wanted.to), if: unchanged })
  }
  const claimed = await desk.store.commit(writes)
  if (claimed.committed) return send(claim, { head, event, parent }, desk)
  if (claimed.refused.includes(0)) return resume(name, desk)
  // Another answer to the same address was counted meanwhile: look again.
  return deliver(number, sequence, desk)
}

/** Goes on with a mail that was claimed before: settled ones stay, doubtful ones are sent again once doubt has passed. */
export const resume = async (name: MailName, desk: Sending): Promise<Delivery> => {
  const at = key.mail(name.number, name.sequence, name.purpose)
  for (;;) {
    const mail = await plannedMail(desk.store, name)
    if (!mail) return 'nothing-to-send'
    if (mail.status !== 'sending') return mail.status
    const now = desk.now()
    const doubt = doubtSeconds - seconds(mail.triedAt, now)
    if (doubt > 0) {
      await desk.wait(Math.min(1, doubt) * 1000)
      continue
    }
    const version = mail.version + 1
    const again = {
      ...mail,
      version,
      triedAt: now,
      due: { lane: 'mail' as const, at: later(now, lookAgainSeconds * version) },
    }
    const claimed = await desk.store.commit([{ put: again, at, if: { version: mail.version } }])
    if (!claimed.committed) continue
    const [head, event] = await both(desk.store, name.number, name.sequence)
    const parent = mail.inReplyTo === undefined ? undefined : { messageId: mail.inReplyTo, references: mail.references }
    return send(again, { head, event, parent }, desk)
  }
}

interface Cause {
  readonly head: Incident
  readonly event: TimelineEntry<IncidentEvent>
  readonly parent: Subject['parent']
}

const send = async (claim: PlannedMail, { head, event, parent }: Cause, desk: Sending): Promise<Delivery> => {
  const { purpose, to } = claim
  const comment =
    purpose === 'comment'
      ? { text: (event.data as Extract<IncidentEvent, { type: 'incident.commented' }>).message.text, by: event.by.name }
      : undefined
  const mail = compose({ ticket: head, purpose, to, comment, parent }, desk)
  const answer = await desk.post.send(await mimeOf(mail, claim.triedAt), to, claim)
  if ('rejected' in answer) {
    const { due: _, ...rest } = claim
    const rejected: PlannedMail = { ...rest, version: claim.version + 1, status: 'rejected', reason: answer.rejected }
    const at = key.mail(claim.number, claim.sequence, claim.purpose)
    const written = await desk.store.commit([{ put: rejected, at, if: { version: claim.version } }])
    return written.committed ? 'rejected' : 'uncertain'
  }
  await settle(desk.store, claim, answer.messageId, desk.now())
  return 'sent'
}

const both = async (store: Store, number: string, sequence: number) => {
  const items = await store.getMany([key.ticket(number), key.event(number, sequence)])
  const head = items.find((item) => item.kind === 'incident')
  const event = items.find((item) => item.kind === 'event')
  if (!head || !event) throw new Error(`${number} has no entry ${sequence} to send mail about`)
  return [head as unknown as Incident, event as unknown as TimelineEntry<IncidentEvent>] as const
}

/** The newest mail of the thread, theirs or ours (nothing before the first), and what this address was answered lately. */
const around = async (
  store: Store,
  head: Incident,
  to: string,
): Promise<readonly [Subject['parent'], Allowance | undefined]> => {
  const { lastMessageId } = head
  const [items, mails] = await Promise.all([
    store.getMany([
      key.allowance(to),
      ...(lastMessageId === undefined || isMadeUp(lastMessageId) ? [] : [key.message(lastMessageId)]),
    ]),
    // The entry that opened a ticket has no mail of ours before it.
    head.version === 1 ? undefined : store.parts(head.number, partOf.mail, { limit: 5, newestFirst: true }),
  ])
  const received = items.find((item) => item.kind === 'message')
  const allowance = items.find((item) => item.kind === 'allowance')
  const theirs = received && {
    messageId: String(received.messageId),
    references: (received.references as string[]) ?? [],
  }
  const ours = (mails?.items ?? []).map((item) => PlannedMail.parse(item)).find((mail) => mail.status === 'sent')
  return [newer(theirs, ours), allowance && Allowance.parse(allowance)]
}

/** Ours is the newer one unless they wrote after it, and then theirs names ours anyway. */
const newer = (theirs: Subject['parent'], ours: PlannedMail | undefined): Subject['parent'] => {
  if (ours?.messageId === undefined) return theirs
  const own = { messageId: ours.messageId, references: chainOf(ours) }
  return theirs && !own.references.includes(theirs.messageId) ? theirs : own
}
