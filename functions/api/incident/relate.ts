import * as z from 'zod'
import { load } from '../../../lib/desk/execute.ts'
import { setParent } from '../../../lib/desk/family.ts'
import { merge, unmerge } from '../../../lib/desk/merge.ts'
import { split } from '../../../lib/desk/split.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { command } from './command.ts'
import { IncidentNumber, Title } from './field.ts'

/** Refuses another incident that there is not, by the field that names it. */
const ensureExists = async (store: Store, number: string, field: string): Promise<void> => {
  if (await load(store, incidentProcess, number)) return
  throw new Refusal('invalid', `${field}: there is no incident ${number}. Give the number of one.`, field)
}

const parenting = command({
  name: 'set-parent',
  summary: 'Make an incident the child of another one, or of none',
  description: 'Resolving the parent resolves its open children with the same code and notes.',
  body: z.strictObject({ parent: IncidentNumber.nullable().describe('Number of the parent; null for none.') }),
  action: 'work',
  run: async ({ desk, wish, body: { parent } }) => {
    if (parent !== null) await ensureExists(desk.store, parent, 'parent')
    return setParent(desk, { ...wish, parent })
  },
})

const merging = command({
  name: 'merge',
  summary: 'Merge an incident into another one',
  description:
    'What is written on it from now on lands on the other one, whose followers its people become. `unmerge` takes it back.',
  body: z.strictObject({ into: IncidentNumber.describe('Number of the incident that goes on.') }),
  action: 'work',
  run: async ({ desk, wish, body: { into } }) => {
    await ensureExists(desk.store, into, 'into')
    return merge(desk, { ...wish, into })
  },
})

const unmerging = command({
  name: 'unmerge',
  summary: 'Take a merge back: every message is where it was written, also those of after the merge',
  body: z.strictObject({}),
  action: 'work',
  run: ({ desk, wish }) => unmerge(desk, wish),
})

const splitting = command({
  name: 'split',
  summary: 'Open an incident of its own from one message',
  description: 'Answers the new incident, whose requester is who wrote the message.',
  body: z.strictObject({
    sequence: z.int('Give the sequence of a message').min(1).max(999_999).describe('Of the entry with the message.'),
    title: Title.describe('Of the new incident.'),
  }),
  action: 'work',
  status: 201,
  run: ({ desk, wish, body }) => split(desk, { ...wish, ...body, replyKey: desk.replyKey() }),
})

/** What an incident is to others. */
export const relating = [parenting, merging, unmerging, splitting]
