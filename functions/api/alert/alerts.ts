import * as z from 'zod'
import { type Alert, firingMembers, restoreAlert } from '../../../lib/alert/alert.ts'
import { AlertLevel } from '../../../lib/alert/level.ts'
import { allSources } from '../../../lib/desk/alert/sources.ts'
import { type Storm, tallyOf } from '../../../lib/desk/alert/storm.ts'
import { may } from '../../../lib/people/access.ts'
import { key, partOf } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { firingAlerts } from './firing.ts'

/** An alert as it stands. */
export const AlertView = z
  .object({
    id: z.string().describe('Names the alert: its source and a digest of its identity.'),
    source: z.string().describe('Id of the source.'),
    key: z.string().describe('The identity that the sender gave it, cut where it is long.'),
    status: z.enum(['firing', 'acknowledged', 'resolved']),
    level: AlertLevel.describe('The worst since it fires.'),
    severity: z.string().optional().describe('The sender’s own word.'),
    title: z.string(),
    host: z.string().optional(),
    service: z.string().optional().describe('Id of the service.'),
    incident: z.string().optional(),
    isStorm: z.boolean().optional().describe('Its incident is that of a storm.'),
    isHeartbeat: z.boolean().optional(),
    count: z.int().describe('How often it was said to fire since it fires.'),
    firingMembers: z.int().describe('How many of its members fire.'),
    firstAt: z.string(),
    lastAt: z.string(),
    lastSeenAt: z.string(),
    resolvedAt: z.string().optional(),
    isFlapping: z.boolean(),
    unopened: z
      .object({ why: z.enum(['held-off', 'maintenance', 'suppressed']), until: z.string().optional() })
      .optional()
      .describe('Why it fires and has no incident.'),
  })
  .meta({ id: 'Alert' })

const viewOf = (alert: Alert) =>
  AlertView.parse({ ...alert, firingMembers: firingMembers(alert), isFlapping: alert.flapping !== undefined })

const readers = ({ caller }: Call): void => {
  if (!may(caller, 'read', { kind: 'alert' })) throw new Refusal('forbidden', 'Only agents see alerts.')
}

const AlertPage = z.object({ items: z.array(AlertView), cursor: z.string().nullable() })

const AlertQuery = z.strictObject({
  ...PageQuery.shape,
  incident: z.string().max(30).optional().describe('Number of the incident whose alerts are listed, over or not.'),
  source: z.string().max(100).optional().describe('Id of the source whose alerts are listed; not with an incident.'),
  service: z.string().max(100).optional().describe('Id of the service that they are about; not with an incident.'),
})

const alertsOf = async (store: Store, number: string, { cursor, limit }: z.output<typeof PageQuery>) => {
  const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString()
  if (after !== undefined && !after.startsWith(partOf.alert))
    throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  const page = await store.parts(number, partOf.alert, { limit, ...(after !== undefined && { after }) })
  const heads = await store.getMany(page.items.map((item) => key.alert(String(item.alert))))
  return {
    items: heads.map((head) => viewOf(restoreAlert(head))),
    cursor: page.next === undefined ? null : Buffer.from(page.next).toString('base64url'),
  }
}

const listing = operation({
  method: 'GET',
  path: '/api/v1/alerts',
  id: 'listAlerts',
  access: { kind: 'alert', action: 'read' },
  summary: 'List the alerts that fire, or all alerts of an incident or storm, page by page',
  description:
    'What fires is found by what it waits for: heartbeats that stay away, and alerts of a source that calls none stale, are found by their incident only. A short page with a cursor is not the last.',
  query: AlertQuery,
  status: 200,
  answer: AlertPage,
  run: async (call: Call<unknown, z.output<typeof AlertQuery>>, { store }: ApiDesk) => {
    readers(call)
    const { incident, ...query } = call.query
    if (incident !== undefined) return { status: 200, body: AlertPage.parse(await alertsOf(store, incident, query)) }
    const { items, cursor } = await firingAlerts(store, query, query)
    return { status: 200, body: AlertPage.parse({ items: items.map(viewOf), cursor }) }
  },
})

const reading = operation({
  method: 'GET',
  path: '/api/v1/alerts/{id}',
  id: 'readAlert',
  access: { kind: 'alert', action: 'read' },
  summary: 'Read one alert as it stands',
  status: 200,
  answer: AlertView,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    const found = await store.get(key.alert(call.params.id ?? ''))
    if (!found) throw new Refusal('not_found', 'There is no such alert.')
    return { status: 200, body: viewOf(restoreAlert(found)) }
  },
})

/** A storm that goes on. */
export const StormView = z
  .object({
    source: z.string().describe('Id of the source.'),
    name: z.string().describe('What people call the source.'),
    incident: z.string().describe('The incident that all its alerts share.'),
    startedAt: z.string(),
    count: z.int().describe('How many alerts joined it.'),
    recovered: z.int().describe('How many of them are over.'),
    lastAt: z.string().describe('When one joined it last.'),
  })
  .meta({ id: 'AlertStorm' })
const StormList = z.object({ items: z.array(StormView), cursor: z.null().describe('The list is always whole.') })

const storms = operation({
  method: 'GET',
  path: '/api/v1/alert-storms',
  id: 'listAlertStorms',
  access: { kind: 'alert', action: 'read' },
  summary: 'List the storms that go on: sources whose new alerts share one incident',
  status: 200,
  answer: StormList,
  run: async (call: Call, { store }: ApiDesk) => {
    readers(call)
    const names = new Map((await allSources(store)).map(({ id, name }) => [id, name]))
    const found: Storm[] = []
    const ids = [...names.keys()]
    for (let i = 0; i < ids.length; i += 100)
      found.push(...((await store.getMany(ids.slice(i, i + 100).map(key.storm))) as unknown as Storm[]))
    const live = found.filter(({ endedAt }) => endedAt === undefined)
    const items = await Promise.all(
      live.map(async ({ id, incident, startedAt }) => ({
        source: id,
        name: names.get(id),
        incident,
        startedAt,
        ...tallyOf(await store.get(key.stormTally(incident))),
      })),
    )
    return { status: 200, body: StormList.parse({ items, cursor: null }) }
  },
})

/** Alerts and storms as they stand. */
export const alertsAsTheyStand = [listing, reading, storms]
