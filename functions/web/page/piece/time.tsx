import { relative } from '../../../../lib/people/reader-duration.ts'
import { formatBriefly, formatExactly, formatInstant } from '../../../../lib/people/reader-time.ts'
import type { Reader } from '../reader.ts'

/** Within this the distance is told, beyond it the date. */
const nearMilliseconds = 7 * 24 * 3600 * 1000

/** An instant as people say it: "3 minutes ago", "in 2 hours", or the day when that is more than a week away. */
export const nearTime = (at: string, reader: Reader): string =>
  Math.abs(Date.parse(at) - Date.parse(reader.at)) < nearMilliseconds
    ? relative(at, reader.at, reader)
    : formatBriefly(at, reader.at, reader)

/** An instant in the reader's zone; the exact one when pointed at. The script keeps what is near up to date. */
export const Time = ({ at, reader, isFull = false }: { at: string; reader: Reader; isFull?: boolean }) => (
  <time datetime={at} title={formatExactly(at, reader)} data-near={isFull ? undefined : ''}>
    {isFull ? formatInstant(at, reader) : nearTime(at, reader)}
  </time>
)
