import * as z from 'zod'

/** Type of the event by which somebody asks to send again. */
export const replayType = 'webhook.replay_asked'

/** What is to be sent again: what waits since an instant, or everything of one record from an entry on. */
export const Replay = z.union([z.object({ since: z.iso.datetime() }), z.object({ number: z.string(), from: z.int() })])
export type Replay = z.infer<typeof Replay>
