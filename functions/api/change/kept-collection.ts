import * as z from 'zod'
import { allKept, keep, keptHistory, readKept } from '../../../lib/desk/keep.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, type Operation, operation } from '../operation.ts'
import { parse } from '../parse.ts'
import { deskOnly, ensureMay } from './visible.ts'

/** Ids stand in addresses of pages, and in what overrides a freeze. */
export const KeptId = z
  .string('Give an id')
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower case letters, digits and hyphens, at most 40')

/** Records that change managers keep, few of a kind. */
interface Collection<Fields extends z.ZodObject> {
  /** Kind of the kept record. */
  readonly kind: string
  /** Last part of the path, such as `freezes`. */
  readonly name: string
  /** What the document calls one, such as `Freeze`, and many. */
  readonly id: string
  readonly ids: string
  /** What people call one, such as `freeze`. */
  readonly what: string
  readonly fields: Fields
  /** Refuses what refers to nothing. */
  ensure(fields: z.output<Fields>, desk: ApiDesk): Promise<void>
}

/** Listing, reading, replacing, removing and looking back at records of a kind: read by the desk, kept by change managers. */
export const keptCollection = <Fields extends z.ZodObject>(of: Collection<Fields>): readonly Operation[] => {
  const { kind, name, id: called, ids, what, fields, ensure } = of
  const path = `/api/v1/${name}`
  const View = fields.extend({ id: z.string(), version: z.int() }).meta({ id: called })
  const Stored = z.object({
    ...fields.shape,
    id: z.string(),
    version: z.int(),
    isRemoved: z.boolean().optional(),
  })
  type Stored = { readonly version: number; readonly isRemoved?: boolean }

  const shown = (record: object) => {
    const all = Stored.parse(record) as Record<string, unknown>
    const { isRemoved: _, ...rest } = all
    return rest
  }
  const answer = (record: object): Response => ({
    status: 200,
    headers: { etag: `"${(record as Stored).version}"` },
    body: shown(record),
  })
  const found = async ({ params }: Call, { store }: ApiDesk) => {
    const record = (await readKept(store, Stored, kind, params.id ?? '')) as (Stored & object) | undefined
    if (!record || record.isRemoved) throw new Refusal('not_found', `There is no ${what} ${params.id}.`)
    return record
  }
  const orderOf = (call: Call, at: string) => {
    ensureMay(call.caller, 'manage')
    const ifVersion = versionIn(call)
    return {
      kind,
      id: parse(KeptId, call.params.id),
      by: actorOf(call.caller),
      at,
      ...(ifVersion !== undefined && { ifVersion }),
    }
  }

  return [
    operation({
      method: 'GET',
      path,
      id: `list${ids}`,
      access: { kind: 'change', action: 'read' },
      summary: `List every ${what}`,
      status: 200,
      answer: z.object({ items: z.array(View), cursor: z.null().describe('The list is always whole.') }),
      run: async (call: Call, { store }: ApiDesk) => {
        deskOnly(call)
        const all = (await allKept(store, Stored, kind)) as readonly (Stored & object)[]
        return { status: 200, body: { items: all.filter(({ isRemoved }) => !isRemoved).map(shown), cursor: null } }
      },
    }),
    operation({
      method: 'GET',
      path: `${path}/{id}`,
      id: `read${called}`,
      access: { kind: 'change', action: 'read' },
      summary: `Read a ${what}`,
      status: 200,
      answer: View,
      run: async (call: Call, desk: ApiDesk) => {
        deskOnly(call)
        return answer(await found(call, desk))
      },
    }),
    operation({
      method: 'PUT',
      path: `${path}/{id}`,
      id: `save${called}`,
      access: { kind: 'change', action: 'manage' },
      summary: `Make a ${what} what the body says, whole`,
      body: fields,
      status: 200,
      answer: View,
      matching: true,
      run: async (call: Call<z.output<Fields>>, desk: ApiDesk) => {
        const order = orderOf(call, desk.now())
        await ensure(call.body, desk)
        return answer(await keep(desk.store, { ...order, value: call.body as object }))
      },
    }),
    operation({
      method: 'DELETE',
      path: `${path}/{id}`,
      id: `remove${called}`,
      access: { kind: 'change', action: 'manage' },
      summary: `Take a ${what} away; its history stays`,
      status: 204,
      matching: true,
      run: async (call: Call, desk: ApiDesk) => {
        const order = orderOf(call, desk.now())
        const { id: _, version: __, ...value } = shown(await found(call, desk))
        await keep(desk.store, { ...order, value: { ...value, isRemoved: true } })
        return { status: 204 }
      },
    }),
    operation({
      method: 'GET',
      path: `${path}/{id}/history`,
      id: `read${called}History`,
      access: { kind: 'change', action: 'read' },
      summary: `Read every change of a ${what}, newest first`,
      query: HistoryQuery,
      status: 200,
      answer: HistoryPage,
      run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
        deskOnly(call)
        const page = await keptHistory(store, kind, call.params.id ?? '', call.query)
        if (!page) throw new Refusal('not_found', `There is no ${what} ${call.params.id}.`)
        return { status: 200, body: HistoryPage.parse(page) }
      },
    }),
  ]
}
