import { changeProcess } from '../../../lib/change/process.ts'
import { carrying } from '../carry-out.ts'
import { entryView } from './entry-view.ts'
import { summaryFor } from './summary.ts'

/** How commands to changes are carried out: each once, and the stale refused with what happened since. */
export const { carryOut, carryOutOn } = carrying({
  process: changeProcess,
  path: '/api/v1/changes',
  summary: async ({ caller }, _, change) => summaryFor(caller, change),
  entry: (entry) => entryView(entry),
})
