import * as z from 'zod'
import { PersonRef } from '../ticket/person-ref.ts'

const LocalDate = z.iso.date('is no date. Write it as YYYY-MM-DD')

/** Who decides for somebody from one local date to another, the last one included. */
export const DelegationFields = z
  .strictObject({ from: LocalDate, to: LocalDate, delegate: PersonRef })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before from. Give the last day' })
export type DelegationFields = z.infer<typeof DelegationFields>

/** What somebody delegated. A kept record (lib/store/kept.ts) under the id of the person. */
export const Delegations = z.object({
  id: z.string(),
  version: z.int(),
  delegations: z.array(DelegationFields).max(20),
})
export type Delegations = z.infer<typeof Delegations>

/** Kind of the record. */
export const delegationKind = 'delegation'
