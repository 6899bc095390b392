import type * as z from 'zod'
import type { EntryView } from '../../../api/incident/entry-view.ts'

/** An entry of a timeline as the API shows it. */
export type Entry = z.infer<typeof EntryView>

/** What stands in a timeline: a message, one thing that happened, or several in a row folded into one line. */
export type Block =
  | { readonly is: 'message'; readonly entry: Entry }
  | { readonly is: 'happening'; readonly entry: Entry }
  | { readonly is: 'happenings'; readonly entries: readonly Entry[] }

/** So many small things in a row are folded; fewer are read as fast as a summary of them. */
const fewestFolded = 3

/** What somebody said: words to read, or files to open. */
export const isMessage = ({ type, text, attachments }: Entry): boolean =>
  type === 'incident.opened' || type === 'incident.resolved' || Boolean(text) || attachments.length > 0

/** The timeline as it is read: messages in full, what happened between them in as few lines as say it. */
export const fold = (timeline: readonly Entry[]): readonly Block[] => {
  const blocks: Block[] = []
  let run: Entry[] = []
  const end = () => {
    if (run.length >= fewestFolded) blocks.push({ is: 'happenings', entries: run })
    else blocks.push(...run.map((entry): Block => ({ is: 'happening', entry })))
    run = []
  }
  for (const entry of timeline) {
    if (!isMessage(entry)) {
      run.push(entry)
      continue
    }
    end()
    blocks.push({ is: 'message', entry })
  }
  end()
  return blocks
}

/** The newest message that everybody on the ticket reads, of people other than this one. */
export const newestForAll = (timeline: readonly Entry[], self: string): Entry | undefined =>
  timeline.findLast((entry) => isMessage(entry) && entry.visibility === 'public' && entry.by.id !== self)
