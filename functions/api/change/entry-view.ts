import type * as z from 'zod'
import type { Item } from '../../../lib/store/store.ts'
import { entryFields, entryKinds } from '../entry-view.ts'
import { entryData } from './entry-data.ts'

/** An entry of a change's timeline as the API shows it; `data` has what its kind tells beside the words of a message. */
export const ChangeEntryView = entryKinds(entryData).meta({ id: 'ChangeEntry' })

/** The entry for a reader who may see it; unknown and private fields stay behind. Only the desk opens mails as they arrived. */
export const entryView = (entry: Item, isForDesk = false): z.infer<typeof ChangeEntryView> =>
  ChangeEntryView.parse(entryFields('/api/v1/changes', entry, isForDesk))
