import { Person } from '../people/person.ts'
import { endSession, isLasting, offerSecret, Session, standingOf, startSession, takeSecret } from '../people/session.ts'
import type { Shown } from '../people/session-cookie.ts'
import { key, partOf } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { Conflict } from '../ticket/refusal.ts'

/** Somebody signed in; `next` is the secret that their browser is to show from now on. */
export interface SignedIn {
  readonly person: Person
  readonly session: Session
  readonly next?: string
}

/** Signs a person in on one browser. */
export const beginSession = async (
  store: Store,
  personId: string,
  options: {
    readonly id: string
    readonly secret: string
    readonly browser: string
    readonly at: string
    readonly provenAt?: string | undefined
  },
): Promise<Session> => {
  const session = startSession(personId, options)
  await store.commit([{ put: session, at: key.session(personId, session.id), if: 'absent' }])
  return session
}

/** Whether it was still the version that was read. */
const write = async (store: Store, session: Session): Promise<boolean> => {
  const at = key.session(session.personId, session.id)
  return (await store.commit([{ put: session, at, if: { version: session.version - 1 } }])).committed
}

/** Session and person, where the secret is right, the session lasts and the person is active. */
const knownBy = (stored: Item | undefined, head: Item | undefined, secret: string, at: string) => {
  if (!stored || !head) return undefined
  const [session, person] = [Session.parse(stored), Person.parse(head)]
  const standing = standingOf(session, secret, at)
  const isTheirs = person.isActive && (person.activeSince === undefined || session.startedAt >= person.activeSince)
  return standing === 'wrong' || !isTheirs ? undefined : { session, person, standing }
}

/** Who shows this, as `recognise` tells, for code that may read two items and write none: the secret stays as it is. */
export const glanceAt = async (
  store: Pick<Store, 'get'>,
  { personId, sessionId, secret }: Shown,
  at: string,
): Promise<Person | undefined> => {
  const [stored, head] = await Promise.all([
    store.get(key.session(personId, sessionId)),
    store.get(key.person(personId)),
  ])
  return knownBy(stored, head, secret, at)?.person
}

/**
 * Who shows this, as they are now, or nobody: a session that is over, or whose person is inactive, is nobody's. One read;
 * about two writes an hour, which note that it is in use and replace its secret by `newSecret()`.
 */
export const recognise = async (
  store: Store,
  { personId, sessionId, secret }: Shown,
  at: string,
  newSecret: () => string,
): Promise<SignedIn | undefined> => {
  const found = await store.getMany([key.person(personId), key.session(personId, sessionId)])
  const [stored, head] = [found.find(({ kind }) => kind === 'session'), found.find(({ kind }) => kind !== 'session')]
  const known = knownBy(stored, head, secret, at)
  if (!known) return undefined
  const { session, person, standing } = known
  if (standing === 'offer') {
    const next = newSecret()
    const offered = offerSecret(session, next, at)
    // A request at the same time was quicker: its answer brings the next secret.
    if (await write(store, offered)) return { person, session: offered, next }
  }
  if (standing === 'shown') {
    const taken = takeSecret(session, at)
    if (await write(store, taken)) return { person, session: taken }
  }
  return { person, session }
}

/** The sessions of a person that last at an instant, the newest first. */
export const sessionsOf = async (store: Store, personId: string, at: string): Promise<readonly Session[]> => {
  const sessions: Session[] = []
  let after: string | undefined
  do {
    const page = await store.parts(key.person(personId).pk, partOf.session, { limit: 100, ...(after && { after }) })
    sessions.push(...page.items.map((item) => Session.parse(item)))
    after = page.next
  } while (after !== undefined)
  return sessions.filter((session) => isLasting(session, at)).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
}

/** A secret may be replaced between our read and our write; more often than this it is not. */
const attempts = 5

/** Signs a person out of one browser; false when there is no such session, or it was over. */
export const endOneSession = async (store: Store, personId: string, id: string, at: string): Promise<boolean> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const stored = await store.get(key.session(personId, id))
    const session = stored && Session.parse(stored)
    if (!session || !isLasting(session, at)) return false
    if (await write(store, endSession(session, at))) return true
  }
  throw new Conflict('The session changed at the same time as it was ended. Try again.')
}

/** Signs a person out everywhere; `but` names a session that goes on. Tokens go on, too. Answers how many ended. */
export const endSessions = async (store: Store, personId: string, at: string, but?: string): Promise<number> => {
  const others = (await sessionsOf(store, personId, at)).filter(({ id }) => id !== but)
  let ended = 0
  for (const { id } of others) if (await endOneSession(store, personId, id, at)) ended += 1
  return ended
}
