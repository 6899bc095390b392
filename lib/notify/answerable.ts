import { type Desk, isHelpAddress } from '../intake/interpret.ts'

/** Local parts behind which no person reads (RFC 2142 and practice): never answered automatically. */
const nobody =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|abuse|root|daemon|listserv|majordomo|.*-(?:request|bounces?|owner|admin)|owner-.*|bounces?[+-].*|no-?reply[+-.].*)$/i

/** Whether a mail that no person wrote may go to this address: a person's, not a machine's and not our own. */
export const isAnswerable = (address: string, desk: Pick<Desk, 'helpAddresses'>): boolean => {
  const [local = '', domain = ''] = address.split('@')
  return local !== '' && domain.includes('.') && !nobody.test(local) && !isHelpAddress(address, desk)
}
