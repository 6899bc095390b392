import * as z from 'zod'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { type DigestRule, nextDigestAt } from './digest-rule.ts'
import type { Collected } from './mails.ts'
import { TicketPurpose } from './purpose.ts'

/** What somebody is told at an instant to come, all at once. */
export const Digest = z.object({
  kind: z.literal('digest'),
  /** Of the person. */
  id: z.string(),
  version: z.number().int(),
  /** The instant at which it goes out. */
  tellsAt: z.iso.datetime(),
  /** `<number>#<sequence>#<purpose>#<thread>`: small, because the whole item is written with every line. */
  lines: z.array(z.string()),
  /** There was more; a mail that nobody can read to its end tells nothing. */
  isMore: z.boolean().optional(),
  isClosed: z.boolean().optional(),
  due: z.object({ lane: z.literal('digest'), at: z.string() }).optional(),
  /** Unix seconds. */
  expiresAt: z.number().int(),
})
export type Digest = z.infer<typeof Digest>

/** Lines of one digest; what comes after is left out, so that a storm of tickets costs no more than these. */
const mostLines = 100
/** How long a digest is kept after it went out. */
const keepDays = 90

/** Unix seconds after which a digest that was due then is forgotten. */
export const expiry = (at: string) => Math.ceil(Date.parse(at) / 1000) + keepDays * 86_400

/** What one line tells: an entry, why, and the number of the ticket as this person knows it. */
export interface DigestLine {
  readonly number: string
  readonly sequence: number
  readonly purpose: Collected['purpose']
  readonly thread: string
}

const lineOf = ({ number, sequence, purpose, thread }: DigestLine) => [number, sequence, purpose, thread].join('#')

/** The lines of a digest, in the order in which they came. */
export const linesIn = ({ lines }: Pick<Digest, 'lines'>): readonly DigestLine[] =>
  lines.map((line) => {
    const [number = '', sequence, purpose, thread = ''] = line.split('#')
    return { number, sequence: Number(sequence), purpose: TicketPurpose.parse(purpose), thread }
  })

/** The digest of a person that is due then, or nothing. */
export const readDigest = async (store: Store, person: string, dueAt: string): Promise<Digest | undefined> => {
  const found = await store.get(key.digest(person, dueAt))
  return found && Digest.parse(found)
}

/** Puts a line into somebody's next digest, once however often it is asked. One that is going out takes no more lines. */
export const collect = async (
  { person, purpose, thread }: Collected,
  { number, sequence }: { readonly number: string; readonly sequence: number },
  {
    store,
    now,
    digestRule,
  }: { readonly store: Store; readonly now: () => string; readonly digestRule: () => Promise<DigestRule> },
): Promise<void> => {
  const rule = await digestRule()
  let dueAt = nextDigestAt(now(), person.timeZone, rule)
  const line = lineOf({ number, sequence, purpose, thread })
  for (;;) {
    const before = await readDigest(store, person.id, dueAt)
    if (before?.isClosed) {
      dueAt = nextDigestAt(dueAt, person.timeZone, rule)
      continue
    }
    const lines = before?.lines ?? []
    if (before?.isMore || lines.includes(line)) return
    const isMore = lines.length >= mostLines
    const next: Digest = {
      kind: 'digest',
      id: person.id,
      version: (before?.version ?? 0) + 1,
      tellsAt: dueAt,
      lines: isMore ? lines : [...lines, line],
      ...(isMore && { isMore }),
      due: { lane: 'digest', at: dueAt },
      expiresAt: expiry(dueAt),
    }
    const put = { put: next, at: key.digest(person.id, dueAt), if: { version: before?.version ?? 0 } }
    if ((await store.commit([put])).committed) return
  }
}
