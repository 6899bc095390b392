import { isMadeUp } from '../intake/clues.ts'
import { key } from '../store/schema.ts'
import type { Item, Key } from '../store/store.ts'
import type { Circle, Thread } from './circle.ts'
import type { Subject } from './compose.ts'

/** What must be read to know which mail the next one of this thread answers. */
export const parentKeys = ({ number, lastMessageId }: Thread): readonly Key[] => [
  key.thread(number),
  ...(lastMessageId === undefined || isMadeUp(lastMessageId) ? [] : [key.message(lastMessageId)]),
]

/** The newest mail of a thread that its people have, theirs or ours, among the items read; nothing before the first. */
export const parentIn = (items: readonly Item[], thread: Thread, people: Circle['people']): Subject['parent'] => {
  const known = ({ messageId, references }: Item) => ({
    messageId: String(messageId),
    references: (references as string[] | undefined) ?? [],
  })
  const sent = items.find((item) => item.kind === 'thread')
  const ours = sent && known(sent)
  const addresses = [thread.requester, ...thread.followers].flatMap(({ id, address }) => [
    address?.toLowerCase(),
    ...(people.get(id)?.addresses ?? []),
  ])
  // What the desk wrote by mail, and what came on an incident merged into this one, these people never got.
  const received = items.find(
    (item) =>
      item.kind === 'message' && item.number === thread.number && addresses.includes(String(item.from).toLowerCase()),
  )
  const theirs = received && known(received)
  if (!ours) return theirs
  // Ours is the newer one unless they wrote after it, and then theirs names ours.
  const chain = [...ours.references, ours.messageId]
  return theirs && !chain.includes(theirs.messageId) ? theirs : ours
}
