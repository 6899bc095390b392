import type { Language } from '../../../lib/ticket/message.ts'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import type { AlertTexts } from './text/texts.ts'

export type { AlertTexts, Area } from './text/texts.ts'

/** What the pages about alerts say, by language. */
export const alertTexts: Record<Language, AlertTexts> = { en, ko }
