import type { Office } from '../desk/execute.ts'
import { incidentProcess } from '../incident/process.ts'
import type { Letter } from '../mail/letter.ts'
import { readLetter } from '../mail/read-letter.ts'
import { recordBounce } from '../notify/bounce.ts'
import { defaultMailRules, type MailRules } from '../policy/mail-rules.ts'
import type { Files } from '../store/files.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { Conflict } from '../ticket/refusal.ts'
import { approvalReply } from './approval-reply.ts'
import { type Clues, cluesOf } from './clues.ts'
import { commentByMail } from './comment-by-mail.ts'
import { copiedIn } from './copied.ts'
import { type Envelope, isAuthentic } from './envelope.ts'
import { forwardedIn } from './forwarded-letter.ts'
import { type Desk, type Interpretation, interpret } from './interpret.ts'
import { lookUp, nothingKnown } from './known.ts'
import { type End, failedRecord, recordOf } from './log-entry.ts'
import { openByMail, openFollowUp } from './open-by-mail.ts'
import { isSettled, LetterRecord } from './record.ts'
import { returnedIn } from './returned.ts'
import type { Taken } from './taken.ts'

/** Where the desk keeps things, and what only the outside can tell: the instant, and random bits. */
export interface Receiving extends Desk, Office {
  /** Raw mail, read only. */
  readonly mails: Files
  readonly files: Files
  readonly now: () => string
  /** 26 random base-32 letters. */
  readonly replyKey: () => string
  /** Zone of people whose own we do not know, an IANA name. */
  readonly timeZone: string
  /** The rules about mail in force; those of a new desk when absent. */
  readonly mailRules?: () => Promise<MailRules>
}

/** More than SES accepts (40 MB) never arrives; what is larger than this is kept, but not read into memory. */
const mostBytes = 32 * 1024 * 1024
/** Mail up to this size is read in a few milliseconds and megabytes, whatever is in it. */
const easyBytes = 1024 * 1024
/** Two first mails of one person at once meet in the transaction; the loser looks again. */
const attempts = 3

/**
 * Takes in one mail that lies in the bucket, exactly once however often it is delivered, and answers what became of
 * it. Throws only for our own failures (store, bucket, bug): those are retried, and left for eyes in the log.
 */
export const receiveMail = async (envelope: Envelope, desk: Receiving): Promise<LetterRecord['outcome']> => {
  const letter = await letterIn(envelope, desk)
  const clues = cluesOf(letter, envelope)
  // Only an employee's mail brings people along, and nobody is looked up for a mail that cannot be one.
  const copied = isAuthentic(envelope) && !letter.automatic ? copiedIn(letter, desk) : []
  const forwarded = await forwardedIn(letter)
  const others = [...copied, ...(forwarded ? [forwarded.from] : [])].map(({ address }) => address)
  for (let attempt = 1; ; attempt++) {
    const [known, count, rules] = await Promise.all([
      lookUp(desk.store, clues, envelope.id, { from: letter.from?.address, others }),
      attempt === 1 && looksNew(letter, envelope, clues, desk)
        ? desk.store.next(key.counter(incidentProcess.kind), desk.now())
        : undefined,
      desk.mailRules?.() ?? defaultMailRules,
    ])
    if (known.before !== undefined && isSettled(known.before)) return known.before
    const meaning = interpret(letter, envelope, known, desk, rules)
    if (meaning.to === 'nothing') return settle(desk.store, envelope, letter, meaning)
    try {
      return await takeEffect(meaning, { envelope, letter, clues, known, copied, forwarded, count, desk })
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error
    }
  }
}

const letterIn = async (envelope: Envelope, desk: Receiving): Promise<Letter> => {
  const raw = await desk.mails.read(envelope.rawKey, mostBytes)
  if (!raw) throw new Error(`There is no raw mail at ${envelope.rawKey}`)
  // Should reading it end this function for good (memory, time), nobody is left to say so: it is said beforehand.
  if (raw.size > easyBytes)
    await desk.store.commit([{ put: failedRecord(envelope, 'unfinished'), at: key.letter(envelope.id), if: 'absent' }])
  const letter = await readLetter(raw.bytes)
  if (raw.size > raw.bytes.length)
    letter.notes.push(`Only the first ${raw.bytes.length} of ${raw.size} bytes were read; the original has the rest.`)
  return letter
}

/**
 * Whether the mail will open a ticket unless somebody knows it: most do, and then their number is taken while we look.
 * A number taken in vain leaves a gap, which is fine.
 */
const looksNew = (letter: Letter, envelope: Envelope, clues: Clues, desk: Desk) =>
  clues.keyed.length === 0 &&
  clues.answered.length === 0 &&
  clues.numberInSubject === undefined &&
  interpret(letter, envelope, nothingKnown, desk).to === 'open'

const takeEffect = async (
  meaning: Exclude<Interpretation, { to: 'nothing' }>,
  taken: Taken,
): Promise<LetterRecord['outcome']> => {
  const outcome = meaning.to === 'comment' || meaning.to === 'approval' ? 'commented' : 'opened'
  // Before the mail counts as taken in: what fails here is tried again with it.
  for (const returned of returnedIn(taken.letter, taken.known.thread, taken.envelope.receivedAt))
    await recordBounce(taken.desk, returned)
  const { repeated, number } =
    meaning.to === 'approval'
      ? await approvalReply(taken, taken.known.approval!)
      : meaning.to === 'comment'
        ? await commentByMail(taken, meaning)
        : meaning.to === 'follow-up'
          ? await openFollowUp(taken, taken.known.thread!.ticket)
          : await openByMail(taken)
  if (repeated) return settle(taken.desk.store, taken.envelope, taken.letter, { outcome: 'duplicate', number })
  return outcome
}

/** Leaves the log entry of a mail that changes no ticket, unless the same raw mail has one already. */
const settle = async (store: Store, envelope: Envelope, letter: Letter, end: End): Promise<LetterRecord['outcome']> => {
  const at = key.letter(envelope.id)
  const before = await store.get(at)
  const settled = before && LetterRecord.parse(before)
  if (settled && isSettled(settled.outcome)) return settled.outcome
  await store.commit([{ put: recordOf(envelope, letter, end), at }])
  return end.outcome
}
