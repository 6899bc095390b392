import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Part } from '../world.ts'
import { Bounced, type ReceivingParts, receiveMail } from './receive.ts'

/** SES takes mails up to 40 MB, headers included (SES Developer Guide, "Quotas related to email receiving"). */
const MAIL_LIMIT_BYTES = 40 * 1024 * 1024

/** A mail server at work. */
export interface SmtpIn extends Part {
  readonly port: number
}

/** An error with the SMTP code that the client is answered. */
function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/**
 * Receives mail on loopback as SES's inbound endpoint does: only for recipients that a receipt rule matches, and answering
 * 250 only after the mail and its notification are on disk. Port 0 takes a free one; rejects with `code: 'EADDRINUSE'`.
 */
export async function startSmtpIn(parts: ReceivingParts, port: number): Promise<SmtpIn> {
  const server = new SMTPServer({
    banner: 'Haneul, the mail server of this machine',
    size: MAIL_LIMIT_BYTES,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo({ address }, _session, callback) {
      if (parts.rules.some((rule) => rule.matches(address))) callback()
      else callback(answer(550, `5.1.1 No receipt rule takes mail for ${address}`))
    },
    onData(stream, session, callback) {
      receive(parts, stream, session).then(
        () => callback(null, 'Ok: stored'),
        (error) => callback(error instanceof Bounced || 'responseCode' in error ? error : temporary(error)),
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  // A client that hangs up or talks nonsense is its own problem; a listening server has no other errors.
  server.on('error', (error) => console.error(`SMTP: ${error.message}`))
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function temporary(error: Error): Error {
  console.error(error)
  return answer(451, '4.3.0 The mail could not be stored; try again later')
}

async function receive(parts: ReceivingParts, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = []
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= MAIL_LIMIT_BYTES) chunks.push(chunk)
  })
  await once(stream, 'end')
  if (bytes > MAIL_LIMIT_BYTES) throw answer(552, '5.3.4 The mail is larger than 40 MB')
  const { mailFrom, rcptTo } = session.envelope
  await receiveMail(parts, Buffer.concat(chunks), {
    sender: mailFrom === false ? '' : mailFrom.address,
    recipients: rcptTo.map(({ address }) => address),
    helo: session.hostNameAppearsAs || session.clientHostname,
    clientAddress: session.remoteAddress,
    receivedAt: new Date(),
  })
}
