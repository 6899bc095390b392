import type { Address } from '../mail/letter.ts'
import { isAgent, type Person } from '../people/person.ts'
import type { Actor } from '../ticket/actor.ts'
import { type Envelope, isAligned, isAuthentic } from './envelope.ts'

/** How far a mail speaks for the person whose address it carries; everything that a mail may do follows from it. */
export type Trust =
  /** The address is proven, and that of somebody the company knows. */
  | 'employee'
  /** The address is proven; nobody here knows more of its owner than that. */
  | 'guest'
  /** Anybody may have written it. It may open a ticket, flagged; it never acts as the person. */
  | 'unverified'

/**
 * The trust of a mail, by SES's verdicts and by whom the address belongs to. Who has left speaks for nobody any more; who
 * acts for the desk must be proven by their very domain, because what their mail asks for is done.
 */
export const trustOf = (
  envelope: Envelope,
  sender: Pick<Person, 'role' | 'isActive' | 'addresses'> | undefined,
): Trust => {
  if (!isAuthentic(envelope)) return 'unverified'
  if (sender === undefined) return 'guest'
  if (!sender.isActive) return 'unverified'
  if (isAgent(sender) && !sender.addresses.some((address) => isAligned(envelope, address))) return 'unverified'
  return sender.role === 'guest' ? 'guest' : 'employee'
}

/** In whose name an unverified mail is recorded: nobody's whom we know, with the address that it claims. */
export const unverifiedActor = ({ name, address }: Address): Actor => ({
  id: 'unverified',
  name: name === '' ? address : `${name} <${address}>`,
  is: 'guest',
})
