import type { Language } from '../../../lib/ticket/message.ts'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import type { PortalTexts } from './text/texts.ts'

export type { DayPart, OwnView, Place, PortalTexts, Standing } from './text/texts.ts'

/** What the employees' pages say, by language. */
export const portalTexts: Record<Language, PortalTexts> = { en, ko }
