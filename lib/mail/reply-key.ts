import type { Letter } from './letter.ts'

/** A key that a person does not type: a ticket number with 26 base-32 letters, a UUID, or 16 and more letters and digits. */
const key =
  /^(?:[a-z]{2,5}-\d{1,12}-)?([a-z2-7]{26}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[^@]*\d)[A-Za-z0-9_-]{16,64}|[0-9a-f]{16,64})$/i

/** Ids that carry a key: `reply-<key>@…`, `reply+<key>@…`. */
const keyedId = /^(?:reply|incoming|notification|ticket|issue)[-+]([A-Za-z0-9_-]{12,64})@/i

/**
 * The key by which a reply address or a Message-ID of the usual shape names a conversation: `name+KEY@domain` where the
 * mail was sent or delivered to, then `reply-KEY@…` among the ids it answers; null when there is none.
 */
export const replyKeyOf = (
  letter: Pick<Letter, 'to' | 'cc' | 'deliveredTo' | 'inReplyTo' | 'references'>,
): string | null => {
  const addresses = [...letter.to, ...letter.cc].map(({ address }) => address)
  for (const address of [...addresses, ...letter.deliveredTo]) {
    const local = address.slice(0, address.lastIndexOf('@'))
    const tag = local.slice(local.indexOf('+') + 1)
    const found = local.includes('+') ? key.exec(tag) : null
    if (found) return found[1]!
  }
  for (const id of [...letter.inReplyTo, ...letter.references.toReversed()]) {
    const found = keyedId.exec(id)
    if (found) return found[1]!
  }
  return null
}
