import { bytesOf } from './bytes.ts'
import type { Entity } from './entity.ts'
import { safeFileName } from './file-name.ts'
import { fieldOf } from './header.ts'
import type { Attachment } from './letter.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** Whether a leaf is kept as a file rather than read as text. */
export const isAttachment = (leaf: Entity): boolean => {
  const { mediaType, disposition, fileName } = leaf
  const isText = mediaType === 'text/plain' || mediaType === 'text/html' || mediaType === 'text/enriched'
  if (!isText) return true
  if (leaf.isWhole && fileName === null) return false
  return disposition === 'attachment' || fileName !== null
}

/** File name extensions for parts without a name; anything else becomes `.bin`. */
const extensions: Readonly<Record<string, string>> = {
  ...{
    'text/plain': 'txt',
    'text/html': 'html',
    'text/calendar': 'ics',
    'text/csv': 'csv',
    'text/rfc822-headers': 'txt',
  },
  ...{
    'message/rfc822': 'eml',
    'message/global': 'eml',
    'message/delivery-status': 'txt',
    'message/feedback-report': 'txt',
  },
  ...{
    'message/disposition-notification': 'txt',
    'application/pdf': 'pdf',
    'application/zip': 'zip',
    'application/ms-tnef': 'dat',
  },
  ...{
    'image/jpeg': 'jpg',
    'image/png': 'png',
    'image/gif': 'gif',
    'image/svg+xml': 'svg',
    'audio/mpeg': 'mp3',
    'video/mp4': 'mp4',
  },
  ...{
    'application/pgp-signature': 'asc',
    'application/pkcs7-signature': 'p7s',
    'application/x-pkcs7-signature': 'p7s',
  },
}

/** The attachment that a leaf is; `index` counts the made-up names. */
export const attachmentOf = (
  leaf: Pick<Entity, 'fields' | 'mediaType' | 'disposition' | 'fileName'> & { readonly raw?: string },
  index: number,
  bytes: Uint8Array = contentOf(leaf),
): Attachment => {
  const madeUp = `attachment-${index + 1}.${extensions[leaf.mediaType] ?? 'bin'}`
  const name = leaf.fileName === null ? madeUp : safeFileName(leaf.fileName, madeUp)
  return {
    name,
    named: leaf.fileName !== null && name !== madeUp,
    mediaType: leaf.mediaType,
    bytes,
    contentId: fieldOf(leaf.fields, 'content-id')?.replace(/[<>\s]/g, '') || null,
    inline: leaf.disposition === 'inline' && leaf.mediaType.startsWith('image/'),
    from: 'message',
  }
}

/** A message inside a mail is never encoded (RFC 2046 section 5.2.1), though some encode it; others are decoded as they say. */
const contentOf = (leaf: { readonly fields: Entity['fields']; readonly raw?: string }): Uint8Array => {
  const raw = leaf.raw ?? ''
  return raw === '' ? bytesOf('') : decodeTransfer(raw, fieldOf(leaf.fields, 'content-transfer-encoding') ?? '')
}
