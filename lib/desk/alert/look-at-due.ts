import { restoreAlert } from '../../alert/alert.ts'
import type { AlertContext } from '../../alert/context.ts'
import type { DecisionWord } from '../../alert/decision.ts'
import { coveringOf } from '../../alert/maintenance.ts'
import { tick } from '../../alert/tick.ts'
import { key } from '../../store/schema.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import type { AlertDesk } from './alert-desk.ts'
import { alertWrite, carryOut } from './carry-out.ts'
import { knownOf } from './facts.ts'
import { groupFor, grown } from './group.ts'
import { rowOfTime, writeLog } from './log.ts'
import { stormOf } from './storm.ts'

/** Others who write at the same time get on each time one of them does. */
const mostAttempts = 10

/**
 * Looks at an alert that is due: what time has brought happens, derived from its state, so a late or double look does no harm.
 * Answers what was decided.
 */
export const lookAtAlert = async (id: string, desk: AlertDesk): Promise<readonly DecisionWord[]> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await look(id, desk)
    } catch (error) {
      const isOvertaken =
        error instanceof Conflict || (error instanceof Refusal && (error.code === 'stale' || error.code === 'conflict'))
      if (!isOvertaken || attempt === mostAttempts) throw error
      await desk.wait(5 * attempt)
    }
  }
}

const look = async (id: string, desk: AlertDesk): Promise<readonly DecisionWord[]> => {
  const { store } = desk
  const head = await store.get(key.alert(id))
  if (!head) return []
  const before = restoreAlert(head)
  const source = await desk.sourceOf(before.source)
  const at = desk.now()
  // Nobody waits for an alert of a source that there is no more.
  if (!source) {
    await store.commit([alertWrite(before, { ...before, version: before.version + 1, due: undefined })])
    return []
  }
  const [known, { rules, services, windows }, storm, group] = await Promise.all([
    knownOf(store, before, true),
    desk.surroundings(),
    stormOf(store, source.id),
    groupFor(store, source, before.incident === undefined ? before.service : undefined, at),
  ])
  const context: AlertContext = {
    source,
    incident: known?.facts,
    group: group?.joins,
    storm: storm && storm.endedAt === undefined ? storm.incident : undefined,
    acknowledgedForMinutes: rules.acknowledgedForMinutes,
    covering: coveringOf(windows, before, at),
  }
  const { alert, effects, decisions } = tick(before, at, context)
  const service = services.find((one) => one.id === alert.service)
  if (effects.length === 0) {
    const { committed } = await store.commit([alertWrite(before, alert)])
    if (!committed) throw new Conflict(`Others wrote to alert ${id}`)
    return decisions.map(({ word }) => word)
  }
  const comes = effects.some((effect) => effect.do === 'open' || effect.do === 'join')
  const number = await carryOut(desk, {
    before,
    alert,
    effects,
    source,
    service,
    candidates: [],
    known,
    at,
    also: (incident) => (group && service && comes ? [grown(source.id, service.id, group, incident, at)] : []),
  })
  const rows = decisions.map((decision) => rowOfTime(alert, { ...decision, incident: decision.incident ?? number }, at))
  await writeLog(desk, source.id, rows, [], at)
  return decisions.map(({ word }) => word)
}
