import type { Safety } from '../../people/directory/safety.ts'
import type { Store, Write } from '../../store/store.ts'
import { mailsToAdministrators } from '../tell-administrators.ts'

/** The mails that tell administrators that the directory was stopped: planned in the transaction that stops it. */
export const stopMails = (store: Store, { stop }: Safety, at: string): Promise<readonly Write[]> =>
  mailsToAdministrators(store, {
    about: 'DIRECTORY',
    sequence: stop,
    purpose: 'directory-stopped',
    thread: String(stop),
    at,
  })
