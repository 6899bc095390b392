import type * as z from 'zod'
import type { Item } from '../../../lib/store/store.ts'
import { entryFields, entryKinds } from '../entry-view.ts'
import { entryData } from './entry-data.ts'

/** An entry of a timeline as the API shows it; `data` has what its kind tells beside the words of a message. */
export const EntryView = entryKinds(entryData).meta({ id: 'TimelineEntry' })

/** The entry for a reader who may see it; unknown and private fields stay behind. Only the desk opens mails as they arrived. */
export const entryView = (entry: Item, isForDesk = false): z.infer<typeof EntryView> =>
  EntryView.parse(entryFields('/api/v1/incidents', entry, isForDesk))
