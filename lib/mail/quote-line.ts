import { headerNames, onWords, originalPhrases, wroteWords } from './quote-word.ts'

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

const phrase = new RegExp(`(?:${originalPhrases.map(escaped).join('|')})`, 'iu')
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

const wrote = new RegExp(`(?:^|[\\s,>)\\]"'*_\\d]|[\\u3000-\\ud7ff])(?:${byLength(wroteWords)})(?![\\p{L}])`, 'iu')
const wroteAsian =
  /(?:写道|寫道|写到|님이 작성|작성|님이 씀|님이 쓴 글|님의 말|さんは書きました|さんが書きました|のメール|のメッセージ|เขียนว่า)\s?[:：]?\s?$/u
const startsOn = new RegExp(
  `^[\\s*_]{0,6}(?:(?:${byLength(onWords)})[\\s.,]|\\d{1,4}[\\s.,/年년-]|\\p{L}{2,12}[.,]?\\s?\\d|[^:]{0,40}<[^\\s<>@]+@)`,
  'iu',
)
const hasAddress = /[^\s<>@]@[^\s<>@]|\[mailto:|\svia\s/
const hasDate = /\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d\s?[年月日년월일]/
const addressAndDate = /[<(][^\s<>]{1,120}@[^\s<>]{1,120}[>)].{0,60}[\])][:：]\s?$/
const timeAndBareAddress = /^\S.{0,40}\d{1,2}[:.]\d{2}.{0,80}\s[^\s<>]{1,120}@[^\s<>:]{1,120}\s?[:：]$/
const endsLikeOne = /[:：]\s{0,3}[*_]{0,2}$/
/** Gmail's newer and older forms without a verb: `ср, 30 апр. 2025 г. в 15:19, John Doe <doe@example.com>:` */
const dateAndAddress = /\d[^<>]{2,120}[<＜[][^\s<>]{1,120}@[^\s<>]{1,120}[>＞\]]\s?[:：]?\s{0,3}$/

/** Whether these words, one to four wrapped lines joined, are the line above a quote: `On … wrote:`. */
export const isAttribution = (text: string, isQuoteNext: boolean): boolean => {
  if (text.length > longestLine || text.length < 6) return false
  const isOn = startsOn.test(text)
  const hasEvidence = hasAddress.test(text) || hasDate.test(text)
  if (endsLikeOne.test(text)) {
    if (wrote.test(text) || wroteAsian.test(text)) return hasEvidence || isQuoteNext
    return (
      (dateAndAddress.test(text) || addressAndDate.test(text) || timeAndBareAddress.test(text)) && hasDate.test(text)
    )
  }
  if (
    isOn &&
    hasDate.test(text) &&
    /(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|写道|寫道|작성)\s?[*_]?$/i.test(text)
  )
    return true
  return /^\s?\d{4}[-/年.]\s?\d{1,2}[-/月.]/.test(text) && dateAndAddress.test(text)
}

const bidi = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g
/** A wrapped address leaves its bracket at the beginning of a line, where it looks like a quote. */
const strayBracket = new RegExp(`^>\\s?(?:${byLength(wroteWords)})?\\s?[:：]\\s{0,3}$`, 'iu')

/** Whether a line that begins with `>` is the end of an attribution. */
export const isStrayBracket = (line: string): boolean => line.length < 40 && strayBracket.test(line)

/** Wrapped lines as one, without what only steers the writing direction. */
export const joinWrapped = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .join(' ')
    .replace(bidi, '')
    .replace(/<\s/g, '<')
    .replace(/\s>/g, '>')

/** Whether a line may be the first of a wrapped attribution. */
export const mayBeginAttribution = (line: string): boolean =>
  line.length <= longestLine && startsOn.test(line.trimStart())

function escaped(text: string): string {
  return text
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(/\\-/g, '-')
    .replace(/ /g, '\\s?')
}

function byLength(words: readonly string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')
}
