import { readPerson } from '../desk/change-person.ts'
import type { Person } from '../people/person.ts'
import { key } from '../store/schema.ts'
import { AddressMark, verdictOf } from './address-mark.ts'
import { type Digest, expiry, readDigest } from './digest.ts'
import type { PlannedMail } from './planned-mail.ts'
import { mark } from './purpose.ts'
import { type Delivery, lookAgainAt, resume, type Sending, send } from './send.ts'

/** The name of the mail that carries a digest: whose, and in which hour since 1970. */
const nameOf = (person: string, dueAt: string) =>
  ({
    number: `DIGEST-${mark(person)}`,
    sequence: Math.floor(Date.parse(dueAt) / 3_600_000),
    purpose: 'digest',
  }) as const

/** Sends a digest that is due, exactly once; nothing when it is not due, or its person is not there any more. */
export const sendDigest = async (id: string, dueAt: string, desk: Sending): Promise<Delivery | 'nothing-to-send'> => {
  const { store } = desk
  const [digest, person] = await Promise.all([readDigest(store, id, dueAt), readPerson(store, id)])
  const now = desk.now()
  if (!digest || dueAt > now) return 'nothing-to-send'
  const name = nameOf(id, dueAt)
  const place = key.mail(name.number, name.sequence, name.purpose)
  if (digest.isClosed) return (await store.get(place)) ? resume(name, desk) : 'nothing-to-send'
  const { due: _, ...rest } = digest
  const closed = {
    put: { ...rest, version: digest.version + 1, isClosed: true },
    at: key.digest(id, dueAt),
    if: { version: digest.version },
  }
  const claim = person && (await claimOf(person, digest, desk))
  const { committed } = await store.commit([
    closed,
    ...(claim ? [{ put: claim, at: place, if: 'absent' as const }] : []),
  ])
  // A line was added meanwhile: look again.
  if (!committed) return sendDigest(id, dueAt, desk)
  if (!claim) return 'nothing-to-send'
  return claim.status === 'withheld' ? 'withheld' : send(claim, desk)
}

const claimOf = async (
  person: Person,
  { tellsAt }: Digest,
  { store, now }: Sending,
): Promise<PlannedMail | undefined> => {
  const [to] = person.addresses
  if (!person.isActive || to === undefined) return undefined
  const at = now()
  const found = await store.get(key.mailbox(to))
  const { isUndeliverable, reason = '' } = verdictOf(found && AddressMark.parse(found), at)
  const { id, name, timeZone, language } = person
  return {
    kind: 'mail',
    ...nameOf(id, tellsAt),
    version: 1,
    ...(isUndeliverable
      ? { status: 'withheld', reason }
      : { status: 'sending', due: { lane: 'mail', at: lookAgainAt(at) } }),
    to,
    reader: { id, name, timeZone },
    language,
    thread: tellsAt,
    triedAt: at,
    references: [],
    expiresAt: expiry(tellsAt),
  }
}
