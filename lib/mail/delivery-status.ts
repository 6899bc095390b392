/** What a delivery status notification says about one recipient (RFC 3464 section 2.3). */
export interface RecipientStatus {
  /** Bare address, '' when it is missing. */
  readonly recipient: string
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`, or '' when it is missing. */
  readonly action: string
  /** Enhanced status code, null when it is missing. */
  readonly status: string | null
  readonly diagnostic: string
}

/** Recipients that are listed; a bounce of a mail with more tells nothing new. */
const most = 200

/** The recipients of a delivery report, or of the same fields written into a plain text. */
export const readDeliveryStatus = (text: string): RecipientStatus[] => {
  const found: RecipientStatus[] = []
  for (const block of text.slice(0, 500_000).split(/\r?\n[ \t]{0,20}\r?\n/)) {
    const fields = fieldsOf(block)
    const recipient =
      fields.get('final-recipient') ?? fields.get('original-recipient') ?? fields.get('x-actual-recipient')
    if (recipient === undefined && !fields.has('action')) continue
    found.push({
      recipient: bare(recipient ?? ''),
      action: /^[a-z]+/i.exec(fields.get('action') ?? '')?.[0].toLowerCase() ?? '',
      status: /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? null,
      diagnostic: (fields.get('diagnostic-code') ?? '').replace(/^(?:x-)?[a-z0-9-]{1,20}\s?;\s?/i, ''),
    })
    if (found.length >= most) break
  }
  return found
}

const fieldsOf = (block: string): Map<string, string> => {
  const fields = new Map<string, string>()
  let last: string | undefined
  for (const line of block.split(/\r?\n/, 200)) {
    const name = /^([a-z][a-z-]{1,40})[ \t]{0,5}:/i.exec(line)
    if (name) {
      last = name[1]!.toLowerCase()
      if (!fields.has(last)) fields.set(last, line.slice(name[0].length, 4_000).trim())
    } else if (last !== undefined && /^\s/.test(line))
      fields.set(last, `${fields.get(last)} ${line.trim()}`.slice(0, 8_000))
  }
  return fields
}

/** `rfc822; user@example.com` without its type. */
const bare = (recipient: string): string =>
  recipient
    .replace(/^[a-z0-9-]{1,20}\s?;/i, '')
    .replace(/[<>\s"]/g, '')
    .slice(0, 320)
