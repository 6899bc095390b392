import * as z from 'zod'
import { Role } from '../person.ts'
import { Entry } from './entry.ts'

/** What the directory last said of a person, and what it gave them: kept beside the person, one each. */
export const Account = z.object({
  kind: z.literal('account'),
  /** Id of the person. */
  id: z.string(),
  version: z.int(),
  entry: Entry,
  /** The SCIM resource as it was sent, with what means nothing to us: it is answered as it came. */
  resource: z.record(z.string(), z.unknown()).optional(),
  /** The role that a group of the directory gave; taken away again when the group is left. */
  grantedRole: Role.optional(),
  /** Whether a group made them a VIP. */
  isGrantedVip: z.boolean().optional(),
  /** Whether the directory has deleted them for good. The person stays, inactive, with all that they did. */
  isDeleted: z.boolean().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Account = z.infer<typeof Account>
