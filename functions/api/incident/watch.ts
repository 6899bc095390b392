import * as z from 'zod'
import { execute } from '../../../lib/desk/execute.ts'
import { followerOf, peopleNamed } from '../../../lib/desk/named-person.ts'
import { followersOf } from '../../../lib/incident/incident.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { command, ensureMay } from './command.ts'
import { Named } from './field.ts'

const watch = command({
  name: 'watch',
  summary: 'Follow an incident, or let others follow it',
  body: z.strictObject({
    people: z
      .array(Named)
      .min(1, 'Name somebody, or leave it out')
      .max(40, 'Use at most 40 people')
      .optional()
      .describe('Who follows it, by mail address or id; the caller when absent. Only agents name others.'),
  }),
  action: 'watch',
  run: async ({ desk, wish, incident, caller, body: { people } }) => {
    const watchers = people ? await peopleNamed(desk.store, caller, people, 'people') : [followerOf(caller)]
    if (watchers.some(({ id }) => id !== caller.id)) ensureMay(caller, 'work', incident)
    return execute(desk, { ...wish, process: incidentProcess, command: { type: 'watch', watchers } })
  },
})

const unwatch = command({
  name: 'unwatch',
  summary: 'Stop following an incident, or let somebody stop',
  body: z.strictObject({
    person: Named.optional().describe(
      'Who stops following it, by mail address or id; the caller when absent. Only agents name others.',
    ),
  }),
  action: 'watch',
  run: async ({ desk, wish, incident, caller, body: { person = 'me' } }) => {
    const wanted = person === 'me' ? caller.id : person
    // Followers need not be people whom the desk knows, so they are looked for where they follow.
    const found = followersOf(incident).find(
      ({ id, address }) => id === wanted || address?.toLowerCase() === wanted.toLowerCase(),
    )
    const watcher = found?.id ?? wanted
    if (watcher !== caller.id) ensureMay(caller, 'work', incident)
    if (!found && person !== 'me')
      throw new Refusal(
        'invalid',
        `person: ${person} does not follow ${incident.number}. Name one of its watchers.`,
        'person',
      )
    return execute(desk, { ...wish, process: incidentProcess, command: { type: 'unwatch', watcher } })
  },
})

/** Who follows an incident. */
export const watching = [watch, unwatch]
