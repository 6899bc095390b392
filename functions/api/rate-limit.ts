import { type Rate, take } from '../../lib/people/rate.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'

/** More tokens than this at once in one container are not worth remembering: then all begin anew. */
const mostTokens = 10_000

/**
 * Counts the requests of each token within this container, which costs no write and no wait: where the API runs in n
 * containers at once, a token gets up to n times its limit. Answers the header fields that tell the caller
 * (draft-ietf-httpapi-ratelimit-headers), or a `Refusal`.
 */
export const rateLimit = () => {
  const rates = new Map<string, Rate>()
  return (token: string, perMinute: number, at: string): Readonly<Record<string, string>> => {
    const { rate, isAllowed, remaining, seconds } = take(rates.get(token), perMinute, at)
    if (rates.size >= mostTokens) rates.clear()
    rates.set(token, rate)
    const headers = {
      'ratelimit-policy': `"token";q=${perMinute};w=60`,
      ratelimit: `"token";r=${remaining};t=${seconds}`,
    }
    if (isAllowed) return headers
    throw new Refusal(
      'too_many',
      `This token made ${perMinute} requests within a minute. Go on in ${seconds} seconds.`,
      undefined,
      { retryAfterSeconds: seconds, limit: perMinute },
    )
  }
}
