import type { Address, Letter } from '../mail/letter.ts'
import { type Desk, isHelpAddress } from './interpret.ts'

/** As many as a person copies on purpose; more are a distribution list written out. */
const mostCopied = 20

/** Local parts of machines, in use or by name: nobody follows a ticket there. */
const machine =
  /^(?:mailer-daemon|(?:do-?)?not?-?reply.*|.*[-_.+]no-?reply|bounces?(?:[-+].*)?|daemon|auto(?:reply|-?responder)|.*-(?:request|bounces?|owner|unsubscribe)|owner-.*)$/i

/** Local parts of functions, not people (RFC 2142, and what companies add): they follow only when somebody registered them. */
const role =
  /^(?:info|marketing|sales|support|help(?:-?desk)?|service(?:-?desk)?|it|abuse|noc|security|postmaster|hostmaster|webmaster|usenet|news|www|ftp|root|admin(?:istrator)?|all|everyone|staff|team|office|contact|hr|billing|listserv|majordomo|newsletter)$/i

const localOf = (address: string): string => address.slice(0, address.lastIndexOf('@')).replace(/\+.*/, '')

/** Whether nobody should follow a ticket from this address unless a person of ours owns it. */
export const isRoleAddress = (address: string): boolean => role.test(localOf(address))

/** Whom the sender of a mail wrote to beside us: people who may follow the ticket, at most twenty, each once. */
export const copiedIn = (
  { from, to, cc }: Pick<Letter, 'from' | 'to' | 'cc'>,
  desk: Pick<Desk, 'helpAddresses'>,
): readonly Address[] => {
  const sender = from?.address.toLowerCase()
  const people = new Map<string, Address>()
  for (const { name, address: given } of [...to, ...cc]) {
    const address = given.toLowerCase()
    // RFC 5321 section 4.5.3.1: 64 octets before the @, 254 in all.
    const isUsable = /^[^\s@<>",;]{1,64}@[^\s@<>",;]+\.[^\s@<>",;.]+$/.test(address) && address.length <= 254
    if (!isUsable || address === sender || isHelpAddress(address, desk) || machine.test(localOf(address))) continue
    if (!people.has(address)) people.set(address, { name, address })
  }
  return [...people.values()].slice(0, mostCopied)
}
