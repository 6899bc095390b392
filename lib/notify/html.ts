import type { Language } from '../ticket/message.ts'

/** What stands in a mail, from top to bottom. */
export type Block =
  | { readonly is: 'text'; readonly text: string }
  /** What somebody wrote. */
  | { readonly is: 'words'; readonly text: string }
  /** What somebody wrote, under a heading of its own. */
  | { readonly is: 'section'; readonly title: string; readonly text: string }
  | { readonly is: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly is: 'link'; readonly text: string; readonly href: string }
  /** Lines of one ticket, under its linked title. */
  | { readonly is: 'list'; readonly title: string; readonly href: string; readonly lines: readonly string[] }
  | { readonly is: 'small'; readonly text: string }

/** The blocks as plain text: everything the HTML says. */
export const textOf = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      switch (block.is) {
        case 'facts':
          return block.facts.map(([name, value]) => `${name}: ${value}`).join('\n')
        case 'section':
          return `${block.title}\n${'-'.repeat(3)}\n${block.text}`
        case 'link':
          return `${block.text}: ${block.href}`
        case 'list':
          return [block.title, ...block.lines.map((line) => `  - ${line}`), `  ${block.href}`].join('\n')
        default:
          return block.text
      }
    })
    .filter((text) => text !== '')
    .join('\n\n')

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

/** Line ends as elements: Outlook knows no `white-space`. Spaces at their beginnings stay, for code and lists. */
const lines = (text: string) =>
  escapeHtml(text)
    .replace(/^ +/gm, (spaces) => '&nbsp;'.repeat(spaces.length))
    .replaceAll('\n', '<br>')

const font = "font-family:-apple-system,'Segoe UI','Apple SD Gothic Neo','Malgun Gothic',sans-serif"

/**
 * Only greys and blues that can be read on white and on black, and no background but the button's: a client that turns
 * mails dark (or not) has nothing to get wrong.
 */
const grey = '#767676'
const blue = '#2f6fd6'
/** Seen on both as well. */
const line = '#8884'

const row = (content: string, style = '') =>
  `<tr><td style="padding:0 0 16px;font-size:16px;line-height:1.6;${font};${style}">${content}</td></tr>`

const rowOf = (block: Block): string => {
  switch (block.is) {
    case 'text':
      return block.text
        .split(/\n{2,}/)
        .map((paragraph) => row(lines(paragraph)))
        .join('')
    case 'words':
      return `<tr><td style="padding:0 0 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:4px 0 4px 16px;border-left:3px solid ${blue};font-size:16px;line-height:1.6;${font}">${lines(block.text)}</td></tr></table></td></tr>`
    case 'section':
      return row(
        `<b style="font-size:14px;color:${grey}">${escapeHtml(block.title)}</b><br>${lines(block.text)}`,
        `border-top:1px solid ${line};padding-top:14px`,
      )
    case 'facts':
      return row(
        block.facts.map(([name, value]) => `${escapeHtml(name)}: <b>${escapeHtml(value)}</b>`).join('<br>'),
        'font-size:14px',
      )
    case 'link':
      return `<tr><td style="padding:0 0 20px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${blue}" style="padding:10px 20px;border-radius:6px;background:${blue}"><a href="${escapeHtml(block.href)}" style="color:#ffffff;font-size:15px;font-weight:bold;text-decoration:none;${font}">${escapeHtml(block.text)}</a></td></tr></table></td></tr>`
    case 'list':
      return row(
        `<a href="${escapeHtml(block.href)}" style="color:${blue};font-weight:bold;text-decoration:none">${escapeHtml(block.title)}</a>${block.lines.map((line) => `<br>• ${lines(line)}`).join('')}`,
      )
    case 'small':
      return row(lines(block.text), `color:${grey};font-size:13px`)
  }
}

/** The blocks as a page of their own that mail clients show alike: one table, styles at the elements, no pictures. */
export const htmlOf = (language: Language, blocks: readonly Block[]): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></head>` +
  `<body style="margin:0;padding:0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:24px 16px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">${blocks
    .map(rowOf)
    .join('')}</table></td></tr></table></body></html>`
