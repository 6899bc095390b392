import type { ReadMail } from '../../infra/local/ses/read-sent-mail.ts'
import { load } from '../../lib/desk/execute.ts'
import type { Incident } from '../../lib/incident/incident.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import { type TestDesk, type Ticket, until } from './desk.ts'

/** The incident of this title, as soon as there is one, with its timeline. */
export const ticketCalled = (desk: TestDesk, title: string): Promise<Ticket> =>
  until(`a ticket called ${title}`, async () => {
    const found = (await desk.tickets()).find((ticket) => ticket.title === title)
    return found && desk.ticket(found.number)
  })

/** The incident once its timeline has so many entries. */
export const entries = (desk: TestDesk, number: string, count: number): Promise<Ticket> =>
  until(`${count} entries on ${number}`, async () => {
    const ticket = await desk.ticket(number)
    // Head and timeline are read side by side: the head may be older than what was just written.
    return ticket.timeline.length >= count && ticket.version >= count && ticket
  })

/** A ticket opened by mail, its acknowledgement, and where answers go. */
export interface Conversation {
  readonly number: string
  /** Message-ID of the first mail. */
  readonly messageId: string
  readonly acknowledgement: ReadMail
  readonly replyTo: string
}

/** Opens a ticket by mail and waits for its acknowledgement; subjects must differ. */
export const conversation = async (
  desk: TestDesk,
  subject: string,
  from = 'minji.kim@haneul.example',
  more: { readonly cc?: string[] } = {},
): Promise<Conversation> => {
  const messageId = await desk.send({ from, subject, text: `About ${subject}.`, ...more })
  const { number } = await ticketCalled(desk, subject)
  const acknowledgement = await until('the acknowledgement', async () =>
    (await desk.mails()).find((mail) => mail.subject === `Re: ${subject}`),
  )
  return { number, messageId, acknowledgement, replyTo: acknowledgement.headers['reply-to']! }
}

/** Waits until everything that was sent before has been taken in: a marker mail has its ticket. */
export const settled = async (desk: TestDesk): Promise<void> => {
  const subject = `marker ${performance.now()}`
  await desk.send({ from: 'marker@partner.example', subject, text: 'x' })
  await ticketCalled(desk, subject)
}

/** The incident as it is stored, with what the API does not show. */
export const headOf = async (desk: TestDesk, number: string): Promise<Incident> =>
  (await load<Incident>(desk.office.store, incidentProcess, number))!

/** Headers of a mail that SES could not authenticate. */
export const unproven = { 'X-Local-Verdicts': 'spf=fail dkim=fail dmarc=fail' }
