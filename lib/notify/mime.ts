import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { OutgoingMail } from './compose.ts'

/** The mail as RFC 5322 bytes, ready for SES; `at` becomes its Date. */
export const mimeOf = async (mail: OutgoingMail, at: string): Promise<Uint8Array> => {
  const composer = new MailComposer({
    from: mail.from,
    to: mail.to,
    ...(mail.cc.length > 0 && { cc: [...mail.cc] }),
    replyTo: mail.replyTo,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.inReplyTo && { inReplyTo: `<${mail.inReplyTo}>` }),
    ...(mail.references.length > 0 && { references: mail.references.map((id) => `<${id}>`).join(' ') }),
    headers: mail.headers,
    date: at,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Promise((resolve, reject) => {
    composer.compile().build((error, bytes) => (error ? reject(error) : resolve(bytes)))
  })
}
