import type { Person } from '../../../lib/people/person.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import { style } from './style.ts'
import { texts } from './texts.ts'

/** One page: its language, and the nonce that its only style element carries. */
export interface Frame {
  readonly language: Language
  readonly nonce: string
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const html = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]!)

/** Who works for the desk stands first: that is what newcomers want to see. */
const order: readonly Person['role'][] = ['administrator', 'agent', 'employee']
const rank = ({ role }: Pick<Person, 'role'>) => (order.includes(role) ? order.indexOf(role) : order.length)

/** `김민지` → `민지`, `Emma Clark` → `EC`: Korean given names tell people apart, and first letters do elsewhere. */
export const initials = (name: string): string => {
  if (/^\p{Script=Hangul}+$/u.test(name)) return name.slice(-2)
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

/** Our mark, as on the pages of the desk. */
const mark =
  '<svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true"><circle class="mark-sun" cx="20" cy="12" r="7"/><path class="mark-cloud" d="M9 26a6 6 0 0 1-.6-11.97A8 8 0 0 1 23.7 15.6 5.25 5.25 0 0 1 24 26Z"/></svg>'

const page = ({ language, nonce }: Frame, title: string, content: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${html(title)} · ${texts[language].product}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><style nonce="${nonce}">${style}</style></head>
<body><main><p class="brand">${mark}${texts[language].product}</p><h1>${html(title)}</h1>${content}</main></body></html>`

type Choice = Pick<Person, 'id' | 'name' | 'role' | 'language' | 'department'>

/** Everybody one can be, a click each. */
export function choicePage(frame: Frame, action: string, people: readonly Choice[]): string {
  const words = texts[frame.language]
  const choices = people
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ id, name, role, language, department }) => {
      const what = [words.role[role], department].filter((part) => part !== undefined).join(' · ')
      return `<li><button name="person" value="${html(id)}"><span class="face" aria-hidden="true" data-role="${role}">${html(initials(name))}</span><span><span class="name" lang="${language}">${html(name)}</span><span class="what">${html(what)}</span></span></button></li>`
    })
  return page(
    frame,
    words.title,
    `<p>${words.intro}</p><form method="post" action="${html(action)}"><ul>${choices.join('')}</ul></form>`,
  )
}

/** A page for a sign-in that is over, and the way to a new one. */
export function expiredPage(frame: Frame): string {
  const words = texts[frame.language]
  return page(frame, words.expired, `<p><a href="/sign-in">${words.again}</a></p>`)
}
