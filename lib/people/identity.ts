import * as z from 'zod'
import { MailAddress, type Person } from './person.ts'

/** Services say it as a boolean, as text (Cognito, for what it maps) or as a number (Entra ID's `xms_edov`). */
const yes = z.union([z.literal(true), z.literal('true'), z.literal('1'), z.literal(1)])

/** What a sign-in service says of who signs in (claims of the ID token); what it does not vouch for is left out. */
export const Claims = z
  .object({
    iss: z.string(),
    sub: z.string(),
    email: z.unknown().optional(),
    email_verified: z.unknown().optional(),
    name: z.unknown().optional(),
    oid: z.unknown().optional(),
    'custom:oid': z.unknown().optional(),
    auth_time: z.unknown().optional(),
  })
  .transform(({ iss, sub, email, email_verified, name, auth_time, ...claims }) => {
    const address = MailAddress.safeParse(email)
    const directoryId = [claims['custom:oid'], claims.oid].find((id) => typeof id === 'string' && id !== '')
    return {
      issuer: iss,
      subject: sub,
      /** A mail address that is theirs beyond doubt. */
      address: address.success && yes.safeParse(email_verified).success ? address.data : undefined,
      /** What the directory calls them, for ever. */
      directoryId: directoryId as string | undefined,
      /** When they proved who they are (OpenID Connect Core 2); a service may say nothing of it. */
      provenAt:
        typeof auth_time === 'number' && Number.isInteger(auth_time) && auth_time > 0 && auth_time < 1e11
          ? new Date(auth_time * 1000).toISOString()
          : undefined,
      name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 100) : undefined,
    }
  })
export type Claims = z.output<typeof Claims>

/** Why somebody whom the sign-in service knows is not let in. */
export type NotAdmitted = 'inactive' | 'unknown'

/** Why this person is not let in, or nothing: guests write mail and programs bear tokens, and only that. */
export const whyNot = ({ isActive, role }: Pick<Person, 'isActive' | 'role'>): NotAdmitted | undefined => {
  if (!isActive) return 'inactive'
  return role === 'guest' || role === 'integration' ? 'unknown' : undefined
}

/** Whether somebody with this address becomes an employee by signing in. */
export const isOfTheCompany = (address: string, domains: readonly string[]): boolean =>
  domains.includes(address.slice(address.lastIndexOf('@') + 1))

/**
 * Whether an address may link its owner to who signs in: not when the directory knows the owner as somebody else, because then
 * the address has changed hands.
 */
export const isSamePerson = (owner: Pick<Person, 'directoryId'>, { directoryId }: Claims): boolean =>
  owner.directoryId === undefined || directoryId === undefined || owner.directoryId === directoryId
