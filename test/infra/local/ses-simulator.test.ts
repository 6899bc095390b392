import { describe, expect, test } from 'vitest'
import { outOfOffice } from '../../../infra/local/ses/out-of-office.ts'
import { simulatedOutcomes } from '../../../infra/local/ses/simulator.ts'

const at = '2026-11-24T00:00:00.000Z'
const simulator = (mailbox: string) => `${mailbox}@simulator.amazonses.com`
const outcomes = (...recipients: string[]) => simulatedOutcomes(recipients, 'ap-northeast-2', at)

describe('the mailbox simulator', () => {
  test('bounces for good, with a label or without, all recipients in one event', () => {
    const to = [simulator('bounce+kim'), simulator('suppressionlist'), 'kim@haneul.example']
    expect(outcomes(...to)).toEqual([
      expect.objectContaining({
        type: 'bounce',
        detailType: 'Email Bounced',
        detail: {
          eventType: 'Bounce',
          bounce: expect.objectContaining({
            bounceType: 'Permanent',
            timestamp: at,
            bouncedRecipients: to
              .slice(0, 2)
              .map((emailAddress) => expect.objectContaining({ emailAddress, status: '5.1.1' })),
          }),
        },
      }),
    ])
  })

  test('complains', () => {
    expect(outcomes(simulator('complaint'))).toMatchObject([
      { detailType: 'Email Complaint Received', detail: { complaint: { complaintFeedbackType: 'abuse' } } },
    ])
  })

  test('delivers everything else without a word', () => {
    expect(outcomes(simulator('success'), simulator('ooto'), 'bounce@haneul.example')).toEqual([])
  })

  test('is away: it answers to the sender, by the id that SES gave the mail, as a machine', () => {
    const raw = Buffer.from('From: a@x\r\nSubject: Printer\r\nMessage-ID: <1@amazonses.com>\r\n\r\nx')
    const mail = { id: '1', sentAt: at, source: 'help@haneul.example', destinations: [], raw }
    expect(outOfOffice(mail, simulator('ooto'))).toMatch(
      /^From: <ooto@simulator.amazonses.com>\r\nTo: <help@haneul.example>\r\nSubject: Automatic reply: Printer\r\nAuto-Submitted: auto-replied\r\n[\s\S]*In-Reply-To: <1@amazonses.com>/,
    )
  })
})
