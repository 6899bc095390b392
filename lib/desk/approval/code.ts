import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Stage } from '../../approval/approval.ts'
import type { Change } from '../../change/change.ts'
import { changeProcess } from '../../change/process.ts'
import type { PlannedMail } from '../../notify/planned-mail.ts'
import { mark } from '../../notify/purpose.ts'
import type { Person } from '../../people/person.ts'
import { hashOf } from '../../people/session.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import { ownerOf } from '../change-person.ts'
import { load } from '../execute.ts'
import { newestBallot } from './ballot-of.ts'

/** A code is typed from one window into another. */
export const codeMinutes = 10
/** Long enough to read a plan, short enough for a browser that others use, too. */
const passMinutes = 15
/** One in 200,000 guesses a code with so many tries. */
const mostTries = 5
const mostCodesAnHour = 3
const hour = 3_600_000

/** What lets somebody without an account decide: the code that was mailed, and the pass that it opened. Only hashes. */
const ApprovalCode = z.object({
  kind: z.literal('approval-code'),
  version: z.int(),
  /** The asking that it is for; another one needs another code. */
  round: z.int(),
  askedAt: z.string(),
  /** When codes were asked for lately. */
  requestedAt: z.array(z.string()),
  code: z.object({ hash: z.string(), until: z.string(), tries: z.int() }).optional(),
  pass: z.object({ hash: z.string(), since: z.string(), until: z.string() }).optional(),
  expiresAt: z.int(),
})
type ApprovalCode = z.infer<typeof ApprovalCode>

/** Who decides about what. */
export interface GuestBallot {
  readonly change: Change
  readonly stage: Stage
  readonly person: Person
}

const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString()
const placeOf = (person: string, number: string, stage: string) => key.approvalCode(person, number, stage)
/** Bound to whose decision it opens, so that a code of one ballot is nothing to another. */
const codeHash = (code: string, person: string, number: string, stage: string, round: number) =>
  createHash('sha256')
    .update(JSON.stringify([person, number, stage, round, code]))
    .digest('base64url')
const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

const noSuchStage = (number: string) => new Refusal('not_found', `There is no approval of ${number} like that.`)

/** The change and stage of this name, or a refusal. */
const stageOf = async (store: Store, number: string, id: string): Promise<Omit<GuestBallot, 'person'>> => {
  const change = await load(store, changeProcess, number)
  const stage = change?.approval?.steps.flat().find((each) => each.id === id)
  if (!change || stage?.askedAt === undefined) throw noSuchStage(number)
  return { change, stage }
}

/** Whoever has this address and was asked, if they have no account to sign in with. */
const guestWith = async (store: Store, address: string, stage: Stage): Promise<Person | undefined> => {
  const person = await ownerOf(store, address.trim().toLowerCase())
  return person?.isActive && person.role === 'guest' && newestBallot(stage, person.id) ? person : undefined
}

const read = async (store: Store, person: string, number: string, stage: string) => {
  const found = await store.get(placeOf(person, number, stage))
  return found && ApprovalCode.parse(found)
}

/**
 * Asks for a code to be mailed to the address that was asked to decide. Whoever was not asked gets none, and nobody more than
 * three an hour; the answer is the same, so that nobody learns who is asked.
 */
export const askForCode = async (
  store: Store,
  { number, stage: id, address }: { readonly number: string; readonly stage: string; readonly address: string },
  at: string,
): Promise<void> => {
  const { change, stage } = await stageOf(store, number, id)
  const person = await guestWith(store, address, stage)
  if (!person || newestBallot(stage, person.id)?.state !== 'requested') return
  const before = await read(store, person.id, number, id)
  const requestedAt = (before?.requestedAt ?? []).filter((then) => Date.parse(at) - Date.parse(then) < hour)
  if (requestedAt.length >= mostCodesAnHour) return
  const [to] = person.addresses
  const next: ApprovalCode = {
    ...before,
    kind: 'approval-code',
    version: (before?.version ?? 0) + 1,
    round: change.approval!.round,
    askedAt: stage.askedAt!,
    requestedAt: [...requestedAt, at],
    expiresAt: Math.ceil(Date.parse(at) / 1000) + 86_400,
  }
  const mail: PlannedMail = {
    kind: 'mail',
    number,
    sequence: change.version,
    purpose: `approval-code_${mark(`${person.id}#${id}#${next.version}#${at}`)}`,
    version: 1,
    status: 'asked',
    to: to!,
    reader: { id: person.id, name: person.name, timeZone: person.timeZone },
    language: person.language,
    thread: number,
    triedAt: at,
    references: [],
    ballot: { stage: id, round: next.round, person: person.id },
    words: { title: change.title },
    due: { lane: 'mail', at },
  }
  const { committed } = await store.commit([
    { put: next, at: placeOf(person.id, number, id), if: before ? { version: before.version } : 'absent' },
    { put: mail, at: key.mail(mail.number, mail.sequence, mail.purpose), if: 'absent' },
  ])
  if (!committed) throw new Conflict('Two codes were asked for at once. Try again.')
}

/**
 * Makes a code good for a ballot: called where its mail is made, so that the code itself is kept nowhere. A mail that is made
 * anew after a crash has a code of its own, and the newest one counts.
 */
export const makeCode = async (
  store: Store,
  {
    person,
    number,
    stage,
    round,
  }: { readonly person: string; readonly number: string; readonly stage: string; readonly round: number },
  chance: string,
  at: string,
): Promise<string> => {
  const digits = createHash('sha256').update(chance).digest().readUIntBE(0, 6) % 1_000_000
  const code = String(digits).padStart(6, '0')
  const before = await read(store, person, number, stage)
  if (!before) throw new Error(`Nobody asked for a code for ${number} ${stage}`)
  const next: ApprovalCode = {
    ...before,
    version: before.version + 1,
    code: { hash: codeHash(code, person, number, stage, round), until: later(at, codeMinutes), tries: 0 },
  }
  const place = placeOf(person, number, stage)
  const { committed } = await store.commit([{ put: next, at: place, if: { version: before.version } }])
  if (!committed) throw new Conflict('The code was asked for again meanwhile.')
  return code
}

const wrong = (tries: number) =>
  tries < mostTries
    ? new Refusal('invalid', `code: that is not it. You can try ${mostTries - tries} more times.`, 'code', {
        left: mostTries - tries,
      })
    : new Refusal('too_many', 'code: that was wrong five times. Ask for another code.', 'code', { left: 0 })

const noCode = () =>
  new Refusal('invalid', 'code: this code is not good, or not any more. Ask for another one.', 'code', { left: 0 })

/** Opens the decision for whoever enters the code that was mailed to them; answers the pass, which only their browser has. */
export const enterCode = async (
  store: Store,
  given: { readonly number: string; readonly stage: string; readonly address: string; readonly code: string },
  { secret, at }: { readonly secret: string; readonly at: string },
): Promise<{ readonly person: string; readonly pass: string; readonly until: string }> => {
  const { number, stage: id } = given
  const { change, stage } = await stageOf(store, number, id)
  const person = await guestWith(store, given.address, stage)
  const before = person && (await read(store, person.id, number, id))
  const { code } = before ?? {}
  if (!person || !before || !code || code.until <= at || !isFor(before, change, stage)) throw noCode()
  const place = placeOf(person.id, number, id)
  const digits = given.code.replace(/\D/g, '')
  const { code: _, ...rest } = before
  const version = before.version + 1
  if (!isSame(codeHash(digits, person.id, number, id, before.round), code.hash)) {
    const tries = code.tries + 1
    const next = tries < mostTries ? { ...before, version, code: { ...code, tries } } : { ...rest, version }
    // A try that is not counted is no try: it is refused alike.
    await store.commit([{ put: next, at: place, if: { version: before.version } }])
    throw wrong(tries)
  }
  const until = later(at, passMinutes)
  const next: ApprovalCode = { ...rest, version, pass: { hash: hashOf(secret), since: at, until } }
  const { committed } = await store.commit([{ put: next, at: place, if: { version: before.version } }])
  if (!committed) throw noCode()
  return { person: person.id, pass: secret, until }
}

const isFor = ({ round, askedAt }: ApprovalCode, { approval }: Change, stage: Stage) =>
  approval?.round === round && stage.askedAt === askedAt

/** Whose pass this is, and since when they proved it; nothing where it is wrong, over, or was for another asking. */
export const passHolder = async (
  store: Store,
  {
    number,
    stage: id,
    person,
    pass,
  }: { readonly number: string; readonly stage: string; readonly person: string; readonly pass: string },
  at: string,
): Promise<{ readonly since: string } | undefined> => {
  const found = await read(store, person, number, id)
  if (!found?.pass || found.pass.until <= at || !isSame(hashOf(pass), found.pass.hash)) return undefined
  const { change, stage } = await stageOf(store, number, id)
  return isFor(found, change, stage) ? { since: found.pass.since } : undefined
}
