import type { World } from '../world.ts'
import { domainOf } from './address.ts'

/** The verified identity an address sends as: the address itself, or its domain, as the template creates it. */
export function identityFor(world: World, address: string): string | undefined {
  const identities = world.ofType('AWS::SES::EmailIdentity').map(({ ref }) => ref)
  const lower = address.toLowerCase()
  const domain = domainOf(lower)
  return (
    identities.find((identity) => identity.toLowerCase() === lower) ??
    // A domain identity covers its subdomains (SES Developer Guide, "Verified identities").
    identities.find((identity) => domain === identity.toLowerCase() || domain.endsWith(`.${identity.toLowerCase()}`))
  )
}
