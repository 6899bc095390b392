/** A piece of HTML: text between tags, or one tag. */
export type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open'; readonly tag: string; readonly attributes: string }
  | { readonly type: 'close'; readonly tag: string }

/** Elements whose content is not HTML: it ends at their own end tag only. */
const raw = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'noembed'])

/** A tag that is longer is a pasted picture or an attack; its attributes are not looked at beyond this. */
const longestAttributes = 2_000

/** The tokens of HTML in one pass: comments, declarations and the content of scripts and styles are left out. */
export const tokensOf = function* (html: string): Generator<Token> {
  let at = 0
  // Once a search has found nothing it would find nothing again: remembering that keeps the pass linear.
  const isGone = new Set<string>()
  const find = (what: string, from: number): number => {
    if (isGone.has(what)) return -1
    const found = html.indexOf(what, from)
    if (found < 0) isGone.add(what)
    return found
  }
  while (at < html.length) {
    const less = find('<', at)
    if (less < 0) break
    const next = html[less + 1] ?? ''
    if (!/[a-z/!?]/i.test(next)) {
      yield { type: 'text', text: html.slice(at, less + 1) }
      at = less + 1
      continue
    }
    if (less > at) yield { type: 'text', text: html.slice(at, less) }
    if (html.startsWith('<!--', less)) {
      const end = html.startsWith('<!-->', less) ? less + 2 : find('-->', less + 4)
      at = end < 0 ? html.length : end + 3
      continue
    }
    const end = tagEnd(html, less, find)
    if (end < 0) {
      at = less
      break
    }
    at = end + 1
    const isClose = next === '/'
    const tag = /^[a-z][a-z0-9:-]{0,30}/i.exec(html.slice(less + (isClose ? 2 : 1), less + 40))?.[0].toLowerCase()
    if (tag === undefined) continue
    if (isClose) yield { type: 'close', tag }
    else {
      const from = less + 1 + tag.length
      yield { type: 'open', tag, attributes: html.slice(from, Math.min(end, from + longestAttributes)) }
      if (raw.has(tag)) {
        at = rawEnd(html, at, tag, find)
        yield { type: 'close', tag }
      }
    }
  }
  if (at < html.length) yield { type: 'text', text: html.slice(at) }
}

/** Where a tag ends: at the first `>` that stands in no quoted attribute value. */
const tagEnd = (html: string, less: number, find: (what: string, from: number) => number): number => {
  const end = find('>', less)
  if (end < 0) return -1
  const quote = html.slice(less, Math.min(end, less + longestAttributes)).search(/=\s{0,5}["']/)
  if (quote < 0) return end
  // A value may hold a `>`; one quote that never closes must not swallow the mail.
  let at = less
  let open = ''
  const stop = Math.min(html.length, less + longestAttributes)
  for (; at < stop; at++) {
    const char = html[at]!
    if (open === '') {
      if (char === '>') return at
      if ((char === '"' || char === "'") && /[=\s]/.test(html[at - 1]!)) open = char
    } else if (char === open) open = ''
  }
  return end
}

const rawEnd = (html: string, from: number, tag: string, find: (what: string, from: number) => number): number => {
  for (let at = find('</', from); at >= 0; at = find('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + tag.length).toLowerCase() !== tag) continue
    const end = find('>', at)
    return end < 0 ? html.length : end + 1
  }
  return html.length
}

const patterns = new Map<string, RegExp>()

/** One attribute of a tag as written, character references still on; undefined when it is missing. */
export const attribute = (
  attributes: string,
  name: 'id' | 'class' | 'name' | 'style' | 'href' | 'alt' | 'start',
): string | undefined => {
  let pattern = patterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`(?:^|[\\s"'/])${name}\\s{0,5}=\\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i')
    patterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return found ? (found[1] ?? found[2] ?? found[3]) : undefined
}
