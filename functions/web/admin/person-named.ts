import type * as z from 'zod'
import type { Person } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import type { Visit } from '../page/visit.ts'
import { operations } from './operation.ts'

/** A person as the API shows them to whoever looks; their wishes are shown to themselves and to administrators. */
export type PersonView = Omit<z.infer<typeof Person>, 'kind' | 'preferences'> &
  Partial<Pick<z.infer<typeof Person>, 'preferences'>>

/** A page of people. */
export interface PeoplePage {
  readonly items: readonly PersonView[]
  readonly cursor: string | null
}

/** People whom fields suggest; whoever is not among them is named by their address. */
export const somePeople = async (visit: Visit, desk: ApiDesk): Promise<readonly PersonView[]> =>
  (await carryOut<PeoplePage>(visit, desk, operations.listPeople, { query: { limit: 100 } })).items

/** How fields name somebody: by their first address; by their id where they have none. */
export const callSign = ({ id, addresses }: Pick<PersonView, 'id' | 'addresses'>): string => addresses[0] ?? id

/** The person of this id, or nothing when there is none (any more). */
export const personOf = async (visit: Visit, desk: ApiDesk, id: string): Promise<PersonView | undefined> =>
  carryOut<PersonView>(visit, desk, operations.readPerson, { params: { id } }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not_found') return undefined
    throw error
  })

/** The form with ids in place of the mail addresses that people were named by in these fields. Refuses unknown ones. */
export const withIds = async (visit: Visit, desk: ApiDesk, fields: readonly string[]): Promise<URLSearchParams> => {
  const form = new URLSearchParams(visit.form)
  for (const field of fields) {
    const named = form.get(field)?.trim() ?? ''
    if (!named.includes('@')) continue
    const query = { address: named.toLowerCase() }
    const { items } = await carryOut<PeoplePage>(visit, desk, operations.listPeople, { query })
    if (!items[0]) throw new Refusal('invalid', `${field}: nobody has the address ${named}. Name somebody else.`, field)
    form.set(field, items[0].id)
  }
  return form
}
