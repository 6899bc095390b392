import * as z from 'zod'
import { PersonRef } from '../ticket/person-ref.ts'
import { type Change, ChangeType, Risk } from './change.ts'
import { occurrences, Recurrence, type Span } from './recurrence.ts'

const id = (what: string) => z.string(what).trim().min(1, what).max(100, 'Use at most 100 characters')

/** A change advisory board: when it meets, who sits on it, and which changes it speaks about (CHG-9). */
export const MeetingFields = z.strictObject({
  name: id('Name it').describe('What it is called.'),
  when: Recurrence.describe('When it meets.'),
  members: z
    .array(id('Give the id of a person'))
    .max(50, 'Use at most 50 people')
    .default([])
    .describe('Ids of the people who sit on it.'),
  delegates: z
    .array(z.strictObject({ member: id('Give the id of a member'), delegate: id('Give the id of a person') }))
    .max(50)
    .default([])
    .describe('Who sits in for a member. Voting for somebody is a delegation of theirs, and no matter of the board.'),
  about: z
    .strictObject({
      types: z.array(ChangeType).max(3).default([]).describe('Types of changes.'),
      risks: z.array(Risk).max(4).default([]).describe('Risks.'),
      services: z.array(id('Give the id of a service')).max(100).default([]).describe('Ids of services.'),
      teams: z.array(id('Give the id of a team')).max(100).default([]).describe('Ids of teams.'),
    })
    .prefault({})
    .describe('Which changes it speaks about: those that fit in everything that is named.'),
})
export type MeetingFields = z.infer<typeof MeetingFields>

const Said = { number: z.string(), by: PersonRef, at: z.iso.datetime() }

/** What came of one meeting. A kept record (lib/store/kept.ts). */
export const Sitting = z.object({
  id: z.string(),
  version: z.int(),
  meeting: z.string(),
  /** Local date of its beginning. */
  date: z.iso.date(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  present: z.array(PersonRef).default([]),
  notes: z.array(z.object({ ...Said, text: z.string() })).default([]),
  decisions: z
    .array(
      z.object({
        ...Said,
        stage: z.string(),
        decision: z.enum(['approved', 'rejected']),
        comment: z.string().optional(),
      }),
    )
    .default([]),
  minutes: z.string().default(''),
})
export type Sitting = z.infer<typeof Sitting>

/** Boards meet at least once in so many days. */
const farthestDays = 400

/** The meeting that goes on or comes next, and the one after it; nothing when there is none within a year. */
export const nextMeetings = ({ when }: Pick<MeetingFields, 'when'>, at: string): readonly Span[] =>
  occurrences(when, { from: at, to: new Date(Date.parse(at) + farthestDays * 86_400_000).toISOString() }).slice(0, 2)

const fits = <Value>(wanted: readonly Value[], value: Value | undefined) =>
  wanted.length === 0 || (value !== undefined && wanted.includes(value))

/**
 * Whether a change is on the agenda: it is being assessed or decided, it is one that the board speaks about, and it would be too
 * late for it to wait for the meeting after this (`following`), or it has no time yet.
 */
export const isOnAgenda = (change: Change, { about }: MeetingFields, following: Span | undefined): boolean =>
  (change.state === 'assess' || change.state === 'authorize') &&
  fits(about.types, change.type) &&
  fits(about.risks, change.risk) &&
  fits(about.services, change.service) &&
  fits(about.teams, change.team) &&
  (!change.window || !following || change.window.from < following.from)
