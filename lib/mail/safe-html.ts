import sanitize from 'sanitize-html'

/** A picture that a mail brought along, by what `cid:` links call it. */
export interface Picture {
  /** As the sender declares it. */
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Longer ones are machines' reports; what is cut is said. */
const longest = 1_000_000
/** Base64 makes four of three, and a function answers 6 MB at most (Lambda, quotas). */
const mostPictureBytes = 3 * 1024 * 1024
/** Tables within tables are how mail is laid out; deeper ones are an attack on whoever draws them. */
const deepest = 120

const tags = [
  ...['a', 'abbr', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center'],
  ...['cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font'],
  ...['footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'main', 'mark'],
  ...['ol', 'p', 'pre', 'q', 'rp', 'rt', 'ruby', 's', 'samp', 'section', 'small', 'span', 'strike', 'strong', 'sub'],
  ...['sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr'],
]

/** Elements whose content is no text for people, or is read by other rules than HTML's. */
const contentToo = [
  ...['script', 'style', 'title', 'textarea', 'option', 'select', 'noscript', 'noembed', 'noframes', 'template', 'xmp'],
  ...['iframe', 'frameset', 'object', 'applet', 'embed', 'svg', 'math', 'plaintext', 'listing', 'audio', 'video'],
]

/** No `id`, `name` and `class`: nothing in a message may be mistaken for a part of ours. */
const attributes = {
  '*': ['align', 'bgcolor', 'dir', 'height', 'lang', 'style', 'title', 'valign', 'width'],
  a: ['href', 'rel', 'target'],
  img: ['alt', 'src'],
  font: ['color', 'face', 'size'],
  table: ['border', 'cellpadding', 'cellspacing'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  col: ['span'],
  colgroup: ['span'],
  ol: ['start', 'type'],
  ul: ['type'],
  time: ['datetime'],
}

/** Words, numbers and colours; of functions only those that fetch nothing and run nothing. No escapes, no comments. */
const plainValue =
  /^(?:[\p{L}\p{N}_#%.,+\s/-]|"[\p{L}\p{N}\s._-]*"|'[\p{L}\p{N}\s._-]*'|(?:rgb|rgba|hsl|hsla)\([\d\s.,%/deg-]*\))+(?:!\s?important)?$/iu
/** Honest ones are far shorter. */
const longestValue = 300

const properties = new Set([
  ...['background-color', 'border', 'border-bottom', 'border-collapse', 'border-color', 'border-left', 'border-radius'],
  ...['border-right', 'border-spacing', 'border-style', 'border-top', 'border-width', 'clear', 'color', 'direction'],
  ...[
    'float',
    'font',
    'font-family',
    'font-size',
    'font-style',
    'font-variant',
    'font-weight',
    'height',
    'letter-spacing',
  ],
  ...['line-height', 'list-style-type', 'margin', 'margin-bottom', 'margin-left', 'margin-right', 'margin-top'],
  ...['max-width', 'min-width', 'padding', 'padding-bottom', 'padding-left', 'padding-right', 'padding-top'],
  ...[
    'table-layout',
    'text-align',
    'text-decoration',
    'text-indent',
    'text-transform',
    'vertical-align',
    'white-space',
  ],
  ...['width', 'word-break', 'word-wrap', 'overflow-wrap'],
])

/** What a style may say: properties that change how text looks, not where it stands. */
const plainStyle = (style: string): string =>
  style
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => {
      const colon = declaration.indexOf(':')
      const value = declaration.slice(colon + 1).trim()
      const isKnown = colon > 0 && properties.has(declaration.slice(0, colon).trim().toLowerCase())
      return isKnown && value.length <= longestValue && plainValue.test(value)
    })
    .join('; ')

const scheme = /^(?:https?:\/\/|mailto:|tel:)/i

/** Pictures made of dots; an SVG is a document that can act. */
const dots = /^data:image\/(?:png|jpeg|jpg|gif|webp|bmp);base64,[a-z0-9+/=\s]*$/i

/**
 * The HTML of a mail, made harmless: text, tables, colours, links and the pictures that it brought along. Nothing in it
 * runs, submits, fetches or stands outside of its place. Meant to be shown in a sandbox all the same.
 */
export const safeHtml = (html: string, pictures: ReadonlyMap<string, Picture> = new Map()): string => {
  let room = mostPictureBytes
  const embedded = (source: string): string | undefined => {
    if (dots.test(source)) return source
    const picture = /^cid:/i.test(source) ? pictures.get(source.slice(4)) : undefined
    const address = picture && `data:${picture.mediaType.toLowerCase()};base64,`
    if (!picture || !dots.test(address!) || picture.bytes.length > room) return undefined
    room -= picture.bytes.length
    return address + Buffer.from(picture.bytes).toString('base64')
  }
  return sanitize(html.slice(0, longest), {
    allowedTags: tags,
    nonTextTags: contentToo,
    allowedAttributes: attributes,
    parseStyleAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: deepest,
    transformTags: {
      '*': (tagName, { style = '', ...rest }) => {
        const plain = plainStyle(style)
        return { tagName, attribs: { ...rest, ...(plain !== '' && { style: plain }) } }
      },
      // A link without a scheme would lead into our own pages.
      a: (tagName, { href = '', target: _, rel: __, ...rest }) => ({
        tagName,
        attribs: { ...rest, ...(scheme.test(href) && { href, target: '_blank', rel: 'noopener noreferrer nofollow' }) },
      }),
      // A picture from elsewhere would tell its sender who looked, and when.
      img: (tagName, { src = '', ...rest }) => {
        const source = embedded(src.trim())
        return { tagName, attribs: { ...rest, ...(source !== undefined && { src: source }) } }
      },
    },
  })
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!)

/** A mail without HTML, as HTML. */
export const textAsHtml = (text: string): string =>
  `<pre style="white-space: pre-wrap">${escaped(text.slice(0, longest))}</pre>`
