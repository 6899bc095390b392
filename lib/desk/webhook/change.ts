import type { Secrets } from '../../store/secrets.ts'
import type { Store } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { secretText } from '../../webhook/sign.ts'
import { liveSecrets, secretName, type Webhook, type WebhookFields, type WebhookSecret } from '../../webhook/webhook.ts'
import type { Kept } from '../keep.ts'
import { keepWebhook } from './keep-webhook.ts'

/** Where webhooks and their secrets are kept. */
export interface Place {
  readonly store: Store
  readonly secrets: Pick<Secrets, 'write' | 'remove'>
}

/** Who changes it, when. */
export interface Change {
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
}

/** A new secret: its id, and 32 random bytes. */
export interface Chance {
  readonly id: string
  readonly bytes: Uint8Array
}

/** A webhook with a secret that nobody is shown again. */
export interface WithSecret {
  readonly webhook: Kept<Webhook>
  readonly secret: string
}

/**
 * Keeps a new secret, and then the record that names it: a record never names a secret that is not there, and what no record
 * came to name is forgotten again.
 */
const withSecret = async (
  { secrets }: Place,
  webhook: string,
  { id, bytes }: Chance,
  at: string,
  write: (named: WebhookSecret) => Promise<Kept<Webhook>>,
): Promise<WithSecret> => {
  const secret = secretText(bytes)
  const name = secretName(webhook, id)
  await secrets.write(name, secret)
  try {
    return { webhook: await write({ id, hint: secret.slice(-4), madeAt: at }), secret }
  } catch (error) {
    await secrets.remove(name)
    throw error
  }
}

/** Makes a webhook; it is told of what happens from now on. */
export const createWebhook = (
  place: Place,
  { id, fields, chance }: { readonly id: string; readonly fields: WebhookFields; readonly chance: Chance },
  { by, at }: Change,
): Promise<WithSecret> =>
  withSecret(place, id, chance, at, (named) => {
    const webhook = { ...fields, id, since: at, secrets: [named] }
    return keepWebhook(place.store, { webhook, by, at, ifVersion: 0 })
  })

/**
 * Makes a webhook what the fields say. One that becomes active again after somebody switched it off is told nothing of the
 * time between; one that the desk disabled keeps what waits.
 */
export const replaceWebhook = (
  { store }: Pick<Place, 'store'>,
  before: Kept<Webhook>,
  fields: WebhookFields,
  { by, at, ifVersion }: Change,
): Promise<Kept<Webhook>> => {
  const { disabled, ...rest } = before
  const isBack = fields.isActive && !before.isActive
  const webhook: Webhook = {
    ...rest,
    ...fields,
    ...(!fields.isActive && disabled && { disabled }),
    ...(isBack && !disabled && { since: at }),
  }
  const isFresh = isBack || fields.url !== before.url
  return keepWebhook(store, { webhook, by, at, ifVersion: ifVersion ?? before.version, isFresh })
}

/** Lets a webhook that the desk disabled be told again; what it was not told waits for a replay. */
export const enableWebhook = (
  place: Pick<Place, 'store'>,
  before: Kept<Webhook>,
  change: Change,
): Promise<Kept<Webhook>> => {
  const { name, url, events, teams, services, isInternal } = before
  return replaceWebhook(place, before, { name, url, events, teams, services, isInternal, isActive: true }, change)
}

/** Takes a webhook away, its secrets too. */
export const removeWebhook = async (
  place: Place,
  before: Kept<Webhook>,
  { by, at, ifVersion }: Change,
): Promise<void> => {
  const webhook = { ...before, isRemoved: true, isActive: false, secrets: [] }
  await keepWebhook(place.store, { webhook, by, at, ifVersion: ifVersion ?? before.version })
  await forget(place, before, before.secrets)
}

const forget = async ({ secrets }: Place, { id }: Webhook, gone: readonly WebhookSecret[]) => {
  for (const secret of gone) await secrets.remove(secretName(id, secret.id))
}

/**
 * Gives a webhook a new secret. The one before signs beside it for so many hours, so that the receiver can change in
 * between; a still older one ends at once.
 */
export const rotateSecret = async (
  place: Place,
  before: Kept<Webhook>,
  { chance, endsInHours }: { readonly chance: Chance; readonly endsInHours: number },
  { by, at, ifVersion }: Change,
): Promise<WithSecret> => {
  const endsAt = new Date(Date.parse(at) + endsInHours * 3_600_000).toISOString()
  const kept = liveSecrets(before, at)
    .slice(0, endsInHours > 0 ? 1 : 0)
    .map((secret) => ({ ...secret, endsAt: secret.endsAt && secret.endsAt < endsAt ? secret.endsAt : endsAt }))
  const rotated = await withSecret(place, before.id, chance, at, (named) => {
    const webhook = { ...before, secrets: [named, ...kept] }
    return keepWebhook(place.store, { webhook, by, at, ifVersion: ifVersion ?? before.version })
  })
  const gone = before.secrets.filter(({ id }) => !kept.some((other) => other.id === id))
  await forget(place, before, gone)
  return rotated
}
