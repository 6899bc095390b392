import { hash } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** Letters of a key: 260 bits. */
const length = 52

/** PagerDuty's clients take routing keys of this length; 160 bits are as unguessable. */
const routingLength = 32

/** The key that this chance makes, of at least 52 bytes: letters of RFC 4648 base 32 in lower case. Shown once, stored nowhere. */
export const keyText = (random: Uint8Array): string => {
  if (random.length < length) throw new Error(`A key needs ${length} random bytes, not ${random.length}.`)
  return Array.from(random.subarray(0, length), (byte) => alphabet[byte & 31]).join('')
}

/** What of a key clients of PagerDuty's Events API are given as their `routing_key`: it opens the same source. */
export const routingKeyOf = (key: string): string => key.slice(0, routingLength)

/** Whether a text has the form of a key, whole or as a routing key. */
export const isKeyLike = (text: string): boolean => /^(?:[a-z2-7]{52}|[a-z2-7]{32})$/.test(text)

/** What the table knows of a key: so many random bits need no salt. */
export const keyHash = (key: string): string => hash('sha256', key, 'base64url')
