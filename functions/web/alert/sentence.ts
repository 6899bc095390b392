import { formatInstant } from '../../../lib/people/reader-time.ts'
import type { Reader } from '../page/reader.ts'

const instant = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g

/** Why something was decided, in the reader's language and by the clock on their wall. */
export const sentenceFor = (reason: Readonly<Record<'en' | 'ko', string>>, reader: Reader): string =>
  reason[reader.language].replace(instant, (at) => formatInstant(at, reader))
