import { createTransport } from 'nodemailer'
import { VERDICTS_HEADER } from '../verdicts.ts'
import type { DraftMail } from './page.ts'

/** The mail server does not take the mail; the message is its answer. */
export class MailRefused extends Error {}

/** What the form sent. */
export interface WrittenMail extends DraftMail {
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly content: Buffer }[]
  /** The checks SES makes of the sender shall fail. */
  readonly forged: boolean
}

/** Reads the posted form of the mailbox. */
export async function writtenMail(body: Buffer, contentType: string): Promise<WrittenMail> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  const text = (name: string) => String(form.get(name) ?? '')
  // A file field that was left empty is sent as a file without a name.
  const files = form.getAll('attachment').filter((each) => typeof each !== 'string' && each.name !== '') as File[]
  return {
    from: text('from'),
    to: text('to'),
    subject: text('subject'),
    text: text('text'),
    inReplyTo: text('inReplyTo'),
    references: text('references'),
    forged: form.has('forged'),
    attachments: await Promise.all(
      files.map(async (file) => ({
        filename: file.name,
        contentType: file.type,
        content: Buffer.from(await file.arrayBuffer()),
      })),
    ),
  }
}

/** Hands a mail to the mail server of this machine, as any client would. Rejects with `MailRefused`. */
export async function deliver(mail: WrittenMail, smtpPort: number): Promise<void> {
  const { from, to, subject, text, inReplyTo, references, forged, attachments } = mail
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  try {
    await transport.sendMail({
      from,
      to,
      subject,
      text,
      attachments: [...attachments],
      ...(inReplyTo !== '' && { inReplyTo, references }),
      ...(forged && { headers: { [VERDICTS_HEADER]: 'spf=fail dkim=fail dmarc=fail' } }),
    })
  } catch (error) {
    // EENVELOPE and EMESSAGE: the server, or nodemailer before it, refuses what the person wrote.
    if (!(error instanceof Error && 'code' in error && ['EENVELOPE', 'EMESSAGE'].includes(String(error.code))))
      throw error
    throw new MailRefused(error.message)
  } finally {
    transport.close()
  }
}

/** Hands a raw mail to the mail server of this machine, from and to these addresses. Rejects with what the server says. */
export async function deliverRaw(raw: string, from: string, to: string, smtpPort: number): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  try {
    await transport.sendMail({ envelope: { from, to }, raw })
  } finally {
    transport.close()
  }
}
