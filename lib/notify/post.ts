import type { MailName } from './planned-mail.ts'

/** What SES answered: it took the mail and named it, or it will never take this one. */
export type Posted = { readonly messageId: string } | { readonly rejected: string }

/** The way out, as the rest of the system knows it. Throws when SES could not be asked; then nobody knows. */
export interface Post {
  /** To at most 50 people. */
  send(mime: Uint8Array, to: readonly string[], name: MailName): Promise<Posted>
}
