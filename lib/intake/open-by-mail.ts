import { execute } from '../desk/execute.ts'
import { inOrder, type Step } from '../desk/in-order.ts'
import { openIncident } from '../desk/open-incident.ts'
import type { CommandOf } from '../incident/command.ts'
import { longestTitle } from '../incident/decision/open.ts'
import { followersOf, type Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import { languageOf } from '../mail/language.ts'
import type { Letter } from '../mail/letter.ts'
import { bareSubject } from '../mail/subject.ts'
import { guest } from '../people/register.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import type { ForwardedLetter } from './forwarded-letter.ts'
import { isHelpAddress } from './interpret.ts'
import { readCommands } from './mail-command.ts'
import { ordersOf } from './orders.ts'
import { cutTo } from './shorten.ts'
import {
  alsoWritten,
  companyOf,
  isByAgent,
  languageIn,
  messageIn,
  originOf,
  receiptOf,
  requesterOf,
  type Taken,
  trustIn,
  writerOf,
} from './taken.ts'

/** What an order came to, as far as the log tells it. */
export interface Done {
  readonly number: string
  readonly repeated: boolean
}

/** Opens an incident for whoever wrote the mail; one that an agent passes on belongs to its writer. */
export const openByMail = async (taken: Taken): Promise<Done> => {
  const passedOn = passedOnBy(taken)
  if (passedOn) return openForWriter(taken, passedOn)
  const { known, letter, desk, count } = taken
  const isTrusted = trustIn(taken) !== 'unverified'
  const person = writerOf(taken)
  const language = languageIn(taken)
  const { watchers, strangers } = companyOf(taken)
  const context = originOf(taken)
  return execute(desk, {
    process: incidentProcess,
    count,
    command: {
      type: 'open',
      title: titleOf(letter, letter.newText, language),
      message: await messageIn(taken, { verified: isTrusted }),
      requester: requesterOf(person, letter.from!.address, isTrusted),
      watchers,
      language,
      replyKey: desk.replyKey(),
    },
    context,
    receipt: receiptOf(taken),
    also: alsoWritten(taken, { outcome: 'opened' }, context, [...(known.sender ? [] : [person]), ...strangers]),
  })
}

/** The mail that an agent passes on; nobody else's forward is taken for its writer's word. */
const passedOnBy = (taken: Taken): ForwardedLetter | undefined => {
  const { forwarded, known, desk } = taken
  if (!forwarded || !isByAgent(taken) || isHelpAddress(forwarded.from.address, desk)) return undefined
  return known.people.get(forwarded.from.address.toLowerCase())?.id === known.sender?.id ? undefined : forwarded
}

/** The agent opens it for the writer; what the agent wrote above is a note, and its first lines may be commands. */
const openForWriter = async (taken: Taken, { from, text, quoted, above }: ForwardedLetter): Promise<Done> => {
  const { known, letter, desk, count } = taken
  const language = languageOf(text || letter.subject)
  const owner = known.people.get(from.address.toLowerCase())
  const writer = owner ?? guest(from, language, desk.timeZone)
  const { watchers, strangers } = companyOf(taken)
  const context = originOf(taken)
  const words = { text: text || letter.newText, quoted }
  const open: CommandOf<'open'> = {
    type: 'open',
    title: titleOf(letter, text, language),
    message: await messageIn(taken, { verified: true, words }),
    requester: requesterOf(writer, from.address, true),
    watchers,
    language,
    replyKey: desk.replyKey(),
  }
  const carryOut = (steps: readonly Step[]) =>
    execute(desk, {
      process: inOrder,
      count,
      command: [{ command: open }, ...steps],
      context,
      receipt: receiptOf(taken),
      also: alsoWritten(taken, { outcome: 'opened' }, context, [...(owner ? [] : [writer]), ...strangers]),
    })
  const note = (notes?: readonly string[]): Step => ({
    command: { type: 'comment', message: { text: above, ...(notes && { notes: [...notes] }) }, visibility: 'internal' },
  })
  const commands = readCommands(above)
  if (!commands) return carryOut(above === '' ? [] : [note()])
  const orders = await ordersOf(commands, {
    agent: known.sender!,
    message: { text: '' },
    isNote: true,
    store: desk.store,
  })
  if ('problems' in orders) return carryOut([note(orders.problems)])
  try {
    return await carryOut(orders.steps)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return carryOut([note([error.message])])
  }
}

/**
 * Opens the one incident that follows a closed or canceled one: with its title, place and people, for the same requester.
 * Throws `Conflict` when another reply was first; looking again finds the incident that it opened.
 */
export const openFollowUp = async (taken: Taken, old: Incident): Promise<Done> => {
  const { desk, count } = taken
  const { watchers, strangers } = companyOf(taken)
  const context = originOf(taken)
  try {
    return await openIncident(desk, {
      follows: old,
      count,
      command: {
        type: 'open',
        title: old.title,
        message: await messageIn(taken, { verified: true }),
        requester: old.requester,
        watchers: [...followersOf(old), ...watchers],
        language: old.language,
        replyKey: desk.replyKey(),
      },
      context,
      receipt: receiptOf(taken),
      also: alsoWritten(taken, { outcome: 'opened' }, context, strangers),
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') throw new Conflict(error.message)
    throw error
  }
}

const titleOf = ({ subject }: Letter, text: string, language: 'en' | 'ko') =>
  cutTo(longestTitle, bareSubject(subject) || firstLine(text)) || (language === 'ko' ? '(제목 없음)' : '(no subject)')

const firstLine = (text: string) => text.trimStart().split('\n', 1)[0]!.trim()
