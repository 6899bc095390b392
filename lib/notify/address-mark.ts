import * as z from 'zod'

/** What we know of mail to one address that did not arrive. */
export const AddressMark = z.object({
  kind: z.literal('mail-address'),
  address: z.string(),
  version: z.number().int(),
  /** One per mail that failed, oldest first. */
  points: z.array(z.object({ of: z.string(), at: z.iso.datetime(), weight: z.number().int(), reason: z.string() })),
  /** Its owner does not want our mail. */
  complainedAt: z.iso.datetime().optional(),
  /** Unix seconds after which nothing of it counts; a complaint counts for ever. */
  expiresAt: z.number().int().optional(),
})
export type AddressMark = z.infer<typeof AddressMark>

/** One failure, of the mail that `of` names. */
export interface Mishap {
  readonly of: string
  readonly at: string
  readonly isPermanent: boolean
  readonly isComplaint?: boolean | undefined
  readonly reason: string
}

/** A permanent failure counts two, any other one; at four nobody is written to (the measure of mailing lists for decades). */
const weights = { permanent: 2, passing: 1 }
const limit = 4
/** Points count for so long; then we try again. */
const countDays = 30
/** Nothing automatic goes to an address that failed for good within so many days. */
const automaticDays = 60
/** More would change nothing any more. */
const mostPoints = 20

const day = 86_400_000
const ageInDays = (at: string, now: string) => (Date.parse(now) - Date.parse(at)) / day

/**
 * The mark after a mishap, or nothing when it is known already. Of one mail the gravest counts: that it was delayed is
 * forgotten when it fails for good.
 */
export const marked = (before: AddressMark | undefined, address: string, mishap: Mishap): AddressMark | undefined => {
  const { of, at, isPermanent, isComplaint, reason } = mishap
  const points = before?.points ?? []
  const weight = isComplaint ? 0 : isPermanent ? weights.permanent : weights.passing
  const known = points.find((point) => point.of === of)
  const isKnown = known !== undefined && known.weight >= weight
  if (isKnown && !(isComplaint && before?.complainedAt === undefined)) return undefined
  const complainedAt = before?.complainedAt ?? (isComplaint ? at : undefined)
  return {
    kind: 'mail-address',
    address,
    version: (before?.version ?? 0) + 1,
    points: isKnown
      ? points
      : [...points.filter((point) => point.of !== of), { of, at, weight, reason }].slice(-mostPoints),
    ...(complainedAt === undefined
      ? { expiresAt: Math.ceil((Date.parse(at) + automaticDays * day) / 1000) }
      : { complainedAt }),
  }
}

/** Whether nobody may be written to at this address, and how that came about. */
export interface Verdict {
  readonly isUndeliverable: boolean
  /** 0 to 4 and more. */
  readonly score: number
  /** Of the newest mishap. */
  readonly reason?: string
}

/** What the mark means at an instant. */
export const verdictOf = (mark: AddressMark | undefined, now: string): Verdict => {
  const counting = (mark?.points ?? []).filter(({ at }) => ageInDays(at, now) < countDays)
  const score = counting.reduce((sum, { weight }) => sum + weight, 0)
  const last = mark?.points.at(-1)
  return {
    isUndeliverable: mark?.complainedAt !== undefined || score >= limit,
    score,
    ...(last && { reason: last.reason }),
  }
}

/** Whether an automatic answer may go there: one failure for good is enough against it. */
export const mayAnswer = (mark: AddressMark | undefined, now: string): boolean =>
  !verdictOf(mark, now).isUndeliverable &&
  !(mark?.points ?? []).some(({ at, weight }) => weight >= weights.permanent && ageInDays(at, now) < automaticDays)
