import { headerBlock } from './header-block.ts'

/** Headers that SES writes itself, whatever the message says (SES Developer Guide, "Header fields"). */
const REPLACED = new Set(['bcc', 'date', 'message-id', 'return-path'])

/** The Message-ID header SES gives a mail; its host depends on the region. */
export function messageIdHeader(id: string, region: string): string {
  return `<${id}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`
}

/** The message as SES puts it on the wire: with an id and a date of its own, without Bcc. */
export function outgoingMessage(given: Buffer, id: string, at: Date, region: string): Buffer {
  const { headers, end } = headerBlock(given)
  const kept = headers
    .filter(({ name }) => !REPLACED.has(name.toLowerCase()) && !name.toLowerCase().startsWith('x-ses-'))
    .map(({ raw }) => raw)
  const own = [`Message-ID: ${messageIdHeader(id, region)}`, `Date: ${at.toUTCString().replace('GMT', '+0000')}`]
  return Buffer.concat([Buffer.from(`${[...kept, ...own].join('\r\n')}\r\n`, 'latin1'), given.subarray(end)])
}
