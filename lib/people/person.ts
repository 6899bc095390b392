import * as z from 'zod'
import type { Actor } from '../ticket/actor.ts'
import { Language } from '../ticket/message.ts'
import { TimeZone } from '../ticket/time-zone.ts'
import { OwnPreferences } from './preferences.ts'

/**
 * What a person may be to the desk. A guest is somebody who wrote to us and whom no directory knows; an integration is a
 * program, which does what its token was made for.
 */
export const Role = z.enum(['employee', 'agent', 'administrator', 'guest', 'integration'])
export type Role = z.infer<typeof Role>

/** What somebody who works for the desk answers for beside their role; without such a role it gives nothing. */
export const Duty = z.enum(['change-manager', 'knowledge-manager'])
export type Duty = z.infer<typeof Duty>

/** A mail address, in lower case. */
export const MailAddress = z
  .email('is no mail address. Write it like minji.kim@example.com')
  .max(254, 'is longer than a mail address may be (254)')
  .toLowerCase()

const LocalDate = z.iso.date('is no date. Write it as YYYY-MM-DD')

/** Days on which somebody does not work, the last one included; local dates in their zone. */
export const Leave = z
  .strictObject({ from: LocalDate, to: LocalDate, note: z.string().max(200, 'Use at most 200 characters').optional() })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before from. Give the last day of the leave' })
export type Leave = z.infer<typeof Leave>

const short = (what: string) => z.string(what).trim().min(1, what).max(100, 'Use at most 100 characters')

/** What the directory says of a person, as commands give it. */
export const PersonFields = z.strictObject({
  name: short('Give a name').describe('As they are called.'),
  role: Role.describe('What they may be to the desk.'),
  language: Language.describe('In which we write to them.'),
  timeZone: TimeZone.describe('IANA zone of their days.'),
  manager: short('Give the id of a person').optional().describe('Id of the person who leads this one.'),
  department: short('Name the department').optional().describe('Where they belong.'),
  location: short('Name the place').optional().describe('Where they work.'),
  isVip: z.boolean().optional().describe('Whether their incidents are urgent until somebody judges.'),
  isShared: z
    .boolean()
    .optional()
    .describe('Whether it is a mailbox that several people read, such as that of a front desk.'),
  leaves: z
    .array(Leave)
    .max(100, 'Use at most 100 leaves; leave out those that are over')
    .optional()
    .describe('Days on which they get no work.'),
  skills: z
    .array(short('Name a skill').toLowerCase())
    .max(50, 'Use at most 50 skills')
    .optional()
    .describe('What they know about, such as `network`; tickets may ask for it.'),
  duties: z
    .array(Duty)
    .max(Duty.options.length, 'Name each duty once')
    .optional()
    .describe('What they answer for beside their role; counts for agents and administrators.'),
})
export type PersonFields = z.infer<typeof PersonFields>

/** A person may have this many addresses; all of them are written together with the person. */
export const mostAddresses = 20

/** Somebody who uses the desk. A kept record (lib/store/kept.ts). */
export const Person = z.object({
  kind: z.literal('person').default('person'),
  id: z.string(),
  /** 0 for somebody who was stored before versions were kept. */
  version: z.int().default(0),
  /** What the company's directory calls them, for ever: names, addresses and departments change, this does not. */
  directoryId: z.string().optional(),
  name: z.string(),
  /** Mail addresses in lower case; the first is where we write to. Each has one owner. Only the inactive may have none. */
  addresses: z.array(z.string()),
  role: Role,
  language: Language,
  /** IANA zone, such as `Asia/Seoul`. */
  timeZone: z.string(),
  /** Somebody inactive has no access and gets no work; what they did stays theirs. */
  isActive: z.boolean().default(true),
  /** Since when they are active again; what was signed in before stays out. */
  activeSince: z.string().optional(),
  manager: z.string().optional(),
  department: z.string().optional(),
  location: z.string().optional(),
  isVip: z.boolean().default(false),
  isShared: z.boolean().default(false),
  leaves: z.array(Leave).default([]),
  skills: z.array(z.string()).default([]),
  duties: z.array(Duty).default([]),
  preferences: OwnPreferences.prefault({}),
})
export type Person = z.infer<typeof Person>

/** The person as the one who acts, with what they came by. */
export const actorOf = ({ id, name, role, via }: Person & { readonly via?: string }): Actor => ({
  id,
  name,
  is: role,
  ...(via !== undefined && { via }),
})

/** Whether this person works for the desk, and still does. */
export const isAgent = (person: { readonly role: Role; readonly isActive?: boolean }): boolean =>
  person.isActive !== false && (person.role === 'agent' || person.role === 'administrator')
