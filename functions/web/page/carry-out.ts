import type { ApiDesk, Operation } from '../../api/operation.ts'
import { parse } from '../../api/parse.ts'
import type { Visit } from './visit.ts'

/** What an operation is asked with. */
export interface Asking {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  /** The version that the person has seen. */
  readonly ifVersion?: string | number | null
}

const defined = (query: object) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''))

/**
 * Carries out an operation of the API in the visitor's name, parsed and checked as if it had come over the wire, and
 * answers its body. Refusals are thrown as everywhere.
 */
export const carryOut = async <Answer>(
  { person, request, form, provenAt }: Visit,
  desk: ApiDesk,
  operation: Operation,
  { params = {}, query = {}, body, ifVersion }: Asking = {},
): Promise<Answer> => {
  const key = form.get('once')
  const headers = {
    ...request.headers,
    'if-match': ifVersion === undefined || ifVersion === null || ifVersion === '' ? undefined : `"${ifVersion}"`,
    // A form that is sent twice, by a double click or a reload, takes effect once.
    'idempotency-key': operation.idempotent && key ? key : undefined,
  }
  const response = await operation.run(
    {
      caller: person,
      params,
      query: operation.query ? parse(operation.query, defined(query)) : {},
      body: operation.body ? parse(operation.body, body ?? {}) : {},
      request: { ...request, headers },
      channel: 'web',
      provenAt,
    },
    desk,
  )
  return response.body as Answer
}

/** The operations of a table by their ids, so that pages name what they do. */
export const byId = <Id extends string>(operations: readonly Operation[], ...ids: Id[]): Record<Id, Operation> =>
  Object.fromEntries(
    ids.map((id) => {
      const found = operations.find((operation) => operation.id === id)
      if (!found) throw new Error(`The API has no operation ${id}.`)
      return [id, found]
    }),
  ) as Record<Id, Operation>
