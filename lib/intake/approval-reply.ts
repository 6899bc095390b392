import { decisionIn } from '../approval/reply.ts'
import type { Change } from '../change/change.ts'
import { changeProcess } from '../change/process.ts'
import { heldBallot } from '../desk/approval/ballot-of.ts'
import { decideBallot } from '../desk/approval/decide.ts'
import { commandChange } from '../desk/change/order.ts'
import { load } from '../desk/execute.ts'
import { followerOf } from '../desk/named-person.ts'
import type { PlannedMail } from '../notify/planned-mail.ts'
import { mark } from '../notify/purpose.ts'
import { plannedMail } from '../notify/settle.ts'
import type { ReplyTrouble } from '../notify/text/texts.ts'
import type { Person } from '../people/person.ts'
import { key } from '../store/schema.ts'
import type { Write } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'
import type { ApprovalThread } from './known.ts'
import type { Done } from './open-by-mail.ts'
import { alsoWritten, messageIn, originOf, receiptOf, type Taken } from './taken.ts'

/** Whoever goes on replying is helped once an hour, so that two programs cannot write to each other. */
const helpHours = 1

const officeOf = ({ desk }: Taken) => ({ ...desk, serviceOf: async () => undefined })

/** What a refusal to a reply means to whoever wrote it. */
const troubleOf = ({ code, field }: Refusal): ReplyTrouble => {
  if (code === 'stale') return 'stale'
  if (code === 'unauthenticated') return 'step-up'
  if (code === 'invalid' && field === 'comment') return 'reason'
  return code === 'not_found' || code === 'forbidden' ? 'not-asked' : 'over'
}

/** What follows the line that decides. */
const afterFirstLine = (text: string): string => {
  const lines = text.split(/\r\n|\r|\n/)
  return lines
    .slice(lines.findIndex((line) => line.trim() !== '') + 1)
    .join('\n')
    .trim()
    .slice(0, 4000)
}

/**
 * Decides by the reply, if it says so in just the words there are for it, and answers why it did not otherwise. It decides
 * about what the very mail that it answers showed, and only for the person to whom that mail was.
 */
const decide = async (
  taken: Taken,
  sender: Person,
  asked: PlannedMail | undefined,
  change: Change,
): Promise<Done | ReplyTrouble> => {
  const { letter } = taken
  const decision = decisionIn(letter.newText)
  if (!decision) return 'words'
  const { ballot } = asked ?? {}
  if (!ballot || ballot.person !== sender.id) return 'not-asked'
  if (ballot.digest === undefined) return 'over'
  if (ballot.round !== change.approval?.round) return 'stale'
  const context = originOf(taken)
  try {
    const result = await decideBallot(officeOf(taken), {
      number: change.number,
      stage: ballot.stage,
      approver: followerOf(sender),
      decision,
      comment: afterFirstLine(letter.newText),
      digest: ballot.digest,
      channel: 'mail',
      context,
      receipt: receiptOf(taken),
      also: alsoWritten(taken, { outcome: 'commented' }, context, [])(change.number),
    })
    return { number: result.number, repeated: result.repeated }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return troubleOf(error)
  }
}

/** The stage in which whoever writes is asked, for the link in the answer. */
const stageFor = async (
  { desk }: Taken,
  { approval }: Change,
  sender: Person,
  asked: PlannedMail | undefined,
): Promise<string | undefined> => {
  const stages = approval?.steps.flat() ?? []
  const known = stages.find(({ id }) => id === asked?.ballot?.stage)
  if (known) return known.id
  for (const stage of stages) if (await heldBallot(desk.store, stage, sender.id, desk.now())) return stage.id
  return undefined
}

/** The mail that says why nothing was decided, and how one decides; nothing for who was helped within the hour. */
const help = async (
  taken: Taken,
  change: Change,
  sender: Person,
  trouble: ReplyTrouble,
  stage: string,
): Promise<readonly Write[]> => {
  const { desk, envelope, letter } = taken
  const at = desk.now()
  const hour = Math.floor(Date.parse(at) / (helpHours * 3_600_000))
  const receipt = key.receipt(`approval-help#${sender.id}#${change.number}#${hour}`)
  const to = letter.from!.address
  if (await desk.store.get(receipt)) return []
  const mail: PlannedMail = {
    kind: 'mail',
    number: change.number,
    sequence: change.version,
    purpose: `approval-help_${mark(envelope.id)}`,
    version: 1,
    status: 'asked',
    to,
    reader: { id: sender.id, name: sender.name, timeZone: sender.timeZone },
    language: sender.language,
    thread: change.number,
    triedAt: at,
    references: [],
    ballot: { stage, round: change.approval?.round ?? change.rounds, person: sender.id },
    words: { trouble },
    due: { lane: 'mail', at },
  }
  return [
    { put: mail, at: key.mail(mail.number, mail.sequence, mail.purpose), if: 'absent' },
    {
      put: { kind: 'receipt', number: change.number, expiresAt: Math.ceil(Date.parse(at) / 1000) + 86_400 },
      at: receipt,
      if: 'absent',
    },
  ]
}

/**
 * Takes a reply to a mail about a decision: it decides, or it decides nothing, is kept among the words of the change and is
 * answered with how one decides. Only proven people come here, and no machine does.
 */
export const approvalReply = async (taken: Taken, { number, mail }: ApprovalThread): Promise<Done> => {
  const { desk, known } = taken
  const sender = known.sender!
  const [change, asked] = await Promise.all([
    load(desk.store, changeProcess, number),
    mail && plannedMail(desk.store, mail),
  ])
  if (!change) throw new Error(`${number} was found a moment ago and is gone`)
  const came = await decide(taken, sender, asked, change)
  if (typeof came !== 'string') return came
  const stage = await stageFor(taken, change, sender, asked)
  const answer = stage === undefined ? [] : await help(taken, change, sender, came, stage)
  const context = originOf(taken)
  const message = await messageIn(taken, { verified: true })
  const result = await commandChange(
    officeOf(taken),
    {
      number,
      context,
      receipt: receiptOf(taken),
      also: [
        ...alsoWritten(taken, { outcome: 'commented', reason: 'kept-as-note' }, context, [], true)(number),
        ...answer,
      ],
    },
    { type: 'comment', message, visibility: 'internal' },
  )
  return { number: result.number, repeated: result.repeated }
}
