import type { IncidentEvent } from '../incident/event.ts'
import { type Desk, isHelpAddress } from '../intake/interpret.ts'
import type { TimelineEntry } from '../ticket/event.ts'
import type { Requester } from '../ticket/message.ts'

/** Why a mail goes out. `acknowledgement` is an automatic answer and bound by caps; `comment` carries a person's words. */
export type Purpose = 'acknowledgement' | 'comment'

/** Local parts behind which no person reads (RFC 2142 and practice): never answered automatically. */
const nobody =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|abuse|root|daemon|listserv|majordomo|.*-(?:request|bounces?|owner|admin)|owner-.*|bounces?[+-].*|no-?reply[+-.].*)$/i

/** Whether an automatic answer may go to this address: a person's, not a machine's and not our own. */
export const isAnswerable = (address: string, desk: Pick<Desk, 'helpAddresses'>): boolean => {
  const [local = '', domain = ''] = address.split('@')
  return local !== '' && domain.includes('.') && !nobody.test(local) && !isHelpAddress(address, desk)
}

/** Which mail an entry of the timeline causes, and to whom; nothing for most. Pure. */
export const mailFor = (
  entry: TimelineEntry<IncidentEvent>,
  requester: Requester,
  desk: Pick<Desk, 'helpAddresses'>,
): { purpose: Purpose; to: string } | undefined => {
  const to = requester.address
  if (!to) return undefined
  const data = entry.data as Partial<Extract<IncidentEvent, { type: 'incident.opened' | 'incident.commented' }>>
  if (entry.type === 'incident.opened') {
    const mail = data.message?.mail
    const isAnswered = mail && !mail.automatic && !mail.forged && isAnswerable(to, desk)
    return isAnswered ? { purpose: 'acknowledgement', to } : undefined
  }
  const { visibility } = entry.data as Extract<IncidentEvent, { type: 'incident.commented' }>
  const isTheirOwn = entry.by.id === requester.id
  // A stranger's words reach the requester only through an agent.
  const isDesk = entry.by.is === 'agent' || entry.by.is === 'administrator'
  return visibility === 'public' && !isTheirOwn && isDesk && !isHelpAddress(to, desk)
    ? { purpose: 'comment', to }
    : undefined
}
