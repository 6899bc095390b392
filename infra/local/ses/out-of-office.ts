import { headerBlock } from './header-block.ts'
import type { SentMail } from './sent-mails.ts'

/** The automatic answer that somebody who is away gives (RFC 3834): what the simulator's `ooto` mailbox sends back. */
export function outOfOffice({ raw, source }: SentMail, from: string): string {
  const { first } = headerBlock(raw)
  const id = first('message-id') ?? ''
  return [
    `From: <${from}>`,
    `To: <${source}>`,
    `Subject: Automatic reply: ${first('subject') ?? ''}`,
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    ...(id === '' ? [] : [`In-Reply-To: ${id}`, `References: ${id}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'I am out of the office and will read your mail when I am back.',
    '',
  ].join('\r\n')
}
