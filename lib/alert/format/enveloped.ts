import { ofText } from '../body.ts'
import { keyed } from '../identity.ts'
import { instant } from '../instant.ts'
import type { Json } from '../json.ts'
import { field, isRecord, text } from '../walk.ts'
import { type Format, isUnreadable } from './format.ts'
import { readGenerically } from './generic.ts'

/** An envelope whose type says what happened to what it carries: the state is in the type when the data has none. */
const readEnveloped = (format: string, body: Json, data: Json, fallback: string | null) => {
  const inner = isRecord(data) ? data : { message: data }
  const found = readGenerically(format, { event: text(body, 'type'), ...inner })
  if (isUnreadable(found)) return found
  const at = instant(text(body, 'time', 'timestamp') ?? undefined)
  const id = text(body, 'specversion') === null ? null : text(body, 'id')
  return found.map((reading) => ({
    ...reading,
    ...(fallback && reading.key?.startsWith('payload=') && { key: fallback }),
    title: reading.title ?? text(body, 'subject', 'type'),
    ...(!reading.at && at && { at }),
    ...(id && { deliveryId: id }),
  }))
}

/** The body that Standard Webhooks suggests, of a sender of which nothing else is known. */
export const standardWebhooks: Format = {
  id: 'standard-webhooks',
  recognises: (body) =>
    text(body, 'type') !== null && text(body, 'timestamp') !== null && isRecord(field(body, 'data')),
  read: (body) => readEnveloped('standard-webhooks', body, field(body, 'data') ?? null, null),
}

/** CloudEvents in structured mode, of a sender of which nothing else is known: known by source and subject. */
export const cloudEvents: Format = {
  id: 'cloudevents',
  recognises: (body) =>
    text(body, 'specversion') !== null && text(body, 'type') !== null && text(body, 'source') !== null,
  read(body) {
    const said = field(body, 'data') ?? null
    const subject = text(body, 'subject')
    return readEnveloped(
      'cloudevents',
      body,
      typeof said === 'string' ? ofText(said, 1) : said,
      subject && keyed({ source: text(body, 'source'), subject }),
    )
  },
}
