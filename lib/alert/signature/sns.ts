import { verify, X509Certificate } from 'node:crypto'
import * as z from 'zod'

const Message = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
  SubscribeURL: z.string().optional(),
  Token: z.string().optional(),
})

/** What SNS posts (SNS Developer Guide, "HTTP/HTTPS message format"). */
export type SnsMessage = z.infer<typeof Message>

/** The message in a body; nothing where the body is something else. */
export const snsMessageIn = (body: Uint8Array): SnsMessage | undefined => {
  try {
    return Message.safeParse(JSON.parse(Buffer.from(body).toString('utf8'))).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** In which order fields are signed; those that are absent are left out (SNS Developer Guide, "Verifying the signatures of Amazon SNS messages"). */
const signedFields = [
  'Message',
  'MessageId',
  'Subject',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const

/** The text that SNS signs. */
export const snsText = (message: SnsMessage): string =>
  signedFields.map((name) => (typeof message[name] === 'string' ? `${name}\n${message[name]}\n` : '')).join('')

const host = /^sns\.[a-zA-Z0-9-]{3,}\.amazonaws\.com(?:\.cn)?$/

/** Whether an address is one of SNS itself: nothing else that a message names is ever asked. */
export const isOfSns = (address: string): boolean => {
  const url = URL.parse(address)
  return (
    url !== null &&
    url.protocol === 'https:' &&
    host.test(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

/** Whether an address is that of a certificate of SNS. */
export const isCertificateOfSns = (address: string): boolean =>
  isOfSns(address) && URL.parse(address)!.pathname.endsWith('.pem')

/** Whether the message was signed with the key of this certificate (PEM), which counts at this instant. */
export const isSignedBySns = (message: SnsMessage, certificate: string, now: string): boolean => {
  const { publicKey, validFrom, validTo } = new X509Certificate(certificate)
  const at = Date.parse(now)
  if (at < Date.parse(validFrom) || at > Date.parse(validTo)) return false
  const algorithm = message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
  return verify(algorithm, Buffer.from(snsText(message)), publicKey, Buffer.from(message.Signature, 'base64'))
}
