import * as z from 'zod'
import { TimeZone } from '../../ticket/time-zone.ts'
import type { Row } from './columns.ts'
import { languageOf } from './language.ts'
import { nameOf } from './name.ts'

const Text = z.string().nullish()

/** A user as Microsoft Graph has it (resource type `user`); of a delta, as much of it as has changed. */
const GraphUser = z.looseObject({
  id: z.string().min(1),
  '@removed': z.looseObject({ reason: z.string().optional() }).optional(),
  userPrincipalName: Text,
  displayName: Text,
  givenName: Text,
  surname: Text,
  mail: Text,
  proxyAddresses: z.array(z.string()).nullish(),
  otherMails: z.array(z.string()).nullish(),
  accountEnabled: z.boolean().nullish(),
  preferredLanguage: Text,
  department: Text,
  officeLocation: Text,
  userType: Text,
  manager: z.looseObject({ id: z.string().optional() }).nullish(),
  'manager@delta': z.array(z.looseObject({ id: z.string(), '@removed': z.looseObject({}).optional() })).optional(),
  mailboxSettings: z.looseObject({ timeZone: Text }).nullish(),
})

/** One answer of `GET /users` or `GET /users/delta`. */
export const GraphPage = z.looseObject({
  value: z.array(GraphUser, 'graph.value: give the users of the answer').max(10_000, 'Use at most 10,000 users'),
})
export type GraphPage = z.infer<typeof GraphPage>

const given = (text: string | null | undefined): string | undefined => text?.trim() || undefined

/**
 * Users of Microsoft Graph → what each says of a person. Whoever was removed (`@removed`) is inactive: with reason `changed` they
 * can be restored, with `deleted` not, and either way their history stays. Pure.
 */
export const graphRows = ({ value }: GraphPage): readonly Row[] =>
  value.map((user, i): Row => {
    if (user['@removed']) return { row: i + 1, said: { directoryId: user.id, isActive: false } }
    const proxies = (user.proxyAddresses ?? []).flatMap((proxy) => /^smtp:(.+)$/i.exec(proxy)?.[1] ?? [])
    const mails = [user.mail, ...proxies, ...(user.otherMails ?? [])].flatMap(
      (mail) => given(mail)?.toLowerCase() ?? [],
    )
    const manager = user.manager?.id ?? user['manager@delta']?.find((one) => !one['@removed'])?.id
    const zone = TimeZone.safeParse(user.mailboxSettings?.timeZone)
    const said = {
      directoryId: user.id,
      userName: given(user.userPrincipalName),
      name: nameOf({
        displayName: given(user.displayName),
        familyName: given(user.surname),
        givenName: given(user.givenName),
      })?.slice(0, 100),
      addresses: mails.length > 0 ? [...new Set(mails)] : undefined,
      isActive: user.accountEnabled ?? undefined,
      language: languageOf(given(user.preferredLanguage)),
      timeZone: zone.success ? zone.data : undefined,
      department: given(user.department),
      location: given(user.officeLocation),
      manager: given(manager),
      isGuest: given(user.userType) === undefined ? undefined : user.userType?.toLowerCase() === 'guest',
    }
    return { row: i + 1, said: Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) }
  })
