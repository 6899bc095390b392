import { createHash } from 'node:crypto'
import * as z from 'zod'

/** Out after this long without a request, in seconds. Counted from `seenAt`, which is noted about hourly. */
const idleSeconds = 12 * 3600
/** Out after this long whatever happens, in seconds; also the life of the cookie. */
const absoluteSeconds = 7 * 24 * 3600
/** A secret older than this is to be replaced, in seconds. */
const secretSeconds = 3600
/** Requests under way when a secret is replaced still carry the old one; none takes longer than this, in seconds. */
const overlapSeconds = 60

/** A browser that is signed in as a person. Of its secrets only the hashes are known. */
export const Session = z.object({
  kind: z.literal('session'),
  id: z.string(),
  personId: z.string(),
  /** Counts its writes, from 1. */
  version: z.int(),
  secretHash: z.string(),
  /** Since when this is the secret. */
  secretAt: z.string(),
  /** The secret that the browser was offered and has not shown yet. Until then the present one goes on: an answer can be lost. */
  next: z.object({ hash: z.string(), at: z.string() }).optional(),
  /** The secret before this one, for the requests that were under way. */
  previous: z.object({ hash: z.string(), until: z.string() }).optional(),
  startedAt: z.string(),
  /** When they proved at the sign-in service who they are, which may be long before it began; absent where it does not say. */
  provenAt: z.string().optional(),
  seenAt: z.string(),
  /** The browser by its own words, for its owner to recognise. */
  browser: z.string(),
  /** Signed out then; absent while it lasts. */
  endedAt: z.string().optional(),
  /** When the table may forget it, epoch seconds. */
  expiresAt: z.int(),
})
export type Session = z.infer<typeof Session>

/** What the table knows of a secret; 256 random bits need no salt. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

const later = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()
const earlier = (a: string, b: string) => (a < b ? a : b)

/** When a session ends by itself, ISO 8601. */
export const endOf = ({ startedAt, seenAt }: Pick<Session, 'startedAt' | 'seenAt'>): string =>
  earlier(later(seenAt, idleSeconds), later(startedAt, absoluteSeconds))

/** Whether it lasts at an instant: neither signed out nor over. */
export const isLasting = (session: Session, at: string): boolean => session.endedAt === undefined && at < endOf(session)

const withEnd = (session: Session): Session => ({ ...session, expiresAt: Math.ceil(Date.parse(endOf(session)) / 1000) })

/** A new session, never one that goes on: whoever signs in gets a fresh secret. */
export const startSession = (
  personId: string,
  {
    id,
    secret,
    browser,
    at,
    provenAt,
  }: { id: string; secret: string; browser: string; at: string; provenAt?: string | undefined },
): Session =>
  withEnd({
    kind: 'session',
    id,
    personId,
    version: 1,
    secretHash: hashOf(secret),
    secretAt: at,
    startedAt: at,
    ...(provenAt !== undefined && { provenAt }),
    seenAt: at,
    browser: browser.slice(0, 300),
    expiresAt: 0,
  })

/** What a secret is to a session: `offer` means it is right and to be replaced, `shown` that its replacement arrived. */
export type Standing = 'right' | 'offer' | 'shown' | 'wrong'

/** What the secret that a browser showed is to its session at an instant. */
export const standingOf = (session: Session, secret: string, at: string): Standing => {
  if (!isLasting(session, at)) return 'wrong'
  const hash = hashOf(secret)
  const { next, previous } = session
  if (next?.hash === hash) return 'shown'
  if (hash === session.secretHash) {
    const isOld = at >= later(session.secretAt, secretSeconds)
    const isOffered = next !== undefined && at < later(next.at, overlapSeconds)
    return isOld && !isOffered ? 'offer' : 'right'
  }
  return previous?.hash === hash && at < previous.until ? 'right' : 'wrong'
}

/** The session after its browser was offered another secret. */
export const offerSecret = (session: Session, secret: string, at: string): Session =>
  withEnd({ ...session, version: session.version + 1, next: { hash: hashOf(secret), at }, seenAt: at })

/** The session after its browser showed the secret it was offered. */
export const takeSecret = ({ next, ...session }: Session, at: string): Session =>
  withEnd({
    ...session,
    version: session.version + 1,
    secretHash: next?.hash ?? session.secretHash,
    secretAt: at,
    previous: { hash: session.secretHash, until: later(at, overlapSeconds) },
    seenAt: at,
  })

/** The session after somebody signed out of it. */
export const endSession = (session: Session, at: string): Session => ({
  ...session,
  version: session.version + 1,
  endedAt: at,
})
