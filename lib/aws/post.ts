import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import type { Post } from '../notify/post.ts'

/** Errors by which SES says that it will never take this mail (SendRawEmail, API reference). */
const final: ReadonlySet<string> = new Set(['MessageRejected', 'InvalidParameterValue'])

/** SES replaces our Message-ID by its own: the id it answers, at a host that depends on the region. */
export const messageIdOf = (id: string, region: string) =>
  `${id}@${region === 'us-east-1' ? 'email' : region}.amazonses.com`

/** SES in this region, sending as `from` with the configuration set that reports every send back to us. */
export const sesPost = (from: string, configurationSet: string, ses: SESClient = new SESClient()): Post => ({
  send: async (mime, to, { number, sequence, purpose }) => {
    try {
      const { MessageId } = await ses.send(
        new SendRawEmailCommand({
          Source: from,
          Destinations: [...to],
          RawMessage: { Data: mime },
          ConfigurationSetName: configurationSet,
          Tags: [
            { Name: 'number', Value: number },
            { Name: 'sequence', Value: String(sequence) },
            { Name: 'purpose', Value: purpose },
          ],
        }),
      )
      return { messageId: messageIdOf(MessageId!, await ses.config.region()) }
    } catch (error) {
      if (error instanceof Error && final.has(error.name)) return { rejected: error.message }
      throw error
    }
  },
})
