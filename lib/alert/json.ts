/** What a body can be once it is parsed. Whole numbers that a double cannot hold exactly are their digits as text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Deeper than any monitor nests; parsing goes into the depth on the stack. */
const deepest = 100

/** Whether `text` opens more than `deepest` brackets within each other; one pass, strings skipped. */
const isTooDeep = (text: string): boolean => {
  let depth = 0
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (isInString) {
      if (c === 0x5c) i++
      else if (c === 0x22) isInString = false
    } else if (c === 0x22) isInString = true
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > deepest) return true
    } else if (c === 0x7d || c === 0x5d) depth--
  }
  return false
}

/** Proposal "JSON.parse source text access", in Node since 21; TypeScript's library does not know it yet. */
type Parse = (text: string, revive: (name: string, value: unknown, context: { source?: string }) => unknown) => Json

const exact = (_: string, value: unknown, { source }: { source?: string }) =>
  typeof value === 'number' && source !== undefined && !isExact(value, source) ? source : value

/** A fraction may lose digits, which name nothing; an identifier may not. */
const isExact = (value: number, source: string) =>
  Number.isFinite(value) && (Number.isSafeInteger(value) || !/^-?\d+$/.test(source))

/** Sixteen digits in a row or a huge exponent; what has neither needs no second look at each value. */
const mayBeInexact = /\d{16}|\de\+?\d{3}/i

/** `text` as JSON, or undefined when it is none or is nested deeper than anybody does. Never throws. */
export const parseJson = (text: string): Json | undefined => {
  if (isTooDeep(text)) return undefined
  try {
    return mayBeInexact.test(text) ? (JSON.parse as Parse)(text, exact) : (JSON.parse(text) as Json)
  } catch {
    return undefined
  }
}
