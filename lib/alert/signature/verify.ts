import type { SigningScheme } from '../source.ts'
import { github, pagerduty, sentry } from './body-hmac.ts'
import { grafana } from './grafana.ts'
import type { Verify } from './signed.ts'
import { splunkObservability } from './splunk-observability.ts'
import { standardWebhooks } from './standard-webhooks.ts'

/** How each scheme is checked that signs with a secret both sides know; SNS signs with a certificate (`sns.ts`). */
export const verifying: Readonly<Record<Exclude<SigningScheme, 'sns'>, Verify>> = {
  'standard-webhooks': standardWebhooks,
  github,
  sentry,
  pagerduty,
  grafana,
  'splunk-observability': splunkObservability,
}
