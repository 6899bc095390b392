import type { EventOf } from '../incident/event.ts'
import type { Circle } from './circle.ts'
import { compose, type OutgoingMail, type Sender } from './compose.ts'
import type { PlannedMail } from './planned-mail.ts'
import { purposeOf } from './purpose.ts'
import { type RatingDesk, rateLinkFor } from './rate-link.ts'
import type { Template } from './template.ts'
import { mailTexts } from './text/texts.ts'
import { valuesOf } from './values.ts'

/** What a planned mail about a ticket says: the same whenever it is asked, as long as the ticket's title stays. */
export const ticketMail = async (
  mail: PlannedMail,
  circle: Circle,
  template: Template,
  { store, newKey, now, ...sender }: Sender & RatingDesk,
): Promise<OutgoingMail> => {
  const { purpose: name, language, to, cc, inReplyTo, references, reader } = mail
  const purpose = purposeOf(name)
  const thread = circle.threads.find(({ number }) => number === mail.thread) ?? circle.threads[0]!
  const isForAll =
    purpose === 'resolved' && (circle.entry.data as Partial<EventOf<'incident.resolved'>>).cause !== undefined
  return compose(
    {
      purpose,
      language,
      thread,
      to,
      cc,
      template,
      values: valuesOf(circle, {
        purpose,
        language,
        thread,
        reader: reader ?? { name: thread.requester.name, timeZone: 'UTC' },
        publicUrl: sender.publicUrl,
        rateLink: await rateLinkFor(
          circle,
          thread.number,
          { store, newKey, now, publicUrl: sender.publicUrl },
          purpose,
        ),
      }),
      more: isForAll ? [{ is: 'text', text: mailTexts[language].holdsForAll }] : [],
      parent: inReplyTo === undefined ? undefined : { messageId: inReplyTo, references },
    },
    sender,
  )
}
