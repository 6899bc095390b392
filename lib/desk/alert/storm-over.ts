import { isFiring, restoreAlert } from '../../alert/alert.ts'
import type { DecisionWord } from '../../alert/decision.ts'
import { isOpen } from '../../incident/life-cycle.ts'
import { incidentProcess } from '../../incident/process.ts'
import { key, partOf } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Language } from '../../ticket/message.ts'
import { execute, load } from '../execute.ts'
import type { AlertDesk } from './alert-desk.ts'
import { actorOfSource } from './carry-out.ts'
import { isUntouched } from './facts.ts'
import { nextLook, type Storm, stormOf, stormQuietMinutes, tallyOf } from './storm.ts'

/** What still fires is named up to here; the page of the storm has the rest. */
const mostNamed = 50
const aPage = 100

const texts: Record<Language, { over: (count: number, firing: number) => string; resolved: string }> = {
  en: {
    over: (count, firing) => `The storm is over: ${count} alerts, of which ${firing} still fire.`,
    resolved: 'All alerts of the storm have recovered, and nobody has worked on it.',
  },
  ko: {
    over: (count, firing) => `경보 폭주가 끝났습니다. 경보 ${count}건 중 ${firing}건이 계속 발생 중입니다.`,
    resolved: '폭주한 경보가 모두 복구되었고, 아무도 작업하지 않았습니다.',
  },
}

/** The alerts that belong to the incident of a storm, page by page. */
const firingOf = async (store: Store, incident: string) => {
  const titles: string[] = []
  let count = 0
  let firing = 0
  let after: string | undefined
  do {
    const page = await store.parts(incident, partOf.alert, { limit: aPage, ...(after !== undefined && { after }) })
    const heads = await store.getMany(page.items.map((item) => key.alert(String(item.alert))))
    const mine = heads.map(restoreAlert).filter((alert) => alert.incident === incident)
    const theirs = mine.filter(isFiring)
    count += page.items.length
    firing += theirs.length
    titles.push(...theirs.map(({ title }) => title).slice(0, mostNamed - titles.length))
    after = page.next
  } while (after !== undefined)
  return { titles, count, firing }
}

/**
 * Looks at the storm of a source: when it has been quiet, it ends with a note of what fires still, and new alerts have their own
 * incidents again; when nothing fires any more and nobody worked on it, its incident is resolved. A late or double look does
 * no harm.
 */
export const lookAtStorm = async (source: string, desk: AlertDesk): Promise<readonly DecisionWord[]> => {
  const { store } = desk
  const storm = await stormOf(store, source)
  if (!storm) return []
  const at = desk.now()
  const [tally, incident, found, { rules }] = await Promise.all([
    store.get(key.stormTally(storm.incident)).then(tallyOf),
    load(store, incidentProcess, storm.incident),
    desk.sourceOf(source),
    desk.surroundings(),
  ])
  // Under an incident that somebody has finished nothing more is recorded.
  const isOver = quietAt(tally.lastAt) <= at || !incident || !isOpen(incident)
  const ends = storm.endedAt === undefined && isOver
  const next: Storm = { ...storm, version: storm.version + 1, ...(ends && { endedAt: at }) }
  const isDone = storm.endedAt !== undefined && (!incident || !isOpen(incident))
  const waits: Storm = { ...next, due: isDone ? undefined : nextLook(storm, at) }
  const keepWrite = (value: Storm): Write => ({ put: value, at: key.storm(source), if: { version: storm.version } })
  const mayEnd = (ends || storm.endedAt !== undefined) && incident !== undefined && isOpen(incident) && !incident.merged
  if (!mayEnd) {
    await store.commit([keepWrite(waits)])
    return []
  }
  // The tally may have missed some; only the alerts themselves say that none fires.
  const isMaybeOver = tally.recovered >= tally.count
  const now = ends || isMaybeOver ? await firingOf(store, storm.incident) : undefined
  const context = { at, by: actorOfSource(found ?? { id: source, name: source }), channel: 'alert' } as const
  const text = texts[rules.language]
  if (now?.firing === 0 && (await isUntouched(store, incident))) {
    await execute(desk, {
      process: incidentProcess,
      number: incident.number,
      ifVersion: incident.version,
      command: { type: 'resolve', code: 'solved', notes: text.resolved },
      context,
      also: () => [keepWrite({ ...waits, due: undefined })],
    })
    return ['resolved']
  }
  if (now && ends) {
    const words = [text.over(now.count, now.firing), ...now.titles.map((title) => `- ${title}`)].join('\n')
    await execute(desk, {
      process: incidentProcess,
      number: incident.number,
      command: { type: 'comment', visibility: 'internal', message: { text: words } },
      context,
      also: () => [keepWrite(waits)],
    })
    return ['calm']
  }
  await store.commit([keepWrite(waits)])
  return []
}

const quietAt = (lastAt: string) => new Date(Date.parse(lastAt) + stormQuietMinutes * 60_000).toISOString()
