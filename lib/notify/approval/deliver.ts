import { isHelpAddress } from '../../intake/interpret.ts'
import { preferenceOf } from '../../people/preferences.ts'
import type { Wanted } from '../mails.ts'
import { mark } from '../purpose.ts'
import { type Delivery, type Sending, sendOnce } from '../send.ts'
import { type ApprovalCircle, approvalCircleOf } from './circle.ts'
import { approvalMaterial } from './content.ts'
import { type ApprovalNotice, approvalNotices } from './notices.ts'

/** Mails that are sent at the same time: SES takes 14 a second of a new account. */
const atOnce = 4

const wantedOf = (
  { purpose, person: id, stage, digest, people }: ApprovalNotice,
  { change, people: known }: ApprovalCircle,
  desk: Sending,
): Wanted | undefined => {
  const person = known.get(id)
  const [to] = person?.addresses ?? []
  if (!person?.isActive || to === undefined || isHelpAddress(to, desk)) return undefined
  if (preferenceOf(person, { id: change.team }, 'approval') === 'off') return undefined
  const { name, timeZone, language } = person
  return {
    purpose: `${purpose}_${mark(`${id}#${stage}`)}`,
    to,
    cc: [],
    reader: { id, name, timeZone },
    language,
    thread: {
      number: change.number,
      title: change.title,
      language,
      replyKey: change.replyKey,
      requester: change.requester,
      followers: [],
      lastMessageId: undefined,
    },
    ballot: {
      stage,
      round: change.approval?.round ?? change.rounds,
      person: id,
      ...(digest !== undefined && { digest }),
    },
    ...(people && { words: { people: people.map(({ name: each }) => each).join(', ') } }),
  }
}

/**
 * Tells everybody whom one entry of a change concerns because of its approval, each exactly once. What fails does not keep the
 * others from theirs; its error comes last, and a repeated call does only what is left.
 */
export const deliverApproval = async (
  number: string,
  sequence: number,
  desk: Sending,
): Promise<readonly Delivery[]> => {
  const circle = await approvalCircleOf(desk.store, number, sequence)
  const mails = approvalNotices(circle).flatMap((notice) => wantedOf(notice, circle, desk) ?? [])
  if (mails.length === 0) return []
  const stages = mails.flatMap(({ ballot }) => ballot?.stage ?? [])
  const approval = await approvalMaterial(desk.store, circle, stages, desk.now())
  const deliveries: Delivery[] = []
  const failures: unknown[] = []
  for (let i = 0; i < mails.length; i += atOnce) {
    const some = mails.slice(i, i + atOnce)
    const ended = await Promise.allSettled(some.map((mail) => sendOnce(mail, { entry: circle.entry, approval }, desk)))
    for (const end of ended)
      if (end.status === 'rejected') failures.push(end.reason)
      else deliveries.push(end.value)
  }
  if (failures.length > 0) throw failures[0]
  return deliveries
}
