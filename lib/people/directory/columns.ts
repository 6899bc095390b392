import { MailAddress } from '../person.ts'
import { languageOf } from './language.ts'
import { nameOf } from './name.ts'

/** One row of a file or one user of a delta: what it says (an entry before it is checked), or why it cannot be read. */
export interface Row {
  /** Counts from 1, the heading not included. */
  readonly row: number
  readonly said?: Readonly<Record<string, unknown>>
  readonly refused?: string
}

/**
 * What columns are called, in lower case without spaces, hyphens and underscores: our own words first, then those of Active
 * Directory (Get-ADUser | Export-Csv), of LDAP (RFC 4519, inetOrgPerson) and of the Entra admin centre's export.
 */
const columns = {
  directoryId: ['directoryid', 'objectid', 'objectguid', 'entryuuid', 'externalid', 'id'],
  userName: ['username', 'userprincipalname', 'samaccountname', 'uid'],
  displayName: ['name', 'displayname', 'cn'],
  givenName: ['givenname', 'firstname'],
  familyName: ['familyname', 'surname', 'sn', 'lastname'],
  mail: ['address', 'email', 'mail', 'emailaddress'],
  others: ['addresses', 'aliases', 'proxyaddresses', 'othermails', 'mailalternateaddress'],
  active: ['isactive', 'active', 'enabled', 'accountenabled'],
  control: ['useraccountcontrol'],
  language: ['language', 'preferredlanguage', 'locale'],
  timeZone: ['timezone'],
  department: ['department', 'departmentnumber', 'ou'],
  location: ['location', 'office', 'officelocation', 'physicaldeliveryofficename', 'l'],
  manager: ['manager', 'managerid'],
  type: ['usertype'],
  vip: ['isvip', 'vip'],
  shared: ['isshared', 'sharedmailbox'],
  dn: ['distinguishedname', 'dn'],
} as const satisfies Record<string, readonly string[]>
type Column = keyof typeof columns

const plainName = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[\s_-]/g, '')

/** The columns of a file: which of its headings says what. Of two that say the same, the one that we name first. */
export const columnsIn = (headings: readonly string[]): ReadonlyMap<Column, string> => {
  const byName = new Map(headings.map((heading) => [plainName(heading), heading]))
  const found = Object.entries(columns).flatMap(([column, names]): [Column, string][] => {
    const name = names.find((one) => byName.has(one))
    return name === undefined ? [] : [[column as Column, byName.get(name)!]]
  })
  return new Map(found)
}

/** Bit of userAccountControl that says that an account is disabled (ACCOUNTDISABLE, [MS-ADTS] 2.2.16). */
const disabledBit = 2

const truth = (text: string | undefined): boolean | undefined => {
  if (text === undefined) return undefined
  if (/^(?:true|yes|y|1|enabled|active)$/i.test(text)) return true
  return /^(?:false|no|n|0|disabled|inactive)$/i.test(text) ? false : undefined
}

/** `SMTP:` marks the first address of proxyAddresses, `smtp:` the others; what is no mail (X500:, SIP:) is left out. */
const mailsIn = (text: string | undefined): readonly string[] => {
  const parts = (text ?? '').split(/[;,|\n]/).map((part) => part.trim())
  const mails = parts.filter((part) => !/^(?!smtp:)[a-z0-9]+:/i.test(part))
  return mails
    .toSorted((a, b) => Number(b.startsWith('SMTP:')) - Number(a.startsWith('SMTP:')))
    .map((part) => part.replace(/^smtp:/i, ''))
}

/** Rows of a file as its headings name their fields → what each says of a person. Pure. */
export const rowsOf = (
  headings: readonly string[],
  records: readonly Readonly<Record<string, string>>[],
): readonly Row[] => {
  const map = columnsIn(headings)
  const read = (record: Readonly<Record<string, string>>, column: Column): string | undefined =>
    record[map.get(column) ?? '']?.trim() || undefined
  const idByDn = new Map(
    records.map((record) => [
      read(record, 'dn')?.toLowerCase(),
      read(record, 'directoryId') ?? read(record, 'mail') ?? read(record, 'userName'),
    ]),
  )
  return records.map((record, i): Row => {
    const get = (column: Column) => read(record, column)
    const [active, control] = [get('active'), get('control')]
    if (active !== undefined && truth(active) === undefined)
      return { row: i + 1, refused: `${map.get('active')}: ${active} is neither true nor false.` }
    const addresses = [get('mail'), ...mailsIn(get('others'))].filter((one) => one !== undefined && one !== '')
    const wrong = addresses.find((address) => !MailAddress.safeParse(address).success)
    if (wrong !== undefined)
      return { row: i + 1, refused: `${map.get('mail') ?? map.get('others')}: ${wrong} is no mail address.` }
    const manager = get('manager')
    const said = {
      directoryId: get('directoryId'),
      userName: get('userName'),
      name: nameOf({ displayName: get('displayName'), familyName: get('familyName'), givenName: get('givenName') }),
      addresses: addresses.length > 0 ? addresses : undefined,
      isActive: truth(active) ?? (control === undefined ? undefined : (Number(control) & disabledBit) === 0),
      language: languageOf(get('language')),
      timeZone: get('timeZone'),
      department: get('department'),
      location: get('location'),
      // Active Directory names a manager by a distinguished name, which only the file can resolve.
      manager: manager && (idByDn.get(manager.toLowerCase()) ?? manager),
      isGuest: get('type') === undefined ? undefined : /^guest$/i.test(get('type')!),
      isVip: truth(get('vip')),
      isShared: truth(get('shared')),
    }
    return { row: i + 1, said: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) }
  })
}
