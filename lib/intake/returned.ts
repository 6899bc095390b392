import { followersOf } from '../incident/incident.ts'
import type { Letter } from '../mail/letter.ts'
import type { Bounced } from '../notify/bounce.ts'
import type { Thread } from './known.ts'

/** One mail of ours goes to few people; a report that names more is about something else. */
const mostAddresses = 5

/**
 * What a report on a mail of ours says about the addresses it did not reach, to be counted against them. Only reports that
 * know our reply key or a Message-ID that we sent count, and only for people of that ticket: whoever makes up a report
 * silences nobody.
 */
export const returnedIn = (letter: Letter, thread: Thread | undefined, at: string): readonly Bounced[] => {
  const { bounce } = letter
  if (!thread || (thread.by !== 'key' && thread.answers === undefined)) return []
  const people = peopleOf(thread)
  const common = { at, ...(thread.answers !== undefined && { messageId: thread.answers }) }
  if (bounce) {
    const { hard, status, reasonText } = bounce
    const named = bounce.recipients.map((address) => address.toLowerCase())
    const theirs = named.filter((address) => people.includes(address))
    // A mailbox to which somebody has their mail forwarded is not on the ticket; whose mail it was, the Message-ID tells.
    const addresses = theirs.length > 0 || thread.answers === undefined ? theirs : named.slice(0, 1)
    return addresses.slice(0, mostAddresses).map((address) => ({
      ...common,
      address,
      isPermanent: hard === true,
      ...(isDelay(letter) && { isDelay: true }),
      ...(/^5\.[67]\./.test(status ?? '') && { isAboutContent: true }),
      reason: reasonText || letter.subject,
    }))
  }
  const [only, ...others] = people
  // Complaints keep secret who complained (RFC 5965 section 3.2): it counts where it can be one person only.
  if (!letter.complaint || only === undefined || others.length > 0) return []
  return [{ ...common, address: only, isPermanent: false, isComplaint: true, reason: letter.subject }]
}

const peopleOf = ({ ticket }: Thread): readonly string[] =>
  [ticket.requester, ...followersOf(ticket), ...(ticket.assignee ? [ticket.assignee] : [])].flatMap(({ address }) =>
    address === undefined ? [] : [address.toLowerCase()],
  )

const isDelay = ({ bounce, subject }: Letter): boolean =>
  bounce?.hard === false &&
  /delay|warning|still being retried|will (?:be )?retr|지연/i.test(`${subject} ${bounce.reasonText.slice(0, 500)}`)
