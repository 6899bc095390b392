import { randomUUID } from 'node:crypto'
import { domainOf } from './address.ts'

/** An event that SES publishes about a mail after it was sent: its type, and the object that says what happened. */
export interface Outcome {
  /** As event destinations name it, lower case. */
  readonly type: 'bounce' | 'complaint'
  readonly detailType: 'Email Bounced' | 'Email Complaint Received'
  readonly detail: object
}

const DOMAIN = 'simulator.amazonses.com'

/** The mailbox of SES's simulator that an address leads to, its label left out; undefined for every other address. */
export function simulatedMailbox(address: string): string | undefined {
  if (domainOf(address) !== DOMAIN) return undefined
  return address.slice(0, address.lastIndexOf('@')).split('+', 1)[0]!.toLowerCase()
}

/**
 * What the mailbox simulator makes of a mail (SES Developer Guide, "Using the mailbox simulator"; the objects: "Contents of
 * event data that Amazon SES publishes"). A bounce has one event for all recipients that bounce.
 */
export function simulatedOutcomes(recipients: readonly string[], region: string, at: string): readonly Outcome[] {
  const to = (...mailboxes: string[]) =>
    recipients.filter((recipient) => mailboxes.includes(simulatedMailbox(recipient) ?? ''))
  const feedbackId = () => `010c${Date.parse(at).toString(16).padStart(12, '0')}-${randomUUID()}-000000`
  const outcomes: Outcome[] = []
  const bounced = to('bounce', 'suppressionlist')
  if (bounced.length > 0) {
    outcomes.push({
      type: 'bounce',
      detailType: 'Email Bounced',
      detail: {
        eventType: 'Bounce',
        bounce: {
          feedbackId: feedbackId(),
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: bounced.map((emailAddress) => ({
            emailAddress,
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          })),
          timestamp: at,
          reportingMTA: `dns; local.smtp-out.${region}.amazonses.com`,
        },
      },
    })
  }
  const complaining = to('complaint')
  if (complaining.length > 0) {
    outcomes.push({
      type: 'complaint',
      detailType: 'Email Complaint Received',
      detail: {
        eventType: 'Complaint',
        complaint: {
          feedbackId: feedbackId(),
          complaintSubType: null,
          complainedRecipients: complaining.map((emailAddress) => ({ emailAddress })),
          timestamp: at,
          userAgent: 'Amazon SES Mailbox Simulator',
          complaintFeedbackType: 'abuse',
          arrivalDate: at,
        },
      },
    })
  }
  return outcomes
}
