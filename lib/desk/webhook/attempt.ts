import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { type Answer, Attempt, attemptDays, isDelivered } from '../../webhook/attempt.ts'
import { messageId, signatureHeaders } from '../../webhook/sign.ts'
import { liveSecrets, secretName, type Webhook } from '../../webhook/webhook.ts'
import type { Telling } from './telling.ts'

/** What is sent: a payload about one entry of one record. */
export interface Sending {
  readonly number: string
  readonly sequence: number
  readonly type: string
  readonly payload: object
  /** 1 the first time. */
  readonly attempt: number
}

/** Signs and posts one event, once, and keeps how that ended. */
export const attemptOnce = async (desk: Telling, webhook: Webhook, sending: Sending): Promise<Answer> => {
  const at = desk.now()
  const id = messageId(webhook.id, sending.number, sending.sequence)
  const body = JSON.stringify(sending.payload)
  const answer = await desk.post(webhook.url, {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Haneul (Standard Webhooks)',
      ...signatureHeaders({ id, at, body }, await secretsOf(desk, webhook, at)),
    },
    body,
  })
  await note(desk.store, webhook, { ...sending, at, messageId: id, answer, endedAt: desk.now() })
  return answer
}

const secretsOf = async ({ secrets }: Telling, webhook: Webhook, at: string): Promise<readonly string[]> => {
  const found = await Promise.all(liveSecrets(webhook, at).map(({ id }) => secrets.read(secretName(webhook.id, id))))
  return found.filter((secret) => secret !== undefined)
}

/** Of what a receiver says when it refuses, so much is worth keeping. */
const mostAnswer = 500

type Ended = Sending & {
  readonly at: string
  readonly messageId: string
  readonly answer: Answer
  readonly endedAt: string
}

const note = async (store: Store, { id }: Webhook, ended: Ended): Promise<void> => {
  const { at, endedAt, number, sequence, type, attempt, answer } = ended
  const value: Attempt = {
    at,
    messageId: ended.messageId,
    type,
    number,
    sequence,
    attempt,
    isDelivered: isDelivered(answer),
    ...('status' in answer ? { status: answer.status } : { error: answer.error }),
    milliseconds: Date.parse(endedAt) - Date.parse(at),
    ...('status' in answer && !isDelivered(answer) && { answer: answer.body.slice(0, mostAnswer) }),
  }
  const expiresAt = Math.ceil(Date.parse(at) / 1000) + attemptDays * 86_400
  await store.commit([
    { put: { kind: 'webhook-attempt', ...value, expiresAt }, at: key.webhookAttempt(id, at, number, sequence) },
  ])
}

/** One page of the attempts of a webhook, the newest first. */
export const listAttempts = async (
  store: Store,
  webhook: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Attempt[]; readonly cursor: string | null }> => {
  const page = await store.parts(key.kept('webhook', webhook).pk, 'attempt#', {
    limit,
    ...(cursor !== undefined && { after: cursor }),
  })
  return { items: page.items.map((item) => Attempt.parse(item)), cursor: page.next ?? null }
}
