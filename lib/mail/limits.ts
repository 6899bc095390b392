/** How much of a mail is read. What is over a limit is left out with a note; the raw mail keeps everything. */
export const limits = {
  /** Bytes. SES accepts 40 MB; a Lambda of 1 GB holds this much and its decoded parts twice over. */
  raw: 48 * 1024 * 1024,
  /** Bytes of one header block. Gmail and Exchange refuse more than 256 to 500 KB. */
  header: 256 * 1024,
  /** Header fields of one block. Postfix's whole header_size_limit holds about this many short ones. */
  fields: 2_000,
  /** Leaf parts. The largest honest mails, digests with pictures, have some hundred. */
  parts: 500,
  /** Multiparts and messages in each other. Postfix stops at 100; mail that people write has about six. */
  depth: 30,
  /** Characters of a boundary: RFC 2046 allows 70, some systems write more. */
  boundary: 250,
  /** Addresses of one header. Exchange Online sends to 1,000 at most. */
  addresses: 1_000,
  /** Message-IDs of one header: the newest, which are what a thread is found by. */
  references: 50,
  /** Characters of readable text, far above what a person reads; a log belongs into an attachment. */
  text: 1_000_000,
  /** Characters of HTML that are turned into text; pasted pictures as data: URLs are what makes HTML long. */
  html: 8_000_000,
  /** Characters of one header value that is kept. */
  value: 64 * 1024,
} as const
