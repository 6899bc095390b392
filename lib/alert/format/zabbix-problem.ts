import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { meaning } from '../meaning.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { has, isRecord, loose, record, text } from '../walk.ts'

/** A message's fields by the names of Zabbix's macros: `eventid` for `EVENT.ID`, `event_id` and `event: {id}`. */
export type Macros = { readonly [name: string]: Json }

const statuses: Readonly<Record<string, AlertStatus>> = {
  problem: 'firing',
  1: 'firing',
  ok: 'resolved',
  resolved: 'resolved',
  recovery: 'resolved',
  0: 'resolved',
}

/** The message's fields; objects named for what a trigger is about are taken apart. */
export const macrosOf = (body: Json): Macros => {
  const said = loose(body)
  if (!isRecord(said.trigger)) return said
  const inner = ['event', 'trigger', 'host', 'item', 'problem'].flatMap((name) =>
    Object.entries(loose(record(said[name]))).map(([own, value]) => [`${name}${own}`, value] as const),
  )
  return { ...Object.fromEntries(inner), ...said, trigger: null, host: null, item: null }
}

/** Whether it is an event as Zabbix streams it to connectors. */
export const isStreamed = (said: Macros): boolean =>
  ['clock', 'ns', 'eventid', 'value'].every((name) => has(said, name))

const idIn = (link: string, name: string) => new RegExp(`[?&]${name}=(\\d+)`, 'i').exec(link)?.[1] ?? null

/** The link that names trigger or event; empty when there is none. */
export const linkOf = (said: Macros): string =>
  ['link', 'url', 'eventurl', 'problemurl', 'triggerurl', 'eventlink', 'zabbixlink']
    .map((name) => text(said, name) ?? '')
    .find((link) => /[?&](?:triggerid|eventid)=\d/i.test(link)) ?? ''

/** `Resolved in 5m 0s: …`, `PROBLEM: …`: the state in front of a subject. */
const stateInFront = /^\W{0,10}(problem|ok|resolved|recovery|updated problem)\b[^:]{0,40}:\s*/i

const subjectOf = (said: Macros) => text(said, 'alertsubject', 'subject', 'title')

/** What the problem is called, without its state. */
export const titleOf = (said: Macros): string | null =>
  (text(said, 'trigger', 'triggername', 'eventname', 'name', 'problem') ?? subjectOf(said))?.replace(
    stateInFront,
    '',
  ) ?? null

/** What somebody did to a problem, in words such as `acknowledged, commented`. */
const ofUpdate = (action: string | null): AlertStatus => {
  if (/(?<!un)acknowledged/i.test(action ?? '')) return 'acknowledged'
  if (/(?<!un)suppressed/i.test(action ?? '')) return 'suppressed'
  return /changed (?:problem )?severity/i.test(action ?? '') ? 'firing' : 'ignored'
}

/** How the problem is; undefined when nothing says it. */
export const statusOfProblem = (said: Macros): AlertStatus | undefined => {
  // Without the rest of an event, `value` is what an item measured.
  const names = ['eventvalue', 'triggervalue', 'eventstatus', 'triggerstatus', 'status', 'state']
  const value = [...names, ...(isStreamed(said) ? ['value'] : [])]
    .map((name) => meaning(statuses, text(said, name)))
    .find((found) => found !== undefined)
  const [, inFront = ''] = stateInFront.exec(subjectOf(said) ?? '') ?? []
  const isUpdate = text(said, 'eventupdatestatus') === '1' || /^updated/i.test(inFront)
  const status = value ?? meaning(statuses, inFront) ?? (isUpdate ? 'firing' : undefined)
  return isUpdate && status !== 'resolved' ? ofUpdate(text(said, 'eventupdateaction', 'action')) : status
}

/**
 * `triggerid=…|eventid=…`, from fields or from the link. The event of the problem is equal on its recovery, which has an
 * event of its own besides.
 */
export const keyOfProblem = (said: Macros, host: string | null): string | null => {
  const link = linkOf(said)
  const trigger = filled(said, 'triggerid') ?? idIn(link, 'triggerid')
  const event = filled(said, 'peventid', 'eventid', 'problemid') ?? idIn(link, 'eventid') ?? filled(said, 'id')
  return keyed({ triggerid: trigger, eventid: event }) ?? keyed({ host, trigger: titleOf(said) })
}
