import * as z from 'zod'
import { liveAt } from '../../../lib/alert/live.ts'
import { AlertSource, SourceSecret } from '../../../lib/alert/source.ts'
import type { SourceOrder } from '../../../lib/desk/alert/sources.ts'
import { actorOf } from '../../../lib/people/person.ts'
import type { Response } from '../../edge/http.ts'
import { versionIn } from '../if-match.ts'
import type { Call } from '../operation.ts'

/** What may be known of a key or secret: never itself. */
export const SecretView = z
  .object({
    id: SourceSecret.shape.id,
    hint: SourceSecret.shape.hint.describe('Its last four characters, to know it by.'),
    createdAt: SourceSecret.shape.createdAt,
    endsAt: SourceSecret.shape.endsAt.describe('When it ends because a newer one took its place.'),
  })
  .meta({ id: 'AlertSourceSecret' })

/** A source as the API shows it. */
export const SourceView = AlertSource.omit({ isRemoved: true })
  .extend({
    keys: z.array(SecretView).describe('Live keys: one, or for a while two.'),
    signingSecrets: z.array(SecretView).describe('Live signing secrets: one, or for a while two.'),
  })
  .meta({ id: 'AlertSource' })

/** A source as it is at an instant, with what is live. */
export const sourceView = (source: AlertSource, at: string) =>
  SourceView.parse({
    ...source,
    keys: liveAt(source.keys, at),
    signingSecrets: liveAt(source.signingSecrets, at),
  })

/** A source as an answer. */
export const sourceAnswer = (source: AlertSource, at: string, status = 200): Response => ({
  status,
  headers: { etag: `"${source.version}"`, ...(status === 201 && { location: `/api/v1/alert-sources/${source.id}` }) },
  body: sourceView(source, at),
})

/** Who changes the source of the path, and having seen which version. */
export const sourceOrder = (call: Call, at: string): SourceOrder => ({
  id: call.params.id ?? '',
  by: actorOf(call.caller),
  at,
  ifVersion: versionIn(call),
})

const hours = 'Use 0 to 720 hours'

/** How long the secret before a new one goes on. */
export const olderEndsInHours = z
  .int(hours)
  .min(0, hours)
  .max(720, hours)
  .default(24)
  .describe('Hours for which the one before it still counts; 0 ends it at once.')
