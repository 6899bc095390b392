import { Refusal } from '../ticket/refusal.ts'
import { formatOf, formats, looksLikeText } from './signature.ts'

/** So much of the beginning of a file tells what it is. */
export const beginBytes = 4096

/** Names behind which Windows, macOS or Android run what somebody opens. */
const programs =
  /\.(?:exe|com|scr|pif|dll|cpl|msi|msp|msix|appx|bat|cmd|ps1|psm1|vb|vbs|vbe|js|jse|mjs|wsf|wsh|wsc|sct|hta|jar|lnk|url|reg|inf|chm|hlp|scf|gadget|application|appref-ms|xll|wll|iqy|slk|sh|command|app|dmg|pkg|apk|iso|img|vhd|vhdx)$/i

/** Documents that carry scripts and run them in the browser of whoever opens them. */
const scripted = /\.(?:html?|xhtml|xht|shtml|svg|svgz|mht|mhtml|xsl|xslt)$/i
const scriptedTypes = new Set(['text/html', 'application/xhtml+xml', 'image/svg+xml', 'multipart/related'])

const refuse = (name: string, why: string) => new Refusal('invalid', `${name} ${why}`, 'attachments')

/** Refuses names and types of files that nobody should open because a ticket has them. */
export const ensureHarmlessName = (name: string, mediaType: string): void => {
  if (programs.test(name))
    throw refuse(
      name,
      'is a program or runs one. Send a screenshot or its text, or put it into an archive with a password.',
    )
  if (scripted.test(name) || scriptedTypes.has(mediaType.toLowerCase()))
    throw refuse(name, 'may run scripts in a browser. Send a screenshot or a PDF of it.')
}

const known: ReadonlySet<string> = new Set(formats.flatMap(({ mediaTypes }) => mediaTypes))

/**
 * The media type of a file by its name, by what somebody says it is, and by its first bytes; refuses programs whatever they
 * are called, and files that are not what they claim to be. It looks at no content beyond that: it finds no virus, no
 * macro, and nothing inside an archive.
 */
export const realType = (name: string, claimed: string, begin: Uint8Array): string => {
  const [mediaType = ''] = claimed.toLowerCase().split(';')
  ensureHarmlessName(name, mediaType)
  const found = formatOf(begin)
  if (found?.isProgram) throw refuse(name, 'is a program, whatever it is called. Send a screenshot or its text.')
  const isVague = mediaType === '' || mediaType === 'application/octet-stream'
  if (found) {
    if (found.mediaTypes.includes(mediaType)) return mediaType
    if (isVague) return found.mediaTypes[0]!
    throw refuse(
      name,
      `claims to be ${mediaType} and is ${found.mediaTypes[0]}. Give it its right name and send it again.`,
    )
  }
  if (known.has(mediaType)) throw refuse(name, `claims to be ${mediaType} and is not. Save it again in that format.`)
  const isText = looksLikeText(begin)
  if (mediaType.startsWith('text/') && !isText) throw refuse(name, 'claims to be text and is not. Send it as it is.')
  // What a browser may open in a page is only what was looked at.
  if (isText && (mediaType.startsWith('text/') || mediaType === 'application/json')) return mediaType
  return 'application/octet-stream'
}
