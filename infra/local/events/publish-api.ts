import { randomUUID } from 'node:crypto'
import type { ApiAnswer, ApiHandler } from '../world.ts'
import type { MessageAttribute, Topics } from './topic.ts'

/** SNS takes messages up to 256 KB. */
const BYTES_LIMIT = 262_144

/** Plays `Publish` (query protocol) for callers behind the gateway. */
export function publishApi(topics: Topics): ApiHandler {
  return ({ body }) => {
    const form = new URLSearchParams(body.toString('utf8'))
    if (form.get('Action') !== 'Publish')
      return refusal(400, 'InvalidAction', `The local host does not play ${form.get('Action')}.`)
    const topicArn = form.get('TopicArn') ?? form.get('TargetArn') ?? ''
    const message = form.get('Message') ?? ''
    if (!topics.has(topicArn)) return refusal(404, 'NotFound', 'Topic does not exist')
    if (message === '') return refusal(400, 'InvalidParameter', 'Invalid parameter: Empty message')
    if (Buffer.byteLength(message) > BYTES_LIMIT)
      return refusal(400, 'InvalidParameter', 'Invalid parameter: Message too long')
    const { messageId } = topics.publish(topicArn, {
      Message: message,
      Subject: form.get('Subject') ?? undefined,
      MessageAttributes: attributesIn(form),
    })
    return xml(
      200,
      `<PublishResponse xmlns="${NAMESPACE}"><PublishResult><MessageId>${messageId}</MessageId></PublishResult>${metadata()}</PublishResponse>`,
    )
  }
}

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/'

/** `MessageAttributes.entry.N.Name`, `.Value.DataType` and `.Value.StringValue` or `.Value.BinaryValue`. */
function attributesIn(form: URLSearchParams): Record<string, MessageAttribute> {
  const attributes: Record<string, MessageAttribute> = {}
  for (let index = 1; form.has(`MessageAttributes.entry.${index}.Name`); index += 1) {
    const value = `MessageAttributes.entry.${index}.Value`
    attributes[form.get(`MessageAttributes.entry.${index}.Name`) ?? ''] = {
      Type: form.get(`${value}.DataType`) ?? 'String',
      Value: form.get(`${value}.StringValue`) ?? form.get(`${value}.BinaryValue`) ?? '',
    }
  }
  return attributes
}

function metadata(): string {
  return `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`
}

function refusal(status: number, code: string, message: string): ApiAnswer {
  return xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  )
}

function xml(status: number, body: string): ApiAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body }
}
