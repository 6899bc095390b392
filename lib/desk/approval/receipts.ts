import * as z from 'zod'
import {
  newSigningKey,
  PublicKey,
  Receipt,
  type ReceiptBody,
  receiptHash,
  signReceipt,
} from '../../approval/receipt.ts'
import type { ChangeEvent, ChangeEventOf } from '../../change/event.ts'
import { key, partOf, partsAfter } from '../../store/schema.ts'
import type { Secrets } from '../../store/secrets.ts'
import type { Store } from '../../store/store.ts'
import type { TimelineEntry } from '../../ticket/event.ts'

/** What signing needs. */
export interface Signing {
  readonly store: Store
  readonly secrets: Pick<Secrets, 'read' | 'write'>
  readonly now: () => string
}

const secretName = 'approval/signing-key'
/** Entries that are read at once while looking for decisions. */
const aPage = 100

const KeyList = z.object({ kind: z.literal('signing-keys'), version: z.int(), keys: z.array(PublicKey) })

/** The public halves of all keys that ever signed, the oldest first. One read. */
export const publicKeys = async (store: Store): Promise<readonly PublicKey[]> => {
  const found = await store.get(key.signingKeys())
  return found ? KeyList.parse(found).keys : []
}

/** Lists a key before it signs anything: whoever loses its private half has lost no receipt. */
const list = async (store: Store, listed: PublicKey): Promise<void> => {
  for (;;) {
    const found = await store.get(key.signingKeys())
    const before = found ? KeyList.parse(found) : undefined
    const put = { kind: 'signing-keys', version: (before?.version ?? 0) + 1, keys: [...(before?.keys ?? []), listed] }
    const condition = before ? ({ version: before.version } as const) : 'absent'
    if ((await store.commit([{ put, at: key.signingKeys(), if: condition }])).committed) return
  }
}

/** The private half of the key that signs now, made at the first use. */
const signingKey = async ({ store, secrets, now }: Signing): Promise<string> => {
  const known = await secrets.read(secretName)
  if (known !== undefined) return known
  const { secret, listed } = newSigningKey(now())
  await list(store, listed)
  await secrets.write(secretName, secret)
  return secret
}

/** The receipts of a change, in the order of its decisions; a change has at most a few dozen. */
export const receiptsOf = async (store: Store, number: string): Promise<readonly Receipt[]> => {
  const { items } = await store.parts(number, partOf.receipt, { limit: aPage })
  return items.map(({ receipt }) => Receipt.parse(receipt))
}

type Entry = TimelineEntry<ChangeEvent>

/** The decisions after an entry, and the round that each belongs to, which the entry that began it says. */
const decisionsAfter = async (store: Store, number: string, after: number) => {
  const found: { readonly entry: Entry; readonly round: number }[] = []
  let round = 0
  let from = partsAfter(0).event
  for (;;) {
    const page = await store.parts(number, partOf.event, { limit: aPage, after: from })
    for (const entry of page.items as unknown as readonly Entry[]) {
      if (entry.type === 'change.approval_begun')
        round = (entry.data as ChangeEventOf<'change.approval_begun'>).approval.round
      if (entry.type === 'change.decided' && entry.sequence > after) found.push({ entry, round })
    }
    if (page.next === undefined) return found
    from = partsAfter(Number(page.items.at(-1)!.sequence)).event
  }
}

const bodyOf = (
  number: string,
  { entry, round }: { entry: Entry; round: number },
  previous: string | null,
): ReceiptBody => {
  const { stage, approver, for: absent, decision, digest, channel } = entry.data as ChangeEventOf<'change.decided'>
  return {
    version: 1,
    number,
    entry: entry.sequence,
    stage,
    round,
    approver: { id: approver.id, name: approver.name },
    ...(absent && { for: { id: absent.id, name: absent.name } }),
    decision,
    digest,
    at: entry.at,
    channel,
    previous,
  }
}

/**
 * Signs every decision of a change that has no receipt yet, each chained to the one before it: in the order of the timeline,
 * whatever order events arrive in and however often. Answers how many were signed now.
 */
export const issueReceipts = async (signing: Signing, number: string): Promise<number> => {
  const { store } = signing
  let issued = 0
  for (;;) {
    const newest = await store.parts(number, partOf.receipt, { limit: 1, newestFirst: true })
    const last = newest.items[0] && Receipt.parse(newest.items[0].receipt)
    const [next] = await decisionsAfter(store, number, last?.body.entry ?? 0)
    if (!next) return issued
    const receipt = signReceipt(bodyOf(number, next, last ? receiptHash(last) : null), await signingKey(signing))
    const put = { kind: 'receipt-of-decision', number, receipt }
    const place = key.decisionReceipt(number, next.entry.sequence)
    // Another run may have been quicker: then there is one to go on after.
    if ((await store.commit([{ put, at: place, if: 'absent' }])).committed) issued += 1
  }
}
