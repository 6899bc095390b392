import * as z from 'zod'
import { endSecret, setSecret } from '../../../lib/desk/alert/source-secrets.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators } from './access.ts'
import { olderEndsInHours, SecretView, SourceView, sourceAnswer, sourceOrder } from './source-view.ts'

const path = '/api/v1/alert-sources/{id}/signing-secrets'

const NewSecret = z.strictObject({
  secret: z
    .string()
    .max(1000, 'Use at most 1,000 characters')
    .optional()
    .describe(
      'What the sender signs with, where it gives it: a shared secret, or a public key `whpk_…`. Left out, we make one.',
    ),
  olderEndsInHours,
})

const MadeSecret = SecretView.extend({
  secret: z.string().describe('The secret itself. It is shown this once.'),
})

const setting = operation({
  method: 'POST',
  path,
  id: 'setAlertSourceSecret',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'Set the secret with which a source signs; the one before it ends a while later',
  description:
    'The secret is in this answer and nowhere else. At most two are live, so that the sender can change over.',
  body: NewSecret,
  status: 201,
  answer: MadeSecret,
  matching: true,
  run: async (call: Call<z.output<typeof NewSecret>>, { store, secrets, now, newId, randomBytes }: ApiDesk) => {
    administrators(call)
    const { source, secret, text } = await setSecret({ store, secrets }, sourceOrder(call, now()), {
      secretId: newId(),
      given: call.body.secret,
      random: randomBytes(),
      olderEndsInHours: call.body.olderEndsInHours,
    })
    return {
      status: 201,
      headers: { etag: `"${source.version}"` },
      body: MadeSecret.parse({ ...secret, secret: text }),
    }
  },
})

const ending = operation({
  method: 'DELETE',
  path: `${path}/{secret}`,
  id: 'endAlertSourceSecret',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'End a signing secret, and forget it',
  status: 200,
  answer: SourceView,
  matching: true,
  run: async (call: Call, { store, secrets, now }: ApiDesk) => {
    administrators(call)
    const at = now()
    return sourceAnswer(await endSecret({ store, secrets }, sourceOrder(call, at), call.params.secret ?? ''), at)
  },
})

/** Signing secrets of sources. */
export const sourceSecrets = [setting, ending]
