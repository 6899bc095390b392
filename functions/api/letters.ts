import * as z from 'zod'
import { listLetters } from '../../lib/desk/list-letters.ts'
import { isInfected, readLetterRecord, refuseInfected } from '../../lib/desk/raw-letter.ts'
import { replayOnce } from '../../lib/desk/replay-letter.ts'
import { Fate, type LetterRecord } from '../../lib/intake/record.ts'
import { type ActionOn, may } from '../../lib/people/access.ts'
import { parseNumber } from '../../lib/ticket/number.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { PageQuery } from './history.ts'
import { noting } from './noting.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

/** A mail of the log as lists show it. */
const LetterSummary = z.object({
  id: z.string(),
  receivedAt: z.string(),
  outcome: Fate,
  reason: z.string().optional().describe('Why it became nothing, or was kept as a note.'),
  from: z.string().optional(),
  subject: z.string().optional(),
  number: z.string().optional().describe('The ticket on which it took effect.'),
})

const LetterView = LetterSummary.extend({
  recipients: z.array(z.string()),
  verdicts: z
    .object({ spam: z.string(), virus: z.string(), spf: z.string(), dkim: z.string(), dmarc: z.string() })
    .describe('What SES found when the mail arrived.'),
  released: z.boolean().describe('A person let it in.'),
  notes: z.array(z.string()).describe('What the reader had to cut, guess or skip.'),
  raw: z.string().describe('Path to download the original from, with the same token.'),
})

const ListQuery = PageQuery.extend({
  outcome: Fate.optional().describe('What became of the mail.'),
  from: z.string().min(3).max(320).optional().describe('Exact mail address of the sender.'),
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Use a month such as 2026-11')
    .optional()
    .describe('Month in which it arrived (UTC), such as 2026-11.'),
  number: z
    .string()
    .transform((given, context) => {
      const number = parseNumber(given)
      if (number === undefined) context.addIssue({ code: 'custom', message: 'Use a ticket number such as INC-12' })
      return number ?? z.NEVER
    })
    .optional()
    .describe('Ticket on which the mail took effect.'),
  subject: z.string().min(1).max(200).optional().describe('Words of the subject, in any order.'),
})

const ensure = ({ caller }: Call, action: ActionOn<'letter'>): void => {
  if (!may(caller, action, { kind: 'letter' })) throw new Refusal('forbidden', 'Only agents read the log of mails.')
}

const viewOf = (letter: LetterRecord): z.infer<typeof LetterView> =>
  LetterView.parse({
    ...letter,
    ...letter.envelope,
    id: letter.id,
    released: letter.envelope.released ?? false,
    notes: letter.notes ?? [],
    raw: `/api/v1/letters/${encodeURIComponent(letter.id)}/raw`,
  })

const listAll = operation({
  method: 'GET',
  path: '/api/v1/letters',
  id: 'listLetters',
  access: { kind: 'letter', action: 'read' },
  summary: 'List the mails that arrived, newest first, with what became of each',
  query: ListQuery,
  status: 200,
  answer: z.object({ items: z.array(LetterSummary), cursor: z.string().nullable() }),
  run: async (call: Call<unknown, z.output<typeof ListQuery>>, desk: ApiDesk) => {
    ensure(call, 'read')
    const { store, now } = desk
    const { subject, ...query } = call.query
    await noting(call, desk, 'mail-log', { kind: 'letter', id: query.number ?? 'log' })
    const page = await listLetters(store, { ...query, words: subject, at: now() })
    return {
      status: 200,
      body: { items: page.items.map((item) => LetterSummary.parse(item)), cursor: page.cursor },
    }
  },
})

const readOne = operation({
  method: 'GET',
  path: '/api/v1/letters/{id}',
  id: 'readLetter',
  access: { kind: 'letter', action: 'read' },
  summary: 'Read what became of one mail, and why',
  status: 200,
  answer: LetterView,
  run: async (call: Call, { store }: ApiDesk) => {
    ensure(call, 'read')
    return { status: 200, body: viewOf(await readLetterRecord(store, call.params.id ?? '')) }
  },
})

const RawQuery = z.strictObject({
  anyway: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Administrators only: also a mail in which the virus scan found something.'),
})

/** A link to storage lives just long enough to be followed. */
const linkSeconds = 60

const readRaw = operation({
  method: 'GET',
  path: '/api/v1/letters/{id}/raw',
  id: 'readRawLetter',
  access: { kind: 'letter', action: 'read-raw' },
  summary: 'Download a mail as it arrived: answers with a link to storage that is good for a minute',
  query: RawQuery,
  status: 302,
  run: async (call: Call<unknown, z.output<typeof RawQuery>>, desk: ApiDesk) => {
    const { store, mails } = desk
    ensure(call, 'read-raw')
    const letter = await readLetterRecord(store, call.params.id ?? '')
    refuseInfected(letter, call.caller, call.query.anyway === 'true')
    const what = isInfected(letter) ? 'infected-mail' : 'raw-mail'
    await noting(call, desk, what, { kind: 'letter', id: letter.id })
    return { status: 302, headers: { location: await mails.link(letter.envelope.rawKey, linkSeconds) } }
  },
})

const replay = operation({
  method: 'POST',
  path: '/api/v1/letters/{id}/replay',
  id: 'replayLetter',
  access: { kind: 'letter', action: 'replay' },
  summary: 'Have a mail that became nothing taken in again; one that has taken effect stays as it is',
  status: 202,
  answer: LetterView,
  run: async (call: Call, { store }: ApiDesk) => {
    ensure(call, 'replay')
    return { status: 202, body: viewOf(await replayOnce(store, call.params.id ?? '')) }
  },
})

/** What the API can do with the log of mails. */
export const letters = [listAll, readOne, readRaw, replay]
