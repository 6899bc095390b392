import nodemailer from 'nodemailer'
import { type BenchDesk, committed, sendFromThread, ticketCount, ticketsReach } from './desk.ts'

/** The q-quantile of some numbers. */
const quantile = (numbers: readonly number[], q: number) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * q))] ?? Number.NaN

/** Milliseconds from the first byte of a mail to its committed ticket, one mail at a time. */
export const oneByOne = async (desk: BenchDesk, mails: number): Promise<{ p50: number; p99: number }> => {
  const smtp = nodemailer.createTransport({
    host: '127.0.0.1',
    port: desk.host.smtpPort,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  const times: number[] = []
  for (let i = 0; i < mails; i++) {
    const messageId = `one${i}@partner.example`
    const began = performance.now()
    await smtp.sendMail({
      from: `one${i}@partner.example`,
      to: 'help@haneul.example',
      subject: `One by one ${i}`,
      messageId: `<${messageId}>`,
      text: `Hello,\n\nthe printer on floor ${i} does not print.\n`,
    })
    await committed(desk.store, messageId)
    times.push(performance.now() - began)
  }
  smtp.close()
  // The first mails find cold functions; they are reported by the start-up row.
  const warm = times.slice(Math.min(20, Math.floor(mails / 4)))
  return { p50: quantile(warm, 0.5), p99: quantile(warm, 0.99) }
}

/** Tickets committed per second while so many senders send as fast as they can. */
export const throughput = async (desk: BenchDesk, senders: number, mails: number, label: string): Promise<number> => {
  const before = await ticketCount(desk.store)
  const began = performance.now()
  await Promise.all([
    sendFromThread(desk.host.smtpPort, senders, mails, label),
    ticketsReach(desk.store, before + mails),
  ])
  return mails / ((performance.now() - began) / 1000)
}
