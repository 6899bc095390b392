import type { AlertLevel } from './level.ts'

const words: Record<AlertLevel, string> = {
  critical: 'critical crit fatal emergency emerg disaster page panic blocker p1 sev0 severity0 availability',
  high: 'high major error err alert severe urgent p2 sev1 severity1 down unreachable',
  medium: 'medium moderate average warning warn minor degraded unknown_state p3 sev2 severity2',
  low: 'low notice info informational information none note debug verbose p4 p5 sev3 sev4 severity3 severity4',
}

const levels = new Map(
  Object.entries(words).flatMap(([level, all]) => all.split(' ').map((word) => [word, level as AlertLevel] as const)),
)

/**
 * What a severity word means on our scale, in any case and with what templates put around it (`P2 - High`, `SEV-1`);
 * null for unknown words and for bare numbers, whose scales run in opposite directions: a format maps its own.
 */
export const levelOf = (word: string | null | undefined): AlertLevel | null => {
  if (!word || word.length > 100) return null
  const said = word.trim().toLowerCase()
  const joined = said.replace(/[\s_-]+/g, '')
  const first = /^(?:p|sev(?:erity)?)[\s_-]?\d|^[a-z]+/.exec(said)?.[0].replace(/[\s_-]/g, '')
  return levels.get(said) ?? levels.get(joined) ?? levels.get(first ?? '') ?? null
}
