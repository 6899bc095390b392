import { key } from '../../store/schema.ts'
import type { Key, Store, Write } from '../../store/store.ts'
import { lineOf, type Part } from './understand.ts'

/** A sheet is needed as long as its messages can be delivered: 4 days in the queue and 14 among the dead letters. */
const sheetSeconds = 20 * 86_400
/** Senders repeat a delivery for at most 48 hours (PagerDuty); a delivery may then still lie in a queue of ours. */
const repetitionSeconds = 6 * 86_400

/** The sender's id of a delivery, if it has one, for one of its readings; two alerts of one id are two things. */
const repetitionOf = ({ delivery, index, alert, heard }: Part): string | undefined => {
  const id = delivery.deliveryId ?? heard.reading.deliveryId
  return id === undefined ? undefined : `alert-delivery ${alert} ${index} ${id}`
}

const receiptOf = (part: Part): Key | undefined => {
  const repetition = repetitionOf(part)
  return repetition === undefined ? undefined : key.receipt(repetition)
}

/** Which parts took effect before: as this very delivery, or as an earlier one of the same sender's id. */
export type Before = 'done-before' | 'repeated' | undefined

/** Says of each part whether it took effect before. Of two parts that are the same delivery only the first is new. */
export const tookEffect = async (store: Store, parts: readonly Part[]): Promise<readonly Before[]> => {
  const sheets = [...new Set(parts.map(({ delivery }) => delivery.sheet))]
  const [ticked, receipts] = await Promise.all([
    Promise.all(sheets.map(async (sheet) => [sheet, await linesOn(store, sheet)] as const)),
    Promise.all(parts.map((part) => receiptOf(part)).map((at) => (at ? store.get(at) : undefined))),
  ])
  const lines = new Map(ticked)
  const seen = new Set<string>()
  return parts.map((part, i) => {
    const line = `${part.delivery.sheet} ${lineOf(part)}`
    if (lines.get(part.delivery.sheet)!.has(lineOf(part)) || seen.has(line)) return 'done-before'
    seen.add(line)
    const repetition = repetitionOf(part)
    if (receipts[i] !== undefined || (repetition !== undefined && seen.has(repetition))) return 'repeated'
    if (repetition !== undefined) seen.add(repetition)
    return undefined
  })
}

const linesOn = async (store: Store, sheet: string): Promise<ReadonlySet<number>> => {
  const found = await store.get(key.sheet(sheet))
  return (found?.lines as Set<number> | undefined) ?? new Set()
}

/** The writes that say that these parts took effect; refused together with the effect where one of them did before. */
export const marks = (parts: readonly Part[], at: string): readonly Write[] => {
  const now = Math.floor(Date.parse(at) / 1000)
  const sheets = new Map<string, number[]>()
  for (const part of parts) {
    const { sheet } = part.delivery
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), lineOf(part)])
  }
  const receipts = parts.flatMap((part): Write[] => {
    const receipt = receiptOf(part)
    const put = { kind: 'receipt', number: part.delivery.id, expiresAt: now + repetitionSeconds }
    return receipt ? [{ put, at: receipt, if: 'absent' }] : []
  })
  return [
    ...[...sheets].map(
      ([sheet, lines]): Write => ({ tick: lines, at: key.sheet(sheet), expiresAt: now + sheetSeconds }),
    ),
    ...receipts,
  ]
}

/** The first of these parts that one transaction can mark, with so many writes at most. */
export const asManyAs = (parts: readonly Part[], mostWrites: number): readonly Part[] => {
  const taken: Part[] = []
  const sheets = new Set<string>()
  let receipts = 0
  for (const part of parts) {
    sheets.add(part.delivery.sheet)
    if (receiptOf(part)) receipts++
    if (taken.length === mostParts || sheets.size + receipts > mostWrites) break
    taken.push(part)
  }
  return taken
}

/** A tick's condition names each of its lines, and an expression has its length. */
const mostParts = 100
