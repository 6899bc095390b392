import type { Language } from '../../../lib/ticket/message.ts'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import type { ConsoleTexts } from './text/texts.ts'

export type { Column, ConsoleTexts, Link, Place, PlaceGroup, QueueView } from './text/texts.ts'

/** What the agents' pages say, by language. */
export const consoleTexts: Record<Language, ConsoleTexts> = { en, ko }
