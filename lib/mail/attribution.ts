import { anyOf } from './any-of.ts'
import { onWords, wroteWords } from './quote-word.ts'

/** Longest line that can be one of a client's own; people's paragraphs are longer and need no closer look. */
const longestLine = 400

const wrote = new RegExp(`(?:^|[\\s,>)\\]"'*_\\d]|[\\u3000-\\ud7ff])(?:${anyOf(wroteWords)})(?![\\p{L}])`, 'iu')
const wroteAsian =
  /(?:写道|寫道|写到|님이 작성|작성|님이 씀|님이 쓴 글|님의 말|さんは書きました|さんが書きました|のメール|のメッセージ|เขียนว่า)\s?[:：]?\s?$/u
const startsOn = new RegExp(
  `^[\\s*_]{0,6}(?:(?:${anyOf(onWords)})[\\s.,]|\\d{1,4}[\\s.,/年년-]|\\p{L}{2,12}[.,]?\\s?\\d|[^:]{0,40}<[^\\s<>@]+@)`,
  'iu',
)
const hasAddress = /[^\s<>@]@[^\s<>@]|\[mailto:|\svia\s/
const hasDate = /\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d\s?[年月日년월일]/
/** Gmail's newer and older forms without a verb: `ср, 30 апр. 2025 г. в 15:19, John Doe <doe@example.com>:` */
const dateAndAddress = /\d[^<>]{2,120}[<＜[][^\s<>]{1,120}@[^\s<>]{1,120}[>＞\]]\s?[:：]?\s{0,3}$/
const addressAndDate = /[<(][^\s<>]{1,120}@[^\s<>]{1,120}[>)].{0,60}[\])][:：]\s?$/
const timeAndBareAddress = /^\S.{0,40}\d{1,2}[:.]\d{2}.{0,80}\s[^\s<>]{1,120}@[^\s<>:]{1,120}\s?[:：]$/
/** News readers end with the id of the article. */
const inMessage = /\bwrote in message\b.{1,250}$/i
/** Yahoo's plain text has the quote on the same line. */
const sameLine = />\s?(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto)\s?:\s{1,9}\S/i
const withoutColon = /(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|写道|寫道|작성)\s?[*_]?$/i
const withoutVerb = [dateAndAddress, addressAndDate, timeAndBareAddress]
const endsLikeOne = /[:：]\s{0,3}[*_]{0,2}$/

/** Whether these words, one to four wrapped lines joined, are the line above a quote: `On … wrote:`. */
export const isAttribution = (text: string, isQuoteNext: boolean): boolean => {
  if (text.length > longestLine || text.length < 6) return false
  const isOn = startsOn.test(text)
  const hasEvidence = hasAddress.test(text) || hasDate.test(text)
  if (endsLikeOne.test(text)) {
    if (wrote.test(text) || wroteAsian.test(text)) return hasEvidence || isQuoteNext
    return hasDate.test(text) && withoutVerb.some((form) => form.test(text))
  }
  if (isQuoteNext && inMessage.test(text)) return true
  if (isOn && hasDate.test(text) && (sameLine.test(text) || withoutColon.test(text))) return true
  return /^\s?\d{4}[-/年.]\s?\d{1,2}[-/月.]/.test(text) && dateAndAddress.test(text)
}

const bidi = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g
/** A wrapped address leaves its bracket at the beginning of a line, where it looks like a quote. */
const strayBracket = new RegExp(`^>\\s?(?:${anyOf(wroteWords)})?\\s?[:：]\\s{0,3}$`, 'iu')

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
