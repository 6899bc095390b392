import PostalMime, { type Email } from 'postal-mime'
import { readDigestRule } from '../../lib/notify/digest-rule.ts'
import type { MailName } from '../../lib/notify/planned-mail.ts'
import type { Posted } from '../../lib/notify/post.ts'
import type { Sending } from '../../lib/notify/send.ts'
import type { Store } from '../../lib/store/store.ts'

/** A mail that was handed to the post. */
export interface PostedMail {
  readonly name: MailName
  readonly to: readonly string[]
  readonly mime: string
  /** As mail programs read it. */
  read(): Promise<Email>
}

/** A desk whose clock moves only while it waits, and whose post answers as told. */
export const sendingOf = (
  store: Store,
  answer: (name: MailName) => Posted | Promise<Posted> = (name) => ({
    messageId: `${name.number}.${name.sequence}.${name.purpose}@ses`,
  }),
  began = '2026-11-24T00:00:00Z',
) => {
  const posted: PostedMail[] = []
  let seconds = 0
  const sending: Sending = {
    store,
    digestRule: async () => (await readDigestRule(store)).rule,
    mailFrom: 'help@haneul.example',
    helpAddresses: ['help@haneul.example'],
    instance: 'here',
    publicUrl: 'https://desk.example',
    now: () => new Date(Date.parse(began) + seconds * 1000).toISOString(),
    newKey: () => `key${posted.length}`.padEnd(26, 'k'),
    wait: async (milliseconds) => {
      seconds += milliseconds / 1000
    },
    post: {
      send: async (mime, to, name) => {
        posted.push({ name, to, mime: Buffer.from(mime).toString(), read: () => PostalMime.parse(mime) })
        return answer(name)
      },
    },
  }
  return { ...sending, posted, pass: (more: number) => (seconds += more) }
}
