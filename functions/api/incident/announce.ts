import * as z from 'zod'
import { execute } from '../../../lib/desk/execute.ts'
import { longestHeadline } from '../../../lib/incident/decision/announce.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { command } from './command.ts'

const Headline = z
  .string('Write a line')
  .trim()
  .min(1, 'Write a line, or leave it out')
  .max(longestHeadline, `Use at most ${longestHeadline} characters`)

const Instant = z.iso
  .datetime({ offset: true, error: 'Use an instant such as 2026-11-24T09:00:00Z' })
  .transform((given) => new Date(given).toISOString())

const announcing = command({
  name: 'announce',
  summary: 'Tell everybody of a major incident, in the place of what was told before',
  description:
    'Employees see it above every page until it is resolved or withdrawn. They see nothing else of the incident.',
  body: z.strictObject({
    headline: z
      .strictObject({ ko: Headline.optional(), en: Headline.optional() })
      .refine(({ ko, en }) => ko !== undefined || en !== undefined, {
        path: ['en'],
        error: 'Say in a line what does not work, in Korean, in English, or in both',
      })
      .describe('What does not work, in a line, by language; readers of the other language see the one there is.'),
    since: Instant.optional().describe('When the trouble began; when the incident was opened, when absent.'),
    expectedEnd: Instant.optional().describe('When it should be over.'),
  }),
  action: 'work',
  run: ({ desk, wish, body: { headline, ...times } }) => {
    const { ko, en } = headline
    const words = { ...(ko !== undefined && { ko }), ...(en !== undefined && { en }) }
    return execute(desk, {
      ...wish,
      process: incidentProcess,
      command: { type: 'announce', headline: words, ...times },
    })
  },
})

const withdrawing = command({
  name: 'withdraw-announcement',
  id: 'withdrawAnnouncement',
  summary: 'Stop telling everybody of a major incident',
  body: z.strictObject({}),
  action: 'work',
  run: ({ desk, wish }) =>
    execute(desk, { ...wish, process: incidentProcess, command: { type: 'withdraw-announcement' } }),
})

/** What everybody is told of an incident. */
export const announcements = [announcing, withdrawing]
