import type * as z from 'zod'
import type { ApiDesk } from '../../api/operation.ts'
import type { WebhookView } from '../../api/webhook/view.ts'
import { ensureEditor } from '../admin/guard.ts'
import { carryOut } from '../page/carry-out.ts'
import { pathOf } from '../page/route.ts'
import type { Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { operations } from './operation.ts'

/** A webhook as the API shows it. */
export type ShownWebhook = z.infer<typeof WebhookView>

/** Paths of one webhook. */
export const webhookPath = `${places.webhooks}/{id}`
export const pathToWebhook = (id: string, more = ''): string => `${pathOf(webhookPath, { id })}${more}`

/** The webhook of the path; for whoever does not see to webhooks there is none. */
export const webhookOf = async (visit: Visit, desk: ApiDesk): Promise<ShownWebhook> => {
  ensureEditor(visit)
  return carryOut<ShownWebhook>(visit, desk, operations.readWebhook, { params: { id: visit.params.id ?? '' } })
}
