import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import * as z from 'zod'
import { PersonRef } from '../ticket/person-ref.ts'
import { DecisionChannel } from './approval.ts'
import { canonical } from './digest.ts'

const Who = PersonRef.pick({ id: true, name: true })

/** What a receipt says: who decided what about which content, and which receipt of the same record comes before it. */
export const ReceiptBody = z.strictObject({
  version: z.literal(1),
  number: z.string(),
  /** Sequence of the timeline entry that records the decision. */
  entry: z.int(),
  stage: z.string(),
  round: z.int(),
  approver: Who,
  for: Who.optional(),
  decision: z.enum(['approved', 'rejected']),
  /** Of what they were shown. */
  digest: z.string(),
  at: z.iso.datetime(),
  channel: DecisionChannel,
  /** SHA-256 of the receipt before it, base64url; null for the first of a record. */
  previous: z.string().nullable(),
})
export type ReceiptBody = z.infer<typeof ReceiptBody>

/** A receipt, signed with Ed25519 (RFC 8032) over its canonical JSON. */
export const Receipt = z.strictObject({
  body: ReceiptBody,
  /** Names the key: the first letters of the SHA-256 of its public half. */
  key: z.string(),
  /** base64url. */
  signature: z.string(),
})
export type Receipt = z.infer<typeof Receipt>

/** The public half of a key, as it is listed for whoever checks receipts. */
export const PublicKey = z.object({
  key: z.string(),
  algorithm: z.literal('Ed25519'),
  /** SubjectPublicKeyInfo (RFC 8410), base64url. */
  publicKey: z.string(),
  since: z.iso.datetime(),
})
export type PublicKey = z.infer<typeof PublicKey>

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('base64url')

/** What the next receipt of the record names as the one before it. */
export const receiptHash = ({ body }: Pick<Receipt, 'body'>): string => sha256(canonical(body))

/** A new key: the private half (PKCS #8, base64url) is a secret, the public half is for everybody. */
export const newSigningKey = (at: string): { readonly secret: string; readonly listed: PublicKey } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return {
    secret: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
    listed: { key: sha256(der).slice(0, 16), algorithm: 'Ed25519', publicKey: der.toString('base64url'), since: at },
  }
}

/** The receipt of a decision, signed with the private half of a key. */
export const signReceipt = (body: ReceiptBody, secret: string): Receipt => {
  const privateKey = createPrivateKey({ key: Buffer.from(secret, 'base64url'), format: 'der', type: 'pkcs8' })
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const signature = sign(null, Buffer.from(canonical(body)), privateKey).toString('base64url')
  return { body, key: sha256(der).slice(0, 16), signature }
}

/** What is wrong with receipts of one record, in the order of their entries; nothing where all is right. */
export const faultsIn = (receipts: readonly Receipt[], keys: readonly PublicKey[]): readonly string[] => {
  const faults: string[] = []
  const ordered = [...receipts].sort((a, b) => a.body.entry - b.body.entry)
  for (const [i, receipt] of ordered.entries()) {
    const name = `${receipt.body.number} entry ${receipt.body.entry}`
    const listed = keys.find(({ key }) => key === receipt.key)
    if (!listed) faults.push(`${name}: nobody listed the key ${receipt.key} that signed it.`)
    else if (!isSigned(receipt, listed)) faults.push(`${name}: the signature does not fit what it says.`)
    const before = ordered[i - 1]
    if (before && receipt.body.previous !== receiptHash(before))
      faults.push(
        `${name}: it does not follow the receipt of entry ${before.body.entry}; one between them is missing or was changed.`,
      )
  }
  const first = ordered[0]
  if (first && first.body.previous !== null)
    faults.push(`${first.body.number} entry ${first.body.entry}: there is a receipt before it that is not here.`)
  return faults
}

const isSigned = ({ body, signature }: Receipt, { publicKey }: PublicKey): boolean =>
  verify(
    null,
    Buffer.from(canonical(body)),
    createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' }),
    Buffer.from(signature, 'base64url'),
  )
