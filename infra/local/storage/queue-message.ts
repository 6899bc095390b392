import { createHash } from 'node:crypto'

/** An attribute of an SQS message, as the JSON protocol spells it; binary values are base64. */
export interface MessageAttribute {
  readonly DataType: string
  readonly StringValue?: string
  readonly BinaryValue?: string
}

/** Attributes by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>

/** MD5 of a text in hex, by which the SDK checks that a message arrived whole. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

/** MD5 of message attributes (SQS Developer Guide, "Calculating the MD5 message digest for message attributes"). */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort()
  if (names.length === 0) return undefined
  const hash = createHash('md5')
  const part = (bytes: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hash.update(length).update(bytes)
  }
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name]!
    part(Buffer.from(name))
    part(Buffer.from(DataType))
    hash.update(Buffer.from([DataType.startsWith('Binary') ? 2 : 1]))
    part(DataType.startsWith('Binary') ? Buffer.from(BinaryValue ?? '', 'base64') : Buffer.from(StringValue ?? ''))
  }
  return hash.digest('hex')
}

/** Bytes a message counts with towards the limit: body, and names, types and values of its attributes. */
export function sizeOf(body: string, attributes: MessageAttributes): number {
  const ofAttributes = Object.entries(attributes).map(
    ([name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue) +
      Buffer.byteLength(BinaryValue, 'base64'),
  )
  return ofAttributes.reduce((sum, size) => sum + size, Buffer.byteLength(body))
}
