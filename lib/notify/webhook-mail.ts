import { readKeptVersion } from '../desk/keep.ts'
import type { Store } from '../store/store.ts'
import { Webhook, webhookKind } from '../webhook/webhook.ts'
import { compose, type OutgoingMail, type Sender } from './compose.ts'
import type { PlannedMail } from './planned-mail.ts'
import { fill } from './template.ts'
import { templateFor } from './templates.ts'
import { mailTexts } from './text/texts.ts'
import { webhookPage } from './values.ts'

/** The mail that tells an administrator that a webhook is told nothing any more. */
export const webhookMail = async (
  { language, to, reader, thread, sequence }: PlannedMail,
  { store, ...sender }: Sender & { readonly store: Store },
): Promise<OutgoingMail> => {
  // As it was when it was disabled, whatever happened since.
  const webhook = await readKeptVersion(store, Webhook, webhookKind, thread, sequence)
  if (!webhook?.disabled) throw new Error(`Webhook ${thread} was not disabled with version ${sequence}`)
  const { because, lastAnswer } = webhook.disabled
  return compose(
    {
      purpose: 'webhook-disabled',
      language,
      to,
      template: await templateFor(store, 'webhook-disabled', language),
      values: {
        recipient: reader?.name ?? to,
        name: webhook.name,
        reason: fill(mailTexts[language].webhook[because], { answer: lastAnswer }),
        where: webhookPage(sender.publicUrl, webhook.id),
      },
    },
    sender,
  )
}
