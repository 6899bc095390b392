import type { Envelope } from '../../lib/intake/envelope.ts'
import { type Known, nothingKnown } from '../../lib/intake/known.ts'
import type { Letter } from '../../lib/mail/letter.ts'
import { Person } from '../../lib/people/person.ts'

/** A plain first mail from an employee, with changes. */
export const letter = (over: Partial<Letter> = {}): Letter => ({
  messageId: 'first@mail.example',
  inReplyTo: [],
  references: [],
  from: { name: '김민지', address: 'minji.kim@haneul.example' },
  replyTo: [],
  to: [{ name: '', address: 'help@haneul.example' }],
  cc: [],
  deliveredTo: [],
  returnPath: 'minji.kim@haneul.example',
  subject: 'Printer',
  date: '2026-11-24T00:00:00.000Z',
  text: 'It smells.',
  html: null,
  newText: 'It smells.',
  quotedText: null,
  signature: null,
  attachments: [],
  calendar: null,
  automatic: null,
  autoReply: false,
  bounce: null,
  complaint: false,
  mailingList: false,
  loop: null,
  headers: [],
  notes: [],
  ...over,
})

/** An envelope with clean verdicts, with changes. */
export const envelope = (verdicts: Partial<Envelope['verdicts']> = {}, over: Partial<Envelope> = {}): Envelope => ({
  id: 'raw1',
  rawKey: 'raw/raw1',
  receivedAt: '2026-11-24T00:00:00.000Z',
  recipients: ['help@haneul.example'],
  verdicts: { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS', ...verdicts },
  ...over,
})

/** Nothing is known of the mail, with changes. */
export const known = (over: Partial<Known> = {}): Known => ({ ...nothingKnown, ...over })

/** Somebody with a role. */
export const person = (id: string, role: Person['role'], address = `${id}@haneul.example`): Person =>
  Person.parse({ id, name: id, addresses: [address], role, language: 'en', timeZone: 'Asia/Seoul' })
