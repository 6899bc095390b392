import { type Alert, isFiring } from '../../alert/alert.ts'
import { laneOfAlert } from '../../alert/lane.ts'
import type { AlertSource } from '../../alert/source.ts'
import { incidentProcess } from '../../incident/process.ts'
import { judge } from '../../policy/alert-rules.ts'
import { key } from '../../store/schema.ts'
import type { Item, Store, Write } from '../../store/store.ts'
import type { Language } from '../../ticket/message.ts'
import { Conflict } from '../../ticket/refusal.ts'
import { execute } from '../execute.ts'
import type { AlertDesk } from './alert-desk.ts'
import { actorOfSource } from './carry-out.ts'

/** A time in which a source sends so many new alerts that they share one incident. */
export interface Storm {
  readonly kind: 'storm'
  /** Id of the source, which is in one storm at most. */
  readonly id: string
  readonly version: number
  readonly incident: string
  readonly startedAt: string
  /** When it ended; what fires still is waited for. */
  readonly endedAt?: string | undefined
  readonly due?: { readonly lane: string; readonly at: string } | undefined
}

/** What a storm has come to. */
export interface StormTally {
  readonly count: number
  readonly recovered: number
  /** When an alert joined it last. */
  readonly lastAt: string
}

/** A storm is over when no new alert joined it for so long. */
export const stormQuietMinutes = 10

/** Names and first words of a storm, in the language of the desk's alerts. */
const texts: Record<Language, { title: (source: string) => string; words: (perMinute: number) => string }> = {
  en: {
    title: (source) => `Alert storm from ${source}`,
    words: (perMinute) =>
      `It sent more than ${perMinute} new alerts within a minute. Further new alerts are recorded under this incident until it has been quiet for ${stormQuietMinutes} minutes; none is lost.`,
  },
  ko: {
    title: (source) => `${source} 경보 폭주`,
    words: (perMinute) =>
      `1분 동안 새 경보가 ${perMinute}건을 넘었습니다. ${stormQuietMinutes}분 동안 잠잠해질 때까지 새 경보는 이 인시던트 아래에 기록되며, 하나도 잃지 않습니다.`,
  },
}

/** The storm that a source is in, or was in last. */
export const stormOf = async (store: Store, source: string): Promise<Storm | undefined> =>
  (await store.get(key.storm(source))) as Storm | undefined

/** How a storm stands. */
export const tallyOf = (item: Item | undefined): StormTally => ({
  count: Number(item?.count ?? 0),
  recovered: Number(item?.recovered ?? 0),
  lastAt: String(item?.lastAt ?? ''),
})

/** Counts one more incident of a source, and says whether it is one too many within this minute. */
export const isOneTooMany = async (
  { store, now }: Pick<AlertDesk, 'store' | 'now'>,
  { id, stormPerMinute }: Pick<AlertSource, 'id' | 'stormPerMinute'>,
): Promise<boolean> => {
  if (stormPerMinute === 0) return false
  const at = now()
  const expiresAt = Math.floor(Date.parse(at) / 1000) + 3600
  return (await store.next(key.stormCount(id, at.slice(0, 16)), at, expiresAt)) > stormPerMinute
}

const afterQuiet = (at: string) => new Date(Date.parse(at) + stormQuietMinutes * 60_000).toISOString()

/** The instant at which the storm is to be looked at again. */
export const nextLook = ({ id }: Pick<Storm, 'id'>, at: string): Storm['due'] => ({
  lane: laneOfAlert(id),
  at: afterQuiet(at),
})

/** Begins a storm with its incident, or joins the one that another run has begun; answers its incident. */
export const beginStorm = async (desk: AlertDesk, source: AlertSource): Promise<string> => {
  const before = await stormOf(desk.store, source.id)
  if (before && before.endedAt === undefined) return before.incident
  const [policy, { rules }] = await Promise.all([desk.policies.with([]), desk.surroundings()])
  const at = desk.now()
  const { language } = rules
  const by = actorOfSource(source)
  const storm = (incident: string): Write => {
    const put: Storm = {
      kind: 'storm',
      id: source.id,
      version: (before?.version ?? 0) + 1,
      incident,
      startedAt: at,
      due: nextLook(source, at),
    }
    return { put, at: key.storm(source.id), if: { version: before?.version ?? 0 } }
  }
  const team = policy.teams.some(({ id }) => id === source.team) ? source.team : policy.firstTeam
  try {
    const { number } = await execute(desk, {
      process: incidentProcess,
      command: {
        type: 'open',
        title: texts[language].title(source.name).slice(0, 250),
        message: { text: texts[language].words(source.stormPerMinute) },
        requester: { id: by.id, name: by.name },
        // So many alerts at once are as bad as a critical one.
        ...judge(rules, 'critical', undefined),
        ...(team !== undefined && { team }),
        language,
        replyKey: desk.replyKey(),
      },
      context: { at, by, channel: 'alert' },
      also: (number) => [
        storm(number),
        { add: { count: 0, recovered: 0 }, set: { kind: 'storm-tally', lastAt: at }, at: key.stormTally(number) },
      ],
    })
    return number
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    const begun = await stormOf(desk.store, source.id)
    if (begun && begun.endedAt === undefined) return begun.incident
    throw error
  }
}

/** The write that counts a storm's alerts. */
type StormCount = Extract<Write, { readonly add: unknown }>

/** What a change of an alert means to the count of its storm; nothing where it is in none. */
export const tallyWrite = (before: Alert | undefined, after: Alert, at: string): StormCount | undefined => {
  if (!after.isStorm || after.incident === undefined) return undefined
  const joins = !before?.isStorm || before.incident !== after.incident
  const wasOver = !joins && !isFiring(before!)
  const isOver = !isFiring(after)
  const recovered = Number(isOver) - Number(wasOver)
  if (!joins && recovered === 0) return undefined
  return {
    add: { count: Number(joins), recovered },
    ...(joins && { set: { lastAt: at } }),
    at: key.stormTally(after.incident),
  }
}
