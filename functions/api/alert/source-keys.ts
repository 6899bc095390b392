import * as z from 'zod'
import { routingKeyOf } from '../../../lib/alert/key.ts'
import { endKey, makeKey } from '../../../lib/desk/alert/source-keys.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators } from './access.ts'
import { olderEndsInHours, SecretView, SourceView, sourceAnswer, sourceOrder } from './source-view.ts'

const path = '/api/v1/alert-sources/{id}/keys'

const NewKey = z.strictObject({ olderEndsInHours })

const MadeKey = SecretView.extend({
  key: z.string().describe('The key itself. It is shown this once.'),
  routingKey: z.string().describe('Its beginning, which PagerDuty’s clients take as their routing key.'),
  url: z.string().describe('Where to send alerts to; no other credential is needed.'),
  heartbeatUrl: z.string().describe('Where to send heartbeats to; a name may follow.'),
})

const making = operation({
  method: 'POST',
  path,
  id: 'makeAlertSourceKey',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'Make a key for a source; the one before it ends a while later',
  description: 'The text of the key is in this answer and nowhere else. At most two keys are live.',
  body: NewKey,
  status: 201,
  answer: MadeKey,
  matching: true,
  run: async (call: Call<z.output<typeof NewKey>>, { store, now, newId, randomBytes, publicUrl }: ApiDesk) => {
    administrators(call)
    const { source, key, text } = await makeKey(store, sourceOrder(call, now()), {
      keyId: newId(),
      random: Buffer.concat([randomBytes(), randomBytes()]),
      olderEndsInHours: call.body.olderEndsInHours,
    })
    return {
      status: 201,
      headers: { etag: `"${source.version}"` },
      body: MadeKey.parse({
        ...key,
        key: text,
        routingKey: routingKeyOf(text),
        url: `${publicUrl}/hooks/alerts/${text}`,
        heartbeatUrl: `${publicUrl}/hooks/heartbeats/${text}`,
      }),
    }
  },
})

const ending = operation({
  method: 'DELETE',
  path: `${path}/{key}`,
  id: 'endAlertSourceKey',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'End a key; within twenty seconds it opens nothing',
  status: 200,
  answer: SourceView,
  matching: true,
  run: async (call: Call, { store, now }: ApiDesk) => {
    administrators(call)
    const at = now()
    return sourceAnswer(await endKey(store, sourceOrder(call, at), call.params.key ?? ''), at)
  },
})

/** Keys of sources. */
export const sourceKeys = [making, ending]
