import type { Material } from '../approval/digest.ts'
import type { Change } from './change.ts'

/** The fields whose edit takes approvals away: what an approver sees and answers for (CHG-14). */
export const materialFields = [
  'type',
  'title',
  'service',
  'items',
  'impact',
  'risk',
  'window',
  'plan',
  'test',
  'backout',
  'assignee',
] as const
export type MaterialField = (typeof materialFields)[number]

/** What an approver of this change answers for; long texts by their SHA-256. */
export const materialOf = (change: Change): Material => {
  const { type, title, service, items, impact, risk, window, texts, assignee } = change
  return {
    type,
    title,
    service,
    items: [...items].sort(),
    impact,
    risk,
    window,
    plan: texts.plan,
    test: texts.test,
    backout: texts.backout,
    assignee: assignee?.id,
  }
}
