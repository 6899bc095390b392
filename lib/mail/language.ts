/** A mail counts as Korean when this share of its letters is Hangul: Korean mails about IT are full of English names. */
const koreanShare = 0.2

/** The language a text is written in, by the share of Hangul among its letters; English when it has no letters. */
export const languageOf = (text: string): 'ko' | 'en' => {
  let letters = 0
  let hangul = 0
  for (const [letter] of text.slice(0, 20_000).matchAll(/\p{L}/gu)) {
    letters++
    if (/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/.test(letter)) hangul++
  }
  return letters > 0 && hangul / letters >= koreanShare ? 'ko' : 'en'
}
