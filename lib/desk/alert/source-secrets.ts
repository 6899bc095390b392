import { withNewer, without } from '../../alert/live.ts'
import { ensureUsable, newSecret, secretName } from '../../alert/secret.ts'
import type { AlertSource, SourceSecret } from '../../alert/source.ts'
import type { Secrets } from '../../store/secrets.ts'
import type { Store } from '../../store/store.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { Kept } from '../keep.ts'
import { keepSource, type SourceOrder, settingsOf, sourceNamed } from './sources.ts'

/** A signing secret that a source has from now on. */
export interface SetSecret {
  readonly source: Kept<AlertSource>
  readonly secret: SourceSecret
  readonly text: string
}

/** What a new signing secret is. */
export interface SecretOrder {
  /** Id of the secret. */
  readonly secretId: string
  /** The secret itself, where the sender gave one. */
  readonly given?: string | undefined
  /** 32 random bytes, of which it is made otherwise. */
  readonly random: Uint8Array
  /** The secret before it ends after so many hours. */
  readonly olderEndsInHours: number
}

/** Where secrets lie, beside the table. */
export interface SecretPlaces {
  readonly store: Store
  readonly secrets: Secrets
}

/** Sets a signing secret. Refused where the source does not sign with one, or two are live. */
export const setSecret = async (
  { store, secrets }: SecretPlaces,
  order: SourceOrder,
  { secretId, given, random, olderEndsInHours }: SecretOrder,
): Promise<SetSecret> => {
  const now = await sourceNamed(store, order.id)
  if (now.signing === undefined || now.signing === 'sns')
    throw new Refusal('conflict', 'The source signs with no secret. Say first how it signs (signing).', 'signing')
  const text = given ?? newSecret(now.signing, random)
  ensureUsable(now.signing, text)
  const made: SourceSecret = { id: secretId, hint: text.slice(-4), createdAt: order.at }
  const signingSecrets = withNewer(now.signingSecrets, made, olderEndsInHours, 'signing secret')
  // The secret first: one that nothing names harms nobody, and a name without its secret refuses every alert.
  await secrets.write(secretName(order.id, secretId), text)
  const value = { ...settingsOf(now), signingSecrets }
  const source = await keepSource(store, { ...order, ifVersion: order.ifVersion ?? now.version }, value)
  await forget(secrets, order.id, now.signingSecrets, signingSecrets)
  return { source, secret: made, text }
}

/** Ends a signing secret now, and forgets it. */
export const endSecret = async (
  { store, secrets }: SecretPlaces,
  order: SourceOrder,
  secretId: string,
): Promise<Kept<AlertSource>> => {
  const now = await sourceNamed(store, order.id)
  const signingSecrets = without(now.signingSecrets, secretId, order.at, 'signing secret')
  const value = { ...settingsOf(now), signingSecrets }
  const source = await keepSource(store, { ...order, ifVersion: order.ifVersion ?? now.version }, value)
  await forget(secrets, order.id, now.signingSecrets, signingSecrets)
  return source
}

const forget = async (
  secrets: Secrets,
  source: string,
  before: readonly SourceSecret[],
  after: readonly SourceSecret[],
) => {
  for (const { id } of before)
    if (!after.some((secret) => secret.id === id)) await secrets.remove(secretName(source, id))
}
