import { randomBytes } from 'node:crypto'

/** The present instant, ISO 8601 in UTC. */
export const now = (): string => new Date().toISOString()

/** Ends after so many milliseconds. */
export const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** From 0 to 1, another one each time: spreads what would come at once. Nobody is kept from guessing it. */
export const chance = (): number => Math.random()

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** 26 random letters of RFC 4648 base 32 in lower case: 130 bits that any mail system passes on unharmed. */
export const replyKey = (): string => Array.from(randomBytes(26), (byte) => alphabet[byte & 31]).join('')

/** 32 random bytes: nobody guesses them. */
export const random = (): Uint8Array => randomBytes(32)

/** So many random bytes as base64url: 32 bytes are a secret that nobody guesses. */
export const secret = (bytes = 32): string => randomBytes(bytes).toString('base64url')
