import type { AlertLevel } from '../level.ts'
import type { AlertStatus } from '../reading.ts'

/** What Azure Monitor's schemas have in common. */

const words: Record<string, AlertStatus> = {
  ...{ fired: 'firing', activated: 'firing', active: 'firing' },
  ...{ resolved: 'resolved', deactivated: 'resolved' },
}

export const azureStatus = (word: string | null): AlertStatus | undefined => {
  const said = word?.trim().toLowerCase() ?? ''
  return Object.hasOwn(words, said) ? words[said] : undefined
}

const levels: readonly AlertLevel[] = ['critical', 'high', 'medium', 'low', 'low']

/** `Sev0` (critical) to `Sev4` (verbose), or the bare digit of the older schemas. */
export const azureLevel = (severity: string | null): AlertLevel | null =>
  levels[Number(/^(?:sev)?\s*([0-4])$/i.exec(severity?.trim() ?? '')?.[1] ?? Number.NaN)] ?? null

/** The last part of a resource's id: the name that people know. A subscription or group names nothing that is hurt. */
export const resourceName = (id: string | null): string | null =>
  id !== null && /^\/subscriptions\/[^/]+\/?$/i.test(id) ? null : (id?.split('/').filter(Boolean).at(-1) ?? null)
