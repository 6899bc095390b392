import { Refusal } from '../ticket/refusal.ts'
import type { SigningScheme } from './source.ts'

/** Where a signing secret of a source lies (`Secrets`). */
export const secretName = (source: string, secret: string): string => `alert-source/${source}/${secret}`

/** A secret that both sides of this scheme can use, of 32 random bytes. */
export const newSecret = (scheme: SigningScheme, random: Uint8Array): string => {
  const bytes = Buffer.from(random)
  return scheme === 'standard-webhooks' ? `whsec_${bytes.toString('base64')}` : bytes.toString('base64url')
}

const refused = (what: string) => new Refusal('invalid', `secret: ${what}`, 'secret')

const bytesAfter = (prefix: string, secret: string): number | undefined => {
  const [, encoded] = new RegExp(`^${prefix}([A-Za-z0-9+/]+={0,2})$`).exec(secret) ?? []
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').length
}

/** Refuses what this scheme cannot sign with (Standard Webhooks 1.0, "Signature scheme"; others take any text). */
export const ensureUsable = (scheme: SigningScheme | undefined, secret: string): void => {
  if (scheme !== 'standard-webhooks') {
    if (secret.length < 8 || secret.length > 1000)
      throw refused('Use 8 to 1,000 characters, or leave it out and we make one.')
    return
  }
  const shared = bytesAfter('whsec_', secret)
  if (shared !== undefined && shared >= 24 && shared <= 64) return
  if (bytesAfter('whpk_', secret) === 32) return
  throw refused(
    'Use whsec_ and the base64 of 24 to 64 bytes, or whpk_ and that of an Ed25519 public key. Left out, we make one.',
  )
}
