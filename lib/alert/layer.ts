import { ofText } from './body.ts'
import type { Json } from './json.ts'
import type { Payload } from './payload.ts'
import { asText, field, isRecord, list, text } from './walk.ts'

/** A body, or what an envelope around it carries, with what the envelope says of the delivery. */
export interface Layer {
  readonly body: Json
  readonly deliveryId?: string
  readonly at?: string
}

const opened = (value: Json | undefined): Json | undefined => (typeof value === 'string' ? ofText(value, 1) : value)

const bytes = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? ofText(Buffer.from(value, 'base64').toString('utf8'), 1) : undefined

/** What Amazon SNS's envelope carries, when that is JSON itself. */
const ofSns = (body: Json): Layer | undefined =>
  text(body, 'Type') === 'Notification' && text(body, 'TopicArn') !== null
    ? { body: opened(field(body, 'Message')) ?? null, deliveryId: text(body, 'MessageId') ?? undefined }
    : undefined

/** CloudEvents in structured mode: `specversion`, `id`, `source`, `type` are required by its specification. */
const ofCloudEvent = (body: Json): Layer | undefined =>
  text(body, 'specversion') !== null && text(body, 'type') !== null
    ? {
        body: opened(field(body, 'data')) ?? bytes(field(body, 'data_base64')) ?? null,
        deliveryId: text(body, 'id') ?? undefined,
        at: text(body, 'time') ?? undefined,
      }
    : undefined

/** Standard Webhooks' suggested body: exactly a type, a time and the data. */
const ofStandardWebhook = (body: Json): Layer | undefined =>
  isRecord(body) && text(body, 'type') !== null && isRecord(body.data) && text(body, 'timestamp') !== null
    ? { body: body.data, at: text(body, 'timestamp') ?? undefined }
    : undefined

/** Partners' events on an EventBridge bus carry the partner's own body. */
const ofPartnerEvent = (body: Json): Layer | undefined =>
  isRecord(body) && text(body, 'source')?.startsWith('aws.partner/') && isRecord(body.detail)
    ? { body: body.detail, deliveryId: text(body, 'id') ?? undefined }
    : undefined

/** A push subscription of Google Cloud Pub/Sub, another channel of its monitoring. */
const ofPubSub = (body: Json): Layer | undefined =>
  text(body, 'message.data') !== null && text(body, 'subscription', 'message.messageId', 'message.message_id') !== null
    ? {
        body: bytes(field(body, 'message.data')) ?? null,
        deliveryId: text(body, 'message.messageId', 'message.message_id') ?? undefined,
      }
    : undefined

/** A function's event: what came to an HTTP interface, a topic or a queue before it was passed on. */
const ofFunctionEvent = (body: Json): Layer | undefined => {
  const [only, ...others] = list(field(body, 'Records'))
  if (only !== undefined && others.length === 0) {
    const inner = field(only, 'Sns') ?? opened(field(only, 'body'))
    return isRecord(inner) ? { body: inner, deliveryId: text(only, 'messageId') ?? undefined } : undefined
  }
  const isRequest =
    isRecord(field(body, 'headers')) && (isRecord(field(body, 'requestContext')) || text(body, 'httpMethod'))
  if (!isRequest) return undefined
  const inner = field(body, 'isBase64Encoded') === true ? bytes(field(body, 'body')) : opened(field(body, 'body'))
  return isRecord(inner) || Array.isArray(inner) ? { body: inner } : undefined
}

const envelopes = [ofSns, ofCloudEvent, ofPartnerEvent, ofPubSub, ofFunctionEvent, ofStandardWebhook]

/** The body and what lies within its envelopes, outermost first; four at most, so that nothing nests without end. */
export const layersOf = (body: Json, { headers }: Pick<Payload, 'headers'>): readonly Layer[] => {
  const found: Layer[] = [{ body, deliveryId: asText(headers['webhook-id'] ?? headers['ce-id']) ?? undefined }]
  while (found.length < 4) {
    const outer = found.at(-1)!
    const inner = envelopes
      .map((open) => open(outer.body))
      .find((layer) => isRecord(layer?.body) || Array.isArray(layer?.body))
    if (!inner) break
    found.push({
      body: inner.body,
      deliveryId: inner.deliveryId ?? outer.deliveryId,
      at: inner.at ?? outer.at,
    })
  }
  return found
}
