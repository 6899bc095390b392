import { readForwarded } from '../mail/forwarded.ts'
import type { Address, Letter } from '../mail/letter.ts'
import { readLetter } from '../mail/read-letter.ts'
import { splitReply } from '../mail/reply.ts'
import { isForwardSubject } from '../mail/subject.ts'
import { UnreadableMail } from '../mail/unreadable-mail.ts'

/** The mail that another one passes on. */
export interface ForwardedLetter {
  readonly from: Address
  /** What its writer wrote; '' when nothing can be read. */
  readonly text: string
  readonly quoted: string | undefined
  /** What whoever passed it on wrote above it. */
  readonly above: string
}

/** Finds the mail that this one passes on, in its text or as its only attached message; nothing in any other mail. */
export const forwardedIn = async (letter: Letter): Promise<ForwardedLetter | undefined> => {
  if (letter.automatic) return undefined
  const found = readForwarded(letter)
  if (found) return { from: found.from, above: found.above, ...parted(found.text) }
  if (!isForwardSubject(letter.subject)) return undefined
  const attached = letter.attachments.filter(({ mediaType }) => mediaType === 'message/rfc822')
  const inner = attached.length === 1 ? await read(attached[0]!.bytes) : undefined
  if (!inner?.from) return undefined
  return { from: inner.from, text: inner.newText, quoted: inner.quotedText ?? undefined, above: letter.newText }
}

const parted = (text: string) => {
  const { newText, quotedText } = splitReply(text)
  return { text: newText, quoted: quotedText ?? undefined }
}

/** An attachment that is no mail is an attachment like any other. */
const read = async (bytes: Uint8Array): Promise<Letter | undefined> => {
  try {
    return await readLetter(bytes)
  } catch (error) {
    if (error instanceof UnreadableMail) return undefined
    throw error
  }
}
