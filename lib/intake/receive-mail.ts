import { execute, type Office } from '../desk/execute.ts'
import { longestTitle } from '../incident/decision/open.ts'
import { incidentProcess } from '../incident/process.ts'
import { languageOf } from '../mail/language.ts'
import type { Letter } from '../mail/letter.ts'
import { readLetter } from '../mail/read-letter.ts'
import { bareSubject } from '../mail/subject.ts'
import { actorOf, type Person } from '../people/person.ts'
import { guest, registration } from '../people/register.ts'
import type { Files } from '../store/files.ts'
import { key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { Origin } from '../ticket/actor.ts'
import { Conflict } from '../ticket/refusal.ts'
import { type Clues, cluesOf } from './clues.ts'
import { type Envelope, isAuthentic } from './envelope.ts'
import { type Desk, type Interpretation, interpret } from './interpret.ts'
import { type Known, lookUp, nothingKnown } from './known.ts'
import { messageOf, notesOn } from './message-of.ts'
import { isSettled, LetterRecord } from './record.ts'
import { cutTo } from './shorten.ts'

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
  const raw = await desk.mails.read(envelope.rawKey, mostBytes)
  if (!raw) throw new Error(`There is no raw mail at ${envelope.rawKey}`)
  // Should reading it end this function for good (memory, time), nobody is left to say so: it is said beforehand.
  if (raw.size > easyBytes)
    await desk.store.commit([{ put: failedRecord(envelope, 'unfinished'), at: key.letter(envelope.id), if: 'absent' }])
  const letter = await readLetter(raw.bytes)
  if (raw.size > raw.bytes.length)
    letter.notes.push(`Only the first ${raw.bytes.length} of ${raw.size} bytes were read; the original has the rest.`)
  const clues = cluesOf(letter, envelope)
  for (let attempt = 1; ; attempt++) {
    const [known, count] = await Promise.all([
      lookUp(desk.store, clues, envelope.id, letter.from?.address),
      attempt === 1 && looksNew(letter, envelope, clues, desk)
        ? desk.store.next(key.counter(incidentProcess.kind), desk.now())
        : undefined,
    ])
    if (known.before !== undefined && isSettled(known.before)) return known.before
    const meaning = interpret(letter, envelope, known, desk)
    if (meaning.to === 'nothing') return settle(desk.store, envelope, letter, meaning)
    try {
      return await takeEffect(meaning, { envelope, letter, clues, known, count, desk })
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error
    }
  }
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

interface Taken {
  readonly envelope: Envelope
  readonly letter: Letter
  readonly clues: Clues
  readonly known: Known
  readonly count: number | undefined
  readonly desk: Receiving
}

const takeEffect = async (
  meaning: Extract<Interpretation, { to: 'open' | 'comment' }>,
  { envelope, letter, clues, known, count, desk }: Taken,
): Promise<LetterRecord['outcome']> => {
  const sender = letter.from!
  const language = languageOf(letter.newText || letter.subject)
  const person = known.sender ?? guest(sender, language, desk.timeZone)
  const context: Origin = { at: desk.now(), by: actorOf(person), channel: 'mail' }
  const verified = meaning.to === 'open' ? isAuthentic(envelope) : meaning.verified
  const message = await messageOf(letter, { envelope, messageId: clues.messageId, verified, files: desk.files })
  const outcome = meaning.to === 'open' ? 'opened' : 'commented'
  const also = (number: string): readonly Write[] => [
    { put: record(envelope, letter, { outcome, number }), at: key.letter(envelope.id) },
    ...(known.messageIsNew ? [messageWrite(clues, letter, number)] : []),
    ...(known.sender ? [] : registration(person, context)),
  ]
  // The item of a new Message-ID is the receipt too; only a mail under an id that was used before needs one of its own.
  const receipt = known.messageIsNew ? undefined : { input: `mail#${clues.identity}` }
  const { repeated, number } =
    meaning.to === 'open'
      ? await execute(desk, {
          process: incidentProcess,
          count,
          command: {
            type: 'open',
            title: titleOf(letter, language),
            message,
            requester: requesterOf(person, sender.address),
            language,
            replyKey: desk.replyKey(),
          },
          context,
          receipt,
          also,
        })
      : await execute(desk, {
          process: incidentProcess,
          number: meaning.number,
          command: { type: 'comment', message, visibility: meaning.visibility },
          context,
          receipt,
          also,
        })
  if (repeated) return settle(desk.store, envelope, letter, { outcome: 'duplicate', number })
  return outcome
}

/** Leaves the log entry of a mail that changes no ticket, unless the same raw mail has one already. */
const settle = async (
  store: Store,
  envelope: Envelope,
  letter: Letter,
  end: { outcome: LetterRecord['outcome']; reason?: string; number?: string },
): Promise<LetterRecord['outcome']> => {
  const at = key.letter(envelope.id)
  const before = await store.get(at)
  const settled = before && LetterRecord.parse(before)
  if (settled && isSettled(settled.outcome)) return settled.outcome
  await store.commit([{ put: record(envelope, letter, end), at }])
  return end.outcome
}

const record = (
  envelope: Envelope,
  letter: Letter,
  end: { outcome: LetterRecord['outcome']; reason?: string; number?: string },
): LetterRecord => ({
  kind: 'letter',
  id: envelope.id,
  ...end,
  from: letter.from?.address,
  subject: letter.subject.slice(0, longestTitle),
  receivedAt: envelope.receivedAt,
  envelope,
  notes: notesOn(letter),
})

const messageWrite = (clues: Clues, letter: Letter, number: string): Write => ({
  put: {
    kind: 'message',
    messageId: clues.messageId,
    identity: clues.identity,
    number,
    sent: false,
    from: letter.from?.address,
    references: letter.references.slice(-20),
  },
  at: key.message(clues.messageId),
  if: 'absent',
})

const requesterOf = (person: Person, address: string) => ({ id: person.id, name: person.name, address })

const titleOf = (letter: Letter, language: 'en' | 'ko') =>
  cutTo(longestTitle, bareSubject(letter.subject) || firstLine(letter.newText)) ||
  (language === 'ko' ? '(제목 없음)' : '(no subject)')

const firstLine = (text: string) => text.trimStart().split('\n', 1)[0]!.trim()

/** The log entry of a mail that we could not take in; it stays until a replay succeeds. */
export const failedRecord = (envelope: Envelope, reason: string): LetterRecord => ({
  kind: 'letter',
  id: envelope.id,
  outcome: 'failed',
  reason,
  receivedAt: envelope.receivedAt,
  envelope,
})
