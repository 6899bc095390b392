import { type Decoded, decodeText } from './charset.ts'
import type { Entity } from './entity.ts'
import { joinFlowed } from './flowed.ts'
import { fieldOf } from './header.ts'
import { renderHtml } from './html-text.ts'
import type { Attachment } from './letter.ts'
import { limits } from './limits.ts'
import { attachmentOf, isAttachment } from './part.ts'
import { unpackTnef } from './tnef.ts'
import { decodeTransfer } from './transfer-encoding.ts'
import { decodeUu } from './uuencode.ts'

/** What a mail holds, put together from its parts. */
export interface Body {
  /** The readable text, with the marks of `html-mark.ts` where it comes from HTML. */
  readonly text: string
  readonly html: string | null
  readonly attachments: readonly Attachment[]
  readonly calendar: string | null
}

/** One stretch of readable text in the order of the mail. */
interface Stretch {
  readonly alternative: number
  readonly plain: string | null
  readonly html: string | null
}

/** Puts the body together: plain text wins over HTML where a mail brings both, and nothing that has content is lost. */
export const readBody = (leaves: readonly Entity[], notes: Set<string>): Body => {
  const stretches: Stretch[] = []
  const embedded: Stretch[] = []
  const attachments: Attachment[] = []
  const spare: Stretch[] = []
  const cids = new Set<string>()
  let calendar: string | null = null
  for (const leaf of leaves) {
    const isText =
      leaf.mediaType === 'text/plain' || leaf.mediaType === 'text/html' || leaf.mediaType === 'text/enriched'
    if (leaf.mediaType === 'text/x-amp-html') continue
    if (isAttachment(leaf)) {
      if (leaf.embedded > 0 && leaf.fileName === null) continue
      const attachment = attachmentOf(leaf, attachments.length)
      attachments.push(attachment)
      if (leaf.mediaType === 'text/calendar') calendar ??= textOf(leaf, notes)
      if (isText && leaf.disposition !== 'attachment') spare.push(stretchOf(leaf, textOf(leaf, notes)))
      if (isTnef(attachment)) attachments.push(...tnefMembers(attachment, spare, notes))
    } else if (isText) {
      const stretch = stretchOf(leaf, textOf(leaf, notes))
      if (stretch.html) for (const [, cid] of stretch.html.matchAll(/cid:([^"'\s>)]{1,250})/gi)) cids.add(cid!)
      const target = leaf.embedded > 0 ? embedded : stretches
      target.push(stretch.plain === null ? stretch : withoutUu(stretch, attachments))
    }
  }
  const own = readable(stretches)
  return {
    text: capped(own || readable(spare) || readable(embedded), limits.text, notes),
    html:
      stretches
        .map(({ html }) => html)
        .filter((html) => html !== null)
        .join('\n') || null,
    attachments: attachments.map((a) => (a.contentId !== null && cids.has(a.contentId) ? { ...a, inline: true } : a)),
    calendar,
  }
}

const stretchOf = (leaf: Entity, text: string): Stretch => {
  const { alternative } = leaf
  return leaf.mediaType === 'text/html'
    ? { alternative, plain: null, html: text }
    : { alternative, plain: text, html: null }
}

/** The text of a text part, line breaks as `\n`. */
const textOf = (leaf: Entity, notes: Set<string>): string => {
  const bytes = decodeTransfer(leaf.raw, fieldOf(leaf.fields, 'content-transfer-encoding') ?? '')
  const { text, guessed }: Decoded = decodeText(bytes, leaf.parameters.charset ?? null)
  if (guessed && guessed !== 'utf-8') notes.add(`The text's encoding was guessed: ${guessed}.`)
  const lines = text.replace(/\r\n?/g, '\n')
  if (leaf.mediaType === 'text/enriched') return lines.replace(/<[^<>]{1,200}>/g, '')
  if (leaf.mediaType === 'text/html') return capped(lines, limits.html, notes)
  const isFlowed = leaf.parameters.format?.toLowerCase() === 'flowed'
  return isFlowed ? joinFlowed(lines, leaf.parameters.delsp?.toLowerCase() === 'yes') : lines
}

/** All stretches as one text; of an alternative the plain text, unless it is blank. */
const readable = (stretches: readonly Stretch[]): string => {
  const withPlain = new Set(
    stretches.filter(({ plain }) => plain !== null && plain.trim() !== '').map((s) => s.alternative),
  )
  const pieces = stretches.flatMap(({ alternative, plain, html }) => {
    if (plain !== null) return [plain]
    return alternative > 0 && withPlain.has(alternative) ? [] : [renderHtml(html!)]
  })
  return pieces
    .map((piece) => piece.replace(/^\n+/, '').trimEnd())
    .filter((piece) => piece !== '')
    .join('\n\n')
}

const withoutUu = (stretch: Stretch, attachments: Attachment[]): Stretch => {
  let text = stretch.plain!
  let kept = ''
  for (let file = decodeUu(text); file && attachments.length < limits.parts; file = decodeUu(text)) {
    attachments.push(uuAttachment(file.name, file.bytes, attachments.length))
    kept += text.slice(0, file.start)
    text = text.slice(file.end)
  }
  return { ...stretch, plain: kept + text }
}

const uuAttachment = (name: string, bytes: Uint8Array, index: number): Attachment => ({
  ...attachmentOf(
    { fields: [], mediaType: 'application/octet-stream', disposition: 'attachment', fileName: name },
    index,
    bytes,
  ),
  from: 'uuencode',
})

const isTnef = ({ mediaType, name }: Attachment): boolean =>
  mediaType === 'application/ms-tnef' || mediaType === 'application/vnd.ms-tnef' || name.toLowerCase() === 'winmail.dat'

const tnefMembers = (winmail: Attachment, spare: Stretch[], notes: Set<string>): Attachment[] => {
  const inside = unpackTnef(winmail.bytes)
  if (!inside) {
    notes.add('A winmail.dat could not be unpacked; it is kept as it came.')
    return []
  }
  if (inside.html || inside.text)
    spare.push({ alternative: 0, plain: inside.text, html: inside.text ? null : inside.html })
  return inside.files.slice(0, limits.parts).map(({ name, mediaType, bytes, contentId }, i) => ({
    ...attachmentOf({ fields: [], mediaType, disposition: 'attachment', fileName: name }, i, bytes),
    contentId,
    from: 'tnef' as const,
  }))
}

const capped = (text: string, most: number, notes: Set<string>): string => {
  if (text.length <= most) return text
  notes.add(`A text was longer than ${most} characters; its end was left out.`)
  return text.slice(0, most)
}
