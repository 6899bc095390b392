import type { Language } from '../../../lib/ticket/message.ts'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import type { AdminTexts } from './text/texts.ts'

export type { AdminTexts } from './text/texts.ts'

/** What the pages of administration say, by language. */
export const adminTexts: Record<Language, AdminTexts> = { en, ko }
