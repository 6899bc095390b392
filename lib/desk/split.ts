import type { IncidentEvent } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { Actor, Origin } from '../ticket/actor.ts'
import type { TimelineEntry } from '../ticket/event.ts'
import type { Message, Requester, Visibility } from '../ticket/message.ts'
import { Refusal } from '../ticket/refusal.ts'
import { execute, load, type Office, type Receipt, type Result } from './execute.ts'
import type { IncidentAlongside } from './incident-order.ts'

interface Wish {
  readonly number: string
  /** The entry of the timeline whose message becomes an incident of its own. */
  readonly sequence: number
  readonly title: string
  readonly replyKey: string
  readonly context: Origin
  readonly receipt?: Receipt | undefined
  /** The version of the old incident that the caller has seen. */
  readonly ifVersion?: number | undefined
}

/**
 * Opens a new incident from one message of another: with its words, its files and its writer as the requester; answers to
 * that very mail find the new one. The old incident shows where the message went.
 */
export const split = async (office: Office, wish: Wish): Promise<Result<Incident>> => {
  const { number, sequence, title, replyKey, context, receipt, ifVersion } = wish
  const from = await load(office.store, incidentProcess, number)
  if (!from) throw new Refusal('not_found', `There is no ticket ${number}.`)
  const { message, by } = await messageAt(office.store, number, sequence)
  const known = message.mail && (await office.store.get(key.message(message.mail.messageId)))
  return execute(office, {
    process: incidentProcess,
    command: {
      type: 'open',
      title,
      message,
      requester: writer(from, by, message),
      impact: from.impact,
      urgency: from.urgency,
      category: from.category,
      service: from.service,
      team: from.team,
      language: from.language,
      replyKey,
      origin: { number, how: 'split', sequence },
    },
    context,
    receipt,
    also: (opened): readonly Write[] =>
      known ? [{ put: { ...known, number: opened }, at: key.message(message.mail!.messageId) }] : [],
    alongside: (opened): readonly IncidentAlongside[] => [
      { number, command: { type: 'split-off', sequence, into: opened.number }, ifVersion },
    ],
  })
}

const messageAt = async (store: Store, number: string, sequence: number): Promise<{ message: Message; by: Actor }> => {
  const found = (await store.get(key.event(number, sequence))) as unknown as TimelineEntry<IncidentEvent> | undefined
  const { message, visibility } = (found?.data ?? {}) as { message?: Message; visibility?: Visibility }
  if (!found || !message)
    throw new Refusal('invalid', `${number} has no message at ${sequence}. Give the sequence of one.`, 'sequence')
  if (visibility === 'internal')
    throw new Refusal(
      'invalid',
      `Entry ${sequence} is an internal note, which a requester must not read. Split at a public message.`,
      'sequence',
    )
  return { message, by: found.by }
}

/** Whoever wrote it, unless that was the desk on the requester's behalf. */
const writer = (from: Incident, by: Actor, { mail }: Message): Requester =>
  by.id === from.requester.id || by.is === 'agent' || by.is === 'administrator' || by.is === 'system'
    ? from.requester
    : { id: by.id, name: by.name, ...(mail && { address: mail.from }) }
