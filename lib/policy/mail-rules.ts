import * as z from 'zod'

const Domain = z
  .string('Name a domain')
  .trim()
  .toLowerCase()
  .max(253, 'is longer than a domain may be (253)')
  .regex(/^(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+[\p{L}\d-]{2,63}$/u, 'is no domain. Write it like example.com')

const Domains = z.array(Domain).max(500, 'Use at most 500 domains')

/** What an administrator decides about mail by the domain it comes from; a domain stands for its subdomains too. */
export const MailRules = z.object({
  /** Their automatic and bulk mail opens tickets, automatic replies included. Counts only where the sender is proven. */
  allowedDomains: Domains.default([]).describe('Automatic and bulk mail from here opens tickets.'),
  /** Their mail is quarantined, whoever of them wrote it. */
  blockedDomains: Domains.default([]).describe('All mail from here is quarantined.'),
  /** Whether automatic and bulk mail of all other domains opens tickets, too. */
  doesMachineMailOpen: z
    .boolean()
    .default(true)
    .describe('Whether automatic and bulk mail of other domains opens tickets.'),
})
export type MailRules = z.infer<typeof MailRules>

/** Kind and id of the record. */
export const mailRules = { kind: 'policy', id: 'mail' } as const

/** What a desk starts with: a monitor's alarm and a list's question are tickets like any other. */
export const defaultMailRules: MailRules = { allowedDomains: [], blockedDomains: [], doesMachineMailOpen: true }

const isIn = (domains: readonly string[], address: string): boolean => {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return domains.some((listed) => domain === listed || domain.endsWith(`.${listed}`))
}

/** Whether mail from this address is to be quarantined. */
export const isBlocked = ({ blockedDomains }: MailRules, address: string): boolean => isIn(blockedDomains, address)

/** Whether automatic mail from this address is wanted. */
export const isAllowed = ({ allowedDomains }: MailRules, address: string): boolean => isIn(allowedDomains, address)
