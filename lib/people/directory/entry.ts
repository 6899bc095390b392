import * as z from 'zod'
import { Language } from '../../ticket/message.ts'
import { TimeZone } from '../../ticket/time-zone.ts'
import { MailAddress } from '../person.ts'

const text = (most = 100) => z.string().trim().min(1).max(most, `Use at most ${most} characters`)

/**
 * What a directory says of a person, whatever it speaks (SCIM, CSV, Microsoft Graph). What it leaves out it does not say;
 * it is not thereby gone.
 */
export const Entry = z.strictObject({
  /** Never changes, whatever else does: the object id of Entra ID, the objectGUID of Active Directory. */
  directoryId: text(200).optional(),
  /** How they sign in; a mail address more often than not. */
  userName: text(254).optional(),
  name: text().optional(),
  /** Mail addresses; the first is where we write to. */
  addresses: z.array(MailAddress).max(20, 'Use at most 20 addresses').optional(),
  isActive: z.boolean().optional(),
  language: Language.optional(),
  timeZone: TimeZone.optional(),
  department: text().optional(),
  location: text().optional(),
  /** Our id of the manager, their id in the directory, or a mail address of theirs. */
  manager: text(254).optional(),
  isGuest: z.boolean().optional(),
  isVip: z.boolean().optional(),
  isShared: z.boolean().optional(),
})
export type Entry = z.infer<typeof Entry>

/** Every address that the entry gives its person: those it names, and the user name where it is one. */
export const addressesIn = ({ addresses = [], userName }: Entry): readonly string[] => {
  const signIn = MailAddress.safeParse(userName)
  return [...new Set([...addresses, ...(signIn.success ? [signIn.data] : [])])]
}
