import { farewells, type Phrases, spaced, unspaced } from './thanks-word.ts'

/** Nobody needs more to say thanks; longer texts say something else, too. */
const longest = 400

type Kind = keyof Phrases | 'farewell'

/** The alternatives of a pattern, each by itself: of those in one expression the first would win, not the longest. */
const alternatives = (pattern: string): string[] => {
  const found = ['']
  let depth = 0
  for (const char of pattern) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (char === '|' && depth === 0) found.push('')
    else found[found.length - 1] += char
  }
  return found
}

const compiled = (kind: Kind, patterns: readonly string[], end: string) =>
  patterns.flatMap(alternatives).map((pattern): [Kind, RegExp] => [kind, new RegExp(`(?:${pattern})${end}`, 'y')])

const all = ({ thanks, works, polite }: Phrases, end: string) => [
  ...compiled('thanks', thanks, end),
  ...compiled('works', works, end),
  ...compiled('polite', polite, end),
]

/** A phrase ends where a word ends. */
const wordEnd = '(?= |$)'

type Compiled = readonly (readonly [Kind, RegExp])[]
let known: { readonly spaced: Compiled; readonly unspaced: Compiled } | undefined

/** Made when first asked for: most mails never ask, and some hundred expressions take milliseconds. */
const phrasesFor = (isSpaced: boolean): Compiled => {
  known ??= {
    spaced: [...all(spaced, wordEnd), ...compiled('farewell', farewells, wordEnd)],
    unspaced: all(unspaced, ''),
  }
  return isSpaced ? known.spaced : known.unspaced
}

const isUnspaced = (text: string) => /[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7af]/.test(text)

/** What a piece of text says, phrase by phrase, or nothing when any part of it is something else. Linear: no way back. */
const phrasesIn = (piece: string): Set<Kind> | undefined => {
  const text = isUnspaced(piece) ? piece.replace(/\s/g, '') : piece
  const phrases = phrasesFor(!isUnspaced(piece))
  const found = new Set<Kind>()
  let at = 0
  while (at < text.length) {
    let [best, end] = [undefined as Kind | undefined, at]
    for (const [kind, pattern] of phrases) {
      pattern.lastIndex = at
      if (pattern.test(text) && pattern.lastIndex > end) [best, end] = [kind, pattern.lastIndex]
    }
    if (!best) return undefined
    found.add(best)
    at = end
    while (text[at] === ' ') at++
  }
  return found
}

/** What people put around words to be friendly: smileys of all kinds, and Korean laughter. */
const smileys = /\p{Extended_Pictographic}|[\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]|[:;=]-?[)DPp](?!\p{L})|\^\^|[ㅎㅋㅠ]+|<3/gu

/** One or two words that begin like names, in any language that has capital letters; shouting is no name. */
const name = /^\p{Lu}\p{Ll}+(?: \p{Lu}(?:\.|\p{Ll}+)){0,2}$/u
/** Words that stand where a name may and take the thanks back. */
const noName =
  /^(?:not?|still|but|however|never|unfortunately|nothing|please|when|what|why|how|can|could|yet|urgent|broken|aber|mais|pero|ma|mas|maar|men|ale|но)\b/iu

/** `Thanks John` is thanks, as `Hi John` is a greeting. */
const withoutName = (piece: string): string => {
  const found =
    /^(.*\b(?:thanks|thank you|thx|cheers|danke|dank|merci|gracias|grazie|obrigad[oa]|bedankt|tack|takk?|hi|hello|hey|dear|hallo|hola|bonjour|ciao|regards)) (\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)$/iu.exec(
      piece,
    )
  // The flag that ignores case is for the words before the name only.
  return found && name.test(found[2]!) && !noName.test(found[2]!) ? found[1]! : piece
}

/**
 * What a text comes to that thanks and asks for nothing: `works` when it says that it works again, `thanks` when it only
 * thanks. Nothing for every other text: any word that we do not know makes it one, because a plea that is taken for a
 * thank-you is never read. `sender` is the name of who wrote it, which may stand below.
 */
export const thanksIn = (text: string, sender = ''): 'thanks' | 'works' | undefined => {
  if (text.length > longest || /[?？¿]/.test(text)) return undefined
  const own = new Set([sender.toLowerCase(), ...sender.toLowerCase().split(/\s+/)])
  const said = new Set<Kind>()
  for (const given of text.replace(smileys, ' ').split(/[.!,;:~…\n\r\t。！，、—–()"“”*-]+/)) {
    const piece = given.replace(/\s+/g, ' ').trim()
    if (piece === '' || own.has(piece.toLowerCase())) continue
    if (said.has('farewell') && name.test(piece) && !noName.test(piece)) continue
    const kinds = phrasesIn(withoutName(piece).toLowerCase())
    if (!kinds) return undefined
    for (const kind of kinds) said.add(kind)
  }
  if (said.has('works')) return 'works'
  return said.has('thanks') ? 'thanks' : undefined
}

/** Whether a text begins by saying yes: where a question was asked, that is the answer to it. */
export const saysYes = (text: string): boolean =>
  /^\s*(?:(?:yes|yep|yeah|ok|okay|sure|correct|right|ja|jawohl|oui|sí|si|sì|sim|tak|da|да)(?![\p{L}\p{N}])|네|넵|예|はい|是|好)/iu.test(
    text,
  )
