import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

/** One event of the desk on its way to the bus. */
export interface Announcement {
  readonly type: string
  readonly detail: object
  /** When it happened, ISO 8601. */
  readonly at: string
}

/** PutEvents takes ten entries a call. */
const aCall = 10

/** Puts events on the bus `name`, in order; answers the positions of those that the bus did not take. */
export const announceOn =
  (name: string, client: EventBridgeClient = new EventBridgeClient()) =>
  async (announcements: readonly Announcement[]): Promise<readonly number[]> => {
    const failed: number[] = []
    for (let start = 0; start < announcements.length; start += aCall) {
      const { Entries } = await client.send(
        new PutEventsCommand({
          Entries: announcements.slice(start, start + aCall).map(({ type, detail, at }) => ({
            EventBusName: name,
            Source: 'haneul',
            DetailType: type,
            Detail: JSON.stringify(detail),
            Time: new Date(at),
          })),
        }),
      )
      Entries?.forEach(({ ErrorCode }, i) => {
        if (ErrorCode) failed.push(start + i)
      })
    }
    return failed
  }
