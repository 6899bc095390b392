import type { Person } from '../../../lib/people/person.ts'
import { deskZone } from '../../../lib/policy/zone.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import type { Request } from '../../edge/http.ts'
import { type PageTexts, pageTexts } from './text.ts'

/** How somebody wants pages to look on this device; kept in a cookie. */
export const themes = ['auto', 'light', 'dark'] as const
export const densities = ['comfortable', 'compact'] as const
export type Theme = (typeof themes)[number]
export type Density = (typeof densities)[number]

/** What every page knows of its reader. */
export interface Reader {
  readonly language: Language
  /** IANA zone in which instants are shown. */
  readonly timeZone: string
  readonly theme: Theme
  readonly density: Density
  /** The instant at which the page is made: what is shown as "3 minutes ago" counts from it. */
  readonly at: string
  /** What all pages say. */
  readonly texts: PageTexts
}

/** Name of the cookie that holds theme and density. */
export const lookCookie = 'look'

const lookIn = (request: Request): Pick<Reader, 'theme' | 'density'> => {
  const [theme, density] = (request.cookies?.[lookCookie] ?? '').split('.')
  return {
    theme: themes.find((known) => known === theme) ?? 'auto',
    density: densities.find((known) => known === density) ?? 'comfortable',
  }
}

/** The language that a browser asks for first, of those that we speak. */
export const languageIn = ({ headers }: Request): Language =>
  /^\s*ko\b/i.test(headers['accept-language'] ?? '') ? 'ko' : 'en'

/** The reader as their person says; before somebody is known, as their browser says. */
export const readerOf = (request: Request, person: Person | undefined, at: string): Reader => {
  const language = person?.language ?? languageIn(request)
  return {
    language,
    timeZone: person?.timeZone ?? deskZone,
    ...lookIn(request),
    at,
    texts: pageTexts[language],
  }
}
