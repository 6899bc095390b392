import type { Letter } from '../mail/letter.ts'
import type { Files } from '../store/files.ts'
import type { Attachment, Message } from '../ticket/message.ts'
import { type Envelope, isForged } from './envelope.ts'
import { cutTo } from './shorten.ts'

/** A text this long fills many screens; the raw mail keeps the rest. DynamoDB items hold 400 KB at most. */
const longestText = 40_000
/** As many as a person would ever send; their names and keys are part of the same item. */
const mostAttachments = 200
/** Notes of the reader that are kept; the first ones tell what matters. */
const mostNotes = 20

/** What people should know was left out of what they see. */
export const notesOn = ({ notes, newText, quotedText, attachments }: Letter): string[] => {
  const isCut = newText.length > longestText || (quotedText ?? '').length > longestText
  return [
    ...notes,
    ...(isCut ? ['The text was shortened.'] : []),
    ...(attachments.length > mostAttachments
      ? [`${attachments.length - mostAttachments} attachments were left out.`]
      : []),
  ].slice(0, mostNotes)
}

/** Where the letter came from, and what else than its own words the message should have. */
export interface MessageOptions {
  readonly envelope: Envelope
  readonly messageId: string
  readonly verified: boolean
  readonly files: Files
  /** Other words than the letter's own, such as those of the mail that it passes on. */
  readonly words?: { readonly text: string; readonly quoted?: string | undefined }
}

/** What the letter adds to its ticket; its attachments are in the files bucket when this answers. */
export const messageOf = async (
  letter: Letter,
  { envelope, messageId, verified, files, words }: MessageOptions,
): Promise<Message> => {
  const { text, quoted } = words ?? { text: letter.newText, quoted: letter.quotedText }
  return {
    text: cutTo(longestText, text),
    ...(quoted && { quoted: cutTo(longestText, quoted) }),
    ...(letter.attachments.length > 0 && { attachments: await keep(letter, envelope.id, files) }),
    mail: {
      letter: envelope.id,
      messageId,
      from: letter.from?.address ?? '',
      ...(letter.automatic && { automatic: letter.automatic }),
      verified,
      ...(isForged(envelope) && { forged: true }),
    },
    ...(notesOn(letter).length > 0 && { notes: notesOn(letter) }),
  }
}

/** Attachments named by mail and position: storing them again, on a second delivery, writes the same objects. */
const keep = (letter: Letter, letterId: string, files: Files): Promise<Attachment[]> =>
  Promise.all(
    letter.attachments.slice(0, mostAttachments).map(async ({ name, mediaType, bytes, inline }, i) => {
      const at = `attachments/${letterId}/${i + 1}`
      await files.write(at, { bytes, mediaType, name })
      return { name, mediaType, size: bytes.length, key: at, inline }
    }),
  )
