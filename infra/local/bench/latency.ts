import nodemailer from 'nodemailer'
import { type BenchDesk, sendFromThread } from './desk.ts'

/** The q-quantile of some numbers. */
const quantile = (numbers: readonly number[], q: number) =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * q))] ?? Number.NaN

/** Milliseconds from handing over a mail to its committed ticket, one mail at a time, from people who wrote before. */
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
    const count = desk.opened() + 1
    const began = performance.now()
    await smtp.sendMail({
      from: `person${i}@partner.example`,
      to: 'help@haneul.example',
      subject: `One by one ${i}`,
      messageId: `<one${i}@partner.example>`,
      text: `Hello,\n\nthe printer on floor ${i} does not print.\n`,
    })
    await desk.untilOpened(count)
    times.push(performance.now() - began)
  }
  smtp.close()
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}

/** Tickets committed per second while so many senders send as fast as they can. */
export const throughput = async (desk: BenchDesk, senders: number, mails: number, label: string): Promise<number> => {
  const count = desk.opened() + mails
  const began = performance.now()
  await Promise.all([sendFromThread(desk.host.smtpPort, senders, mails, label), desk.untilOpened(count)])
  return mails / ((performance.now() - began) / 1000)
}
