import { workerData } from 'node:worker_threads'
import nodemailer from 'nodemailer'

const { smtpPort, connections, mails, label } = workerData as {
  smtpPort: number
  connections: number
  mails: number
  label: string
}

let next = 0

/** One sender: a connection of its own, one mail after the other. */
const sender = async () => {
  const smtp = nodemailer.createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  while (next < mails) {
    const i = next++
    await smtp.sendMail({
      from: `person${i}@partner.example`,
      to: 'help@haneul.example',
      subject: `${label} ${i}: the printer on floor ${i} does not print`,
      messageId: `<${label}${i}@partner.example>`,
      text: `Hello,\n\nthe printer on floor ${i} does not print since this morning. It says "paper jam", but there is none.\n\nRegards\n`,
    })
  }
  smtp.close()
}

await Promise.all(Array.from({ length: connections }, sender))
