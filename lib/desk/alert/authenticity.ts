import { liveAt } from '../../alert/live.ts'
import { secretName } from '../../alert/secret.ts'
import type { Signed } from '../../alert/signature/signed.ts'
import { snsMessageIn } from '../../alert/signature/sns.ts'
import { verifying } from '../../alert/signature/verify.ts'
import type { SnsTrust } from '../../alert/sns-trust.ts'
import type { AlertSource } from '../../alert/source.ts'
import type { Secrets } from '../../store/secrets.ts'

/** What checking a signature takes. */
export interface Checks {
  readonly secrets: Pick<Secrets, 'read'>
  readonly sns: SnsTrust
}

/**
 * Why a request is not proven to come from its source, in a sentence; nothing when it is, or when the key alone is asked for.
 * Confirms what a trusted topic of SNS wants confirmed. Works on the bytes as they came.
 */
export const doubt = async (
  source: AlertSource,
  signed: Signed,
  now: string,
  { secrets, sns }: Checks,
): Promise<string | undefined> => {
  const { signing } = source
  if (signing === undefined) return undefined
  if (signing === 'sns') {
    const message = snsMessageIn(signed.body)
    if (!message) return 'The body is no message of SNS. Turn raw message delivery off.'
    const reason = await sns.distrust(message, source.topics)
    return reason ?? (message.Type === 'SubscriptionConfirmation' ? sns.confirm(message) : undefined)
  }
  const live = liveAt(source.signingSecrets, now)
  const found = await Promise.all(live.map(({ id }) => secrets.read(secretName(source.id, id))))
  const usable = found.filter((secret) => secret !== undefined)
  if (usable.length === 0) return 'The source has no signing secret.'
  const { signatureHeader, timestampHeader } = source
  return verifying[signing](signed, { secrets: usable, now, signatureHeader, timestampHeader })
}
