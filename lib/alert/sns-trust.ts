import { isCertificateOfSns, isOfSns, isSignedBySns, type SnsMessage } from './signature/sns.ts'

/** What trusting SNS takes. */
export interface SnsPorts {
  /** The text at an address, asked once: no redirects, little of it, for seconds. */
  readonly fetchText: (address: string) => Promise<string>
  readonly now: () => string
}

/** Certificates of SNS are few and change about once a year. */
const mostCertificates = 20

/** SNS tries for an hour at the longest by its usual policies, each time with the same instant; half an hour for clocks and queues. */
const toleranceMinutes = 90

/** Asks whether a message comes from SNS and from one of the topics: why not, in a sentence, or nothing when it does. */
export const openSnsTrust = ({ fetchText, now }: SnsPorts) => {
  const certificates = new Map<string, Promise<string>>()

  const certificateAt = (address: string): Promise<string> => {
    const known = certificates.get(address)
    if (known) return known
    if (certificates.size >= mostCertificates) certificates.clear()
    const asked = fetchText(address)
    certificates.set(address, asked)
    asked.catch(() => certificates.delete(address))
    return asked
  }

  const distrust = async (message: SnsMessage, topics: readonly string[]): Promise<string | undefined> => {
    if (!topics.includes(message.TopicArn)) return 'The source does not name this topic.'
    if (!isCertificateOfSns(message.SigningCertURL)) return 'The certificate is not at an address of SNS.'
    const away = Math.abs(Date.parse(now()) - Date.parse(message.Timestamp))
    if (!(away <= toleranceMinutes * 60_000)) return 'The message is too old.'
    return isSignedBySns(message, await certificateAt(message.SigningCertURL), now())
      ? undefined
      : 'The signature does not fit the message.'
  }

  return {
    distrust,
    /** Tells SNS that the topic may send here; only for a message that was trusted. */
    confirm: async ({ SubscribeURL = '' }: SnsMessage): Promise<string | undefined> => {
      if (!isOfSns(SubscribeURL)) return 'The subscription is not confirmed at an address of SNS.'
      await fetchText(SubscribeURL)
      return undefined
    },
  }
}
export type SnsTrust = ReturnType<typeof openSnsTrust>
