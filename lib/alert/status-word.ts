import type { AlertStatus } from './reading.ts'

const words: Record<AlertStatus, string> = {
  firing:
    'firing fired trigger triggered alerting alert alarm problem open opened active activated created reopened retriggered down failure failed failing fail critical error warning warn degraded trouble occurred unhealthy unreachable notresponding reportingerror nodata on raised new start started breached offline 1',
  resolved:
    'resolved resolve ok up normal clear cleared success succeeded recovered recovery recover closed close deactivated healthy fixed ended end finished inactive off online passed passing pass green available reachable 0',
  acknowledged: 'acknowledged acknowledge ack acked acknowledgement inprogress investigating',
  suppressed: 'suppressed suppress silenced muted maintenance paused snoozed downtime',
  ignored: 'ignored insufficientdata pending',
}

const statuses = new Map(
  Object.entries(words).flatMap(([status, all]) =>
    all.split(' ').map((word) => [word, status as AlertStatus] as const),
  ),
)

/**
 * What a status word usually means, in any case, `_`, `-` and blanks left out; null when it is none. For formats whose
 * words are the customer's own; a format with documented words lists those.
 */
export const statusOf = (word: string | null | undefined): AlertStatus | null => {
  if (!word || word.length > 100) return null
  return (
    statuses.get(
      word
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, ''),
    ) ?? null
  )
}
