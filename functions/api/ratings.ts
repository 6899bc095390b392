import * as z from 'zod'
import { execute, load } from '../../lib/desk/execute.ts'
import { ratedBy } from '../../lib/desk/rating-key.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import { Rating } from '../../lib/incident/rating.ts'
import { Language } from '../../lib/ticket/message.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { Opinion } from './incident/rate.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const path = '/api/v1/ratings/{key}'

const Asked = z.object({
  number: z.string(),
  title: z.string(),
  requester: z.string().describe('Name of the person who is asked.'),
  language: Language,
  isOpen: z.boolean().describe('Whether a rating can be given now: not once the incident was opened again.'),
  rating: Rating.nullable().describe('What was said; null when nothing was yet.'),
})

/** What a key rates, with the incident as it stands. */
const asked = async ({ params }: Call, { store, now }: ApiDesk) => {
  const rated = await ratedBy(store, params.key ?? '', now())
  const incident = rated && (await load(store, incidentProcess, rated.number))
  if (!rated || !incident)
    throw new Refusal('not_found', 'This link is not valid, or not any more. Sign in to rate the solution.')
  const isCurrent = incident.resolution?.at === rated.resolvedAt && !incident.merged
  return { rated, incident, isCurrent, rating: isCurrent ? (incident.rating ?? null) : null }
}

const viewOf = ({ incident, isCurrent, rating }: Awaited<ReturnType<typeof asked>>): z.infer<typeof Asked> => ({
  number: incident.number,
  title: incident.title,
  requester: incident.requester.name,
  language: incident.language,
  isOpen: isCurrent && rating === null,
  rating,
})

const reading = operation({
  method: 'GET',
  path,
  id: 'readRatingAsked',
  summary: 'Read what a key from a mail rates; records nothing, and needs no token',
  status: 200,
  answer: Asked,
  isOpen: true,
  run: async (call: Call, desk: ApiDesk) => ({ status: 200, body: viewOf(await asked(call, desk)) }),
})

const giving = operation({
  method: 'POST',
  path,
  id: 'rateByKey',
  summary: 'Rate a solution with the key from a mail; needs no token',
  description: 'The first rating counts. Sent again, it answers what was recorded and changes nothing.',
  body: Opinion,
  status: 200,
  answer: Asked,
  isOpen: true,
  run: async (call: Call<z.output<typeof Opinion>>, desk: ApiDesk) => {
    const before = await asked(call, desk)
    if (before.rating) return { status: 200, body: viewOf(before) }
    const { number, requester } = before.incident
    await execute(desk, {
      process: incidentProcess,
      number,
      command: { type: 'rate', ...call.body, resolvedAt: before.rated.resolvedAt },
      // Whoever has the mail may use its key: that is the requester, or somebody they passed it on to.
      context: { at: desk.now(), by: { id: requester.id, name: requester.name, is: 'guest' }, channel: 'mail' },
      // Two clicks at once are one: the second finds the first.
      ifVersion: before.incident.version,
    }).catch((error) => {
      if (!(error instanceof Refusal) || error.code !== 'stale') throw error
    })
    return { status: 200, body: viewOf(await asked(call, desk)) }
  },
})

/** Rating a solution with nothing but the mail that told of it. */
export const ratings = [reading, giving]
