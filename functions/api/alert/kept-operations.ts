import * as z from 'zod'
import { allOf, type KeptKind, keepOne, oneOf, removeOne } from '../../../lib/desk/alert/kept-list.ts'
import { keptHistory } from '../../../lib/desk/keep.ts'
import { type ActionOn, type Kind, may } from '../../../lib/people/access.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, type Operation, operation } from '../operation.ts'
import { parse } from '../parse.ts'

const Id = z
  .string('Give it an id')
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower case letters, digits and hyphens, at most 40')

/** Records of which a desk has few, as the API lists, reads, keeps and removes them. */
interface Kept<K extends Kind, Fields extends z.ZodType<object>> {
  readonly of: KeptKind<z.ZodType>
  /** Such as `/api/v1/services`. */
  readonly path: string
  readonly kind: K
  readonly change: ActionOn<K>
  /** Begin of operation ids: `Service`, and of many: `Services`. */
  readonly names: readonly [one: string, many: string]
  readonly fields: Fields
  readonly view: z.ZodObject
  /** What the list, one, its keeping and its removal are, in words. */
  readonly summaries: readonly [list: string, read: string, keep: string, remove: string, history: string]
  readonly whoChanges: string
  readonly check?: (fields: z.output<Fields>, desk: ApiDesk) => Promise<void>
}

/** Operations on such records. */
export const keptOperations = <K extends Kind, Fields extends z.ZodType<object>>(
  o: Kept<K, Fields>,
): readonly Operation[] => {
  const { of, path, kind, change, names, fields, view, summaries, check } = o
  const readers = ({ caller }: Call) => {
    if (!may(caller, 'read' as ActionOn<K>, { kind })) throw new Refusal('forbidden', 'Only agents see this.')
  }
  const orderOf = (call: Call, at: string) => {
    if (!may(call.caller, change, { kind })) throw new Refusal('forbidden', o.whoChanges)
    return { id: parse(Id, call.params.id), by: actorOf(call.caller), at, ifVersion: versionIn(call) }
  }
  const answer = (record: { readonly version: number }, status: number) => ({
    status,
    headers: { etag: `"${record.version}"` },
    body: view.parse(record),
  })
  const List = z.object({ items: z.array(view), cursor: z.null().describe('The list is always whole.') })
  const access = (action: string) => ({ access: { kind, action: action as never } })
  return [
    operation({
      method: 'GET',
      path,
      id: `list${names[1]}`,
      ...access('read'),
      summary: summaries[0],
      status: 200,
      answer: List,
      run: async (call: Call, { store }: ApiDesk) => {
        readers(call)
        return { status: 200, body: List.parse({ items: await allOf(store, of), cursor: null }) }
      },
    }),
    operation({
      method: 'GET',
      path: `${path}/{id}`,
      id: `read${names[0]}`,
      ...access('read'),
      summary: summaries[1],
      status: 200,
      answer: view,
      run: async (call: Call, { store }: ApiDesk) => {
        readers(call)
        return answer((await oneOf(store, of, call.params.id ?? '')) as { version: number }, 200)
      },
    }),
    operation({
      method: 'PUT',
      path: `${path}/{id}`,
      id: `keep${names[0]}`,
      ...access(change),
      summary: summaries[2],
      description: 'What has that id is replaced whole; within twenty seconds alerts are decided by it.',
      body: fields,
      status: 200,
      answer: view,
      matching: true,
      run: async (call: Call<z.output<Fields>>, desk: ApiDesk) => {
        const order = orderOf(call, desk.now())
        await check?.(call.body, desk)
        return answer(await keepOne(desk.store, of, order, call.body as object), 200)
      },
    }),
    operation({
      method: 'DELETE',
      path: `${path}/{id}`,
      id: `remove${names[0]}`,
      ...access(change),
      summary: summaries[3],
      status: 204,
      matching: true,
      run: async (call: Call, { store, now }: ApiDesk) => {
        await removeOne(store, of, orderOf(call, now()))
        return { status: 204 }
      },
    }),
    operation({
      method: 'GET',
      path: `${path}/{id}/history`,
      id: `read${names[0]}History`,
      ...access('read'),
      summary: summaries[4],
      query: HistoryQuery,
      status: 200,
      answer: HistoryPage,
      run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
        readers(call)
        const page = await keptHistory(store, of.kind, call.params.id ?? '', call.query)
        return { status: 200, body: HistoryPage.parse(page ?? { items: [], cursor: null }) }
      },
    }),
  ]
}
