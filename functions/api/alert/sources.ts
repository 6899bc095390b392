import * as z from 'zod'
import { AlertSourceFields, alertSourceKind } from '../../../lib/alert/source.ts'
import { ensureSourceWorks } from '../../../lib/desk/alert/source-check.ts'
import {
  allSources,
  changeSource,
  createSource,
  readSource,
  removeSource,
  sourceNamed,
} from '../../../lib/desk/alert/sources.ts'
import { keptHistory } from '../../../lib/desk/keep.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { once } from '../idempotency.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators, historians, readers } from './access.ts'
import { SourceView, sourceAnswer, sourceOrder, sourceView } from './source-view.ts'

const path = '/api/v1/alert-sources'

const SourceList = z.object({ items: z.array(SourceView), cursor: z.null().describe('The list is always whole.') })

const NewSource = AlertSourceFields.extend({
  // Shorter than a key, so that nobody takes one for the other in a path.
  id: z
    .string('Give it an id')
    .regex(/^[a-z][a-z0-9-]{1,29}$/, 'Use 2 to 30 lower case letters, digits and hyphens, a letter first')
    .describe('Names it in addresses and for ever, such as `grafana-shop`.'),
})

const listing = operation({
  method: 'GET',
  path,
  id: 'listAlertSources',
  access: { kind: 'alert-source', action: 'read' },
  summary: 'List where alerts come from',
  status: 200,
  answer: SourceList,
  run: async (call: Call, { store, now }: ApiDesk) => {
    readers(call)
    const at = now()
    const items = (await allSources(store)).map((source) => sourceView(source, at))
    return { status: 200, body: SourceList.parse({ items, cursor: null }) }
  },
})

const creating = operation({
  method: 'POST',
  path,
  id: 'createAlertSource',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'Make a place that alerts come from',
  description: 'It accepts nothing until it has a key.',
  body: NewSource,
  status: 201,
  answer: SourceView,
  idempotent: true,
  run: async (call: Call<z.output<typeof NewSource>>, desk: ApiDesk) => {
    administrators(call)
    const { store, now } = desk
    const { id: wanted, ...fields } = call.body
    await ensureSourceWorks(desk, fields)
    const at = now()
    const { made, repeated } = await once(call, store, at, {
      id: wanted,
      make: (id, also) => createSource(store, { ...sourceOrder(call, at), id, also }, fields),
      find: (id) => readSource(store, id),
    })
    const answer = sourceAnswer(made, at, 201)
    return { ...answer, headers: { ...answer.headers, ...(repeated && { 'idempotent-replayed': 'true' }) } }
  },
})

const reading = operation({
  method: 'GET',
  path: `${path}/{id}`,
  id: 'readAlertSource',
  access: { kind: 'alert-source', action: 'read' },
  summary: 'Read a place that alerts come from',
  status: 200,
  answer: SourceView,
  run: async (call: Call, { store, now }: ApiDesk) => {
    readers(call)
    return sourceAnswer(await sourceNamed(store, call.params.id ?? ''), now())
  },
})

const replacing = operation({
  method: 'PUT',
  path: `${path}/{id}`,
  id: 'replaceAlertSource',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'Make a source what the body says, whole; its keys and secrets stay',
  description: 'It holds within twenty seconds for what is accepted from then on.',
  body: AlertSourceFields,
  status: 200,
  answer: SourceView,
  matching: true,
  run: async (call: Call<AlertSourceFields>, desk: ApiDesk) => {
    administrators(call)
    const { store, now } = desk
    await sourceNamed(store, call.params.id ?? '')
    await ensureSourceWorks(desk, call.body)
    const at = now()
    return sourceAnswer(await changeSource(store, sourceOrder(call, at), call.body), at)
  },
})

const removing = operation({
  method: 'DELETE',
  path: `${path}/{id}`,
  id: 'removeAlertSource',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'Take a source away: its keys open nothing any more; what it led to stays',
  status: 204,
  matching: true,
  run: async (call: Call, { store, now }: ApiDesk) => {
    administrators(call)
    await removeSource(store, sourceOrder(call, now()))
    return { status: 204 }
  },
})

const looking = operation({
  method: 'GET',
  path: `${path}/{id}/history`,
  id: 'readAlertSourceHistory',
  access: { kind: 'alert-source', action: 'read-history' },
  summary: 'Read every change of a source, newest first, also of one that was taken away',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    historians(call)
    const page = await keptHistory(store, alertSourceKind, call.params.id ?? '', call.query)
    if (!page) throw new Refusal('not_found', `There is no alert source ${call.params.id}.`)
    return { status: 200, body: HistoryPage.parse(page) }
  },
})

/** Where alerts come from. */
export const sources = [listing, creating, reading, replacing, removing, looking]
