import { commentOn } from '../desk/comment-on.ts'
import { execute } from '../desk/execute.ts'
import { inOrder } from '../desk/in-order.ts'
import type { Message } from '../ticket/message.ts'
import { Refusal } from '../ticket/refusal.ts'
import type { Interpretation } from './interpret.ts'
import { readCommands } from './mail-command.ts'
import type { Done } from './open-by-mail.ts'
import { ordersOf } from './orders.ts'
import { alsoWritten, companyOf, messageIn, originOf, receiptOf, type Taken } from './taken.ts'

type Comment = Extract<Interpretation, { to: 'comment' }>

/** Adds the mail to its ticket; an agent's may begin with commands. */
export const commentByMail = async (taken: Taken, meaning: Comment): Promise<Done> => {
  if (meaning.byAgent) return agentsMail(taken, meaning)
  return say(taken, meaning, await messageIn(taken, { verified: meaning.verified }))
}

const say = (taken: Taken, { number, visibility, isQuiet, verified }: Comment, message: Message, reason?: string) => {
  const context = originOf(taken)
  const isNote = visibility === 'internal'
  // Whoever only listens in brings nobody along, nor does a word that only the desk reads.
  const { watchers, strangers } = verified && !isNote ? companyOf(taken) : { watchers: [], strangers: [] }
  return commentOn(taken.desk, {
    number,
    command: { type: 'comment', message, visibility, watchers, ...(isQuiet && { isQuiet }) },
    context,
    receipt: receiptOf(taken),
    also: alsoWritten(taken, { outcome: 'commented', ...(reason && { reason }) }, context, strangers, isNote),
  })
}

/**
 * The mail of an agent who works on the ticket. All of its commands happen in one transaction with its words, or none does:
 * then the whole text is kept as a note that says which line was wrong.
 */
const agentsMail = async (taken: Taken, meaning: Comment): Promise<Done> => {
  const { letter, known, desk } = taken
  const full = await messageIn(taken, { verified: true })
  // What an agent's program quotes may be the desk's own words; it stays in the original, which only the desk reads.
  const { quoted: _, ...message } = full
  const commands = readCommands(letter.newText)
  try {
    if (!commands) return await say(taken, meaning, meaning.visibility === 'internal' ? full : message)
    const agent = known.sender!
    const orders = await ordersOf(commands, {
      agent,
      message,
      isNote: meaning.visibility === 'internal',
      store: desk.store,
    })
    if ('problems' in orders) return await keepAsNote(taken, meaning, full, orders.problems)
    const [first, ...others] = orders.steps
    // Words alone go where words go, also when the incident is merged into another.
    if (first?.command.type === 'comment' && others.length === 0)
      return await say(taken, { ...meaning, visibility: first.command.visibility }, first.command.message)
    const context = originOf(taken)
    const isNote = orders.visibility === 'internal'
    return await execute(desk, {
      process: inOrder,
      number: meaning.number,
      command: orders.steps,
      context,
      receipt: receiptOf(taken),
      also: alsoWritten(taken, { outcome: 'commented' }, context, [], isNote),
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return keepAsNote(taken, meaning, full, [error.message])
  }
}

const keepAsNote = (taken: Taken, meaning: Comment, message: Message, problems: readonly string[]) => {
  const kept: Message = {
    ...message,
    ...(message.mail && { mail: { ...message.mail, refused: true } }),
    notes: [...problems, ...(message.notes ?? [])],
  }
  return say(taken, { ...meaning, visibility: 'internal' }, kept, 'kept-as-note')
}
