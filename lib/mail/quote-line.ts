import { anyOf } from './any-of.ts'
import { headerNames, originalPhrases } from './quote-word.ts'

/** Longest line that can be one of a client's own; people's paragraphs are longer and need no closer look. */
const longestLine = 400

const kinds = new Map(
  (['other', 'subject', 'date', 'to', 'from'] as const).flatMap((kind) =>
    headerNames[kind].map((name) => [name, kind] as const),
  ),
)

/** What a header line of a quoted header block names, or null: `From:`, `*보낸 사람*:`, `Von :`. */
export const headerKind = (line: string): 'from' | 'to' | 'date' | 'subject' | 'other' | null => {
  const found = /^[\s*_|]{0,10}([^:：*_]{1,24}?)[*_\s]{0,4}[:：]/.exec(line.slice(0, 60))
  return (found && kinds.get(found[1]!.trim().toLowerCase())) ?? null
}

const phrase = new RegExp(`(?:${anyOf(originalPhrases)})`, 'iu')
const dashes = '-_=~+*#—– '

/** What stands between the dashes of a line like `----- Original Message -----`; null when it has fewer than two. */
const betweenDashes = (line: string): string | null => {
  let start = 0
  let end = line.length
  while (start < end && dashes.includes(line[start]!)) start++
  while (end > start && (dashes.includes(line[end - 1]!) || ':：'.includes(line[end - 1]!))) end--
  return start >= 2 ? line.slice(start, end) : null
}

/** GroupWise quotes the line above the quote like the quote itself: `>>> Kim <kim@x.example> 24.09.2013 11:28 >>>`. */
export const isGroupWise = (line: string): boolean =>
  /^>>> .{1,200}\d{1,2}[:.]\d{2}.{0,100}(?:>>>|[:：])$/.test(line.slice(0, 320).trimEnd())

/** Android and Zoho put the whole attribution between dashes: `---- Kim wrote ----`. */
const dashedWrote = /\S\s(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|написал(?:\(а\))?|写道|님이 작성)$/iu

/** Whether a line announces the mail that is answered or passed on: `-----Original Message-----`, `Begin forwarded message:`. */
export const isOriginalLine = (line: string): boolean => {
  if (line.length > longestLine) return false
  const text = line.trim()
  if (isGroupWise(text)) return true
  const inside = betweenDashes(text)
  if (inside !== null) return (inside.length < 100 && phrase.test(inside)) || dashedWrote.test(inside)
  if (!/[:：]$/.test(text) || text.length > 60) return false
  const found = phrase.exec(text)
  return found !== null && text.length - found[0].length <= 6
}
