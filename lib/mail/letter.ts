/** A mailbox as a header names it. The domain is lower-cased; the local part is left as written (RFC 5321 section 2.4). */
export interface Address {
  /** Display name, '' when there is none. */
  readonly name: string
  readonly address: string
}

/** One thing that came with the mail. */
export interface Attachment {
  /** Safe to show and to save under: see `safeFileName`. */
  readonly name: string
  /** Whether the mail itself gave the name; otherwise it is made up from the type. */
  readonly named: boolean
  /** Lower-case `type/subtype` as the sender declares it. Never trust it for serving. */
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Without angle brackets: what `cid:` links in the HTML point to. */
  readonly contentId: string | null
  /** Part of the body's look (a pasted picture), not something the sender attached for us. */
  readonly inline: boolean
  /** Where it was found: a part of its own, inside a winmail.dat, or uuencoded in the text. */
  readonly from: 'message' | 'tnef' | 'uuencode'
}

/** What a delivery status notification says, whichever mail system wrote it. */
export interface Bounce {
  /** True: the address is gone for good. False: it may work later, or the refusal is about the mail. Null: it does not say. */
  readonly hard: boolean | null
  /** Enhanced status code such as `5.1.1` (RFC 3463). */
  readonly status: string | null
  /** Bare addresses that were not reached. */
  readonly recipients: readonly string[]
  /** Message-ID of the mail that came back, without brackets. */
  readonly originalMessageId: string | null
  /** The mail system's own words, '' when there are none. */
  readonly reasonText: string
}

/** One header field, in the order of the mail. */
export interface Header {
  /** Lower case. */
  readonly name: string
  /** Unfolded, encoded words decoded. */
  readonly value: string
}

/** A mail as people mean it: what arrived, from whom, and what they wrote now. */
export interface Letter {
  /** Without angle brackets; null when the mail has none. */
  readonly messageId: string | null
  /** Message-IDs without brackets, in header order, each once. */
  readonly inReplyTo: readonly string[]
  /** As `inReplyTo`; the newest ones when there are very many. */
  readonly references: readonly string[]
  /** Who wrote it: From, or Reply-To when X-Original-From shows that a list rewrote From. */
  readonly from: Address | null
  readonly replyTo: readonly Address[]
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  /** Bare addresses by which mail systems say where they delivered it. */
  readonly deliveredTo: readonly string[]
  /** Bare address; '' is the null path `<>` of machine mail; null when no header tells. */
  readonly returnPath: string | null
  readonly subject: string
  /** ISO 8601 UTC; null when missing or senseless. */
  readonly date: string | null
  /** The whole readable text. */
  readonly text: string
  /** The HTML body as sent: never show it without cleaning. */
  readonly html: string | null
  /** What the sender wrote now: no quote, no signature. Never empty when `text` is not. */
  readonly newText: string
  /** What was folded away, in its own order; null when nothing was. */
  readonly quotedText: string | null
  readonly signature: string | null
  readonly attachments: readonly Attachment[]
  /** Text of the first text/calendar part (RFC 5545). */
  readonly calendar: string | null
  /** Why this is machine mail, such as `Auto-Submitted: auto-replied`; null for mail of a person. */
  readonly automatic: string | null
  /** An answer that a machine gave: out of office, acknowledgement, vacation (RFC 3834). */
  readonly autoReply: boolean
  readonly bounce: Bounce | null
  /** A spam complaint (ARF, RFC 5965). */
  readonly complaint: boolean
  readonly mailingList: boolean
  /** Value of our own loop header, when this mail is ours coming back. */
  readonly loop: string | null
  readonly headers: readonly Header[]
  /** Sentences for the record: limits that were hit, encodings that were guessed, parts that were skipped. */
  readonly notes: string[]
}
