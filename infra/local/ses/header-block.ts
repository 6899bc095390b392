/** One header field; `raw` is as it stands in the message, with its line ends. */
export interface Header {
  readonly name: string
  /** Unfolded: line breaks are gone, the white space that follows them is kept (RFC 5322, 2.2.3). */
  readonly value: string
  readonly raw: string
}

/** The header section of a raw message. */
export interface HeaderBlock {
  readonly headers: readonly Header[]
  /** Where the empty line begins that ends the headers; the length of the message when it has no body. */
  readonly end: number
  /** The first value of a header, by its name in any case. */
  first(name: string): string | undefined
}

/**
 * Reads the header section of a raw message; lines that are no header end up in the one before. Bytes are read as
 * UTF-8 where they are, as Latin-1 where not, so that none is lost when a header is written again.
 */
export function headerBlock(raw: Buffer): HeaderBlock {
  const end = endOfHeaders(raw)
  const text = raw.subarray(0, end).toString('latin1')
  const headers: Header[] = []
  for (const field of text.split(/\r?\n(?![ \t])/)) {
    const colon = field.indexOf(':')
    if (colon <= 0) continue
    headers.push({ name: field.slice(0, colon).trim(), value: readable(field.slice(colon + 1)), raw: field })
  }
  return {
    headers,
    end,
    first: (name) => headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value,
  }
}

function readable(latin: string): string {
  const bytes = Buffer.from(latin, 'latin1')
  const utf8 = bytes.toString('utf8')
  return (utf8.includes('\ufffd') ? latin : utf8).replace(/\r?\n(?=[ \t])/g, '').trim()
}

function endOfHeaders(raw: Buffer): number {
  const strict = raw.indexOf('\r\n\r\n')
  const loose = raw.indexOf('\n\n')
  const ends = [strict === -1 ? -1 : strict + 2, loose === -1 ? -1 : loose + 1].filter((each) => each !== -1)
  return ends.length === 0 ? raw.length : Math.min(...ends)
}
