import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Visibility } from '../ticket/message.ts'

/** What somebody is writing on a ticket and has not sent. */
export interface Draft {
  readonly text: string
  readonly visibility: Visibility
  readonly savedAt: string
}

/** Longer than a leave, shorter than what nobody remembers having begun. */
const keptSeconds = 30 * 86_400

/** Keeps somebody's draft on a ticket, in place of the one before. One write; the ticket itself does not change. */
export const saveDraft = async (store: Store, number: string, person: string, draft: Draft): Promise<void> => {
  const expiresAt = Math.ceil(Date.parse(draft.savedAt) / 1000) + keptSeconds
  await store.commit([{ put: { kind: 'draft', ...draft, expiresAt }, at: key.draft(number, person) }])
}

/** Somebody's draft on a ticket, or nothing when they have none. One read. */
export const readDraft = async (
  store: Store,
  number: string,
  person: string,
  at: string,
): Promise<Draft | undefined> => {
  const found = await store.get(key.draft(number, person))
  if (!found || Number(found.expiresAt) * 1000 <= Date.parse(at)) return undefined
  const { text, visibility, savedAt } = found as unknown as Draft
  return { text, visibility, savedAt }
}

/** Forgets somebody's draft. Its words are gone at once, the empty place with the table's next cleaning. */
export const dropDraft = async (store: Store, number: string, person: string, at: string): Promise<void> => {
  const expiresAt = Math.floor(Date.parse(at) / 1000)
  await store.commit([{ put: { kind: 'draft', expiresAt }, at: key.draft(number, person) }])
}
