import { policySource } from '../../../lib/desk/policy-source.ts'
import { type Receiving, receiveMail } from '../../../lib/intake/receive-mail.ts'
import { deliver } from '../../../lib/notify/deliver.ts'
import { digestRuleSource } from '../../../lib/notify/digest-rule.ts'
import type { Sending } from '../../../lib/notify/send.ts'
import { plannedMail, settle } from '../../../lib/notify/settle.ts'
import type { Files } from '../../../lib/store/files.ts'
import { key } from '../../../lib/store/schema.ts'
import { type Capacity, countCapacity } from './capacity.ts'
import { type BenchDesk, ticketCount } from './desk.ts'
import type { Usage } from './price.ts'

const help = 'help@haneul.example'

/** A first mail of a common size, about 1 KB of text, from somebody new each time unless told. */
const mail = (i: number, from = `units${i}@partner.example`) =>
  Buffer.from(
    `From: Units <${from}>\r\nTo: ${help}\r\nSubject: Units ${i}: the printer does not print\r\n` +
      `Message-ID: <units${i}@partner.example>\r\nDate: Tue, 24 Nov 2026 10:00:00 +0900\r\n\r\n` +
      `${'The printer on our floor does not print since this morning. '.repeat(16)}\r\n`,
  )

/** Both steps of a mail's way, run here against the real table so that every capacity unit can be counted. */
const steps = (desk: BenchDesk) => {
  const raws = new Map<string, Uint8Array>()
  const mails: Files = {
    read: async (at) => ({ bytes: raws.get(at)!, size: raws.get(at)!.length }),
    write: () => Promise.reject(new Error('raw mail is written by SES')),
    link: () => Promise.reject(new Error('nobody follows links here')),
  }
  const now = () => new Date().toISOString()
  const receiving: Receiving = {
    store: desk.store,
    policies: policySource(desk.store, now),
    mails,
    files: mails,
    helpAddresses: [help],
    instance: 'bench',
    now,
    replyKey: () => 'abcdefghijklmnopqrstuvwxyz',
    timeZone: 'Asia/Seoul',
  }
  const sending: Sending = {
    store: desk.store,
    digestRule: digestRuleSource(desk.store, now),
    mailFrom: help,
    publicUrl: 'http://127.0.0.1',
    helpAddresses: [help],
    instance: 'bench',
    now,
    newKey: () => 'abcdefghijklmnopqrstuvwxyz',
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    post: { send: async (_mime, _to, { number }) => ({ messageId: `${number}@bench` }) },
  }
  const verdicts = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' }
  return {
    receive: async (i: number, raw: Uint8Array) => {
      raws.set(`raw/${i}`, raw)
      await receiveMail(
        { id: `units${i}`, rawKey: `raw/${i}`, receivedAt: now(), recipients: [help], verdicts },
        receiving,
      )
      const message = await desk.store.get(key.message(`units${i}@partner.example`))
      return String(message?.number)
    },
    acknowledge: async (number: string) => {
      await deliver(number, 1, sending)
      // The send event of SES comes to the same mail again and finds it settled.
      const sent = await plannedMail(desk.store, { number, sequence: 1, purpose: 'acknowledgement' })
      if (sent) await settle(desk.store, sent, `${number}@bench`, now())
    },
  }
}

const difference = (before: Capacity, after: Capacity): Capacity => ({
  writeUnits: after.writeUnits - before.writeUnits,
  readUnits: after.readUnits - before.readUnits,
  calls: after.calls - before.calls,
})

/** Capacity units of one mail by a person who is known, and of what it costs to meet somebody new. */
export interface MailUnits {
  readonly ticket: Capacity
  readonly stranger: Capacity
  readonly acknowledgement: Capacity
}

/** Counts what one mail consumes, as DynamoDB reports it. */
export const mailUnits = async (desk: BenchDesk): Promise<MailUnits> => {
  const { receive, acknowledge } = steps(desk)
  const total = countCapacity(desk.host.table.db)
  const counted = async (work: () => Promise<unknown>) => {
    const before = { ...total }
    await work()
    return difference(before, total)
  }
  const first = await ticketCount(desk.store)
  // The last read of each step only finds out the number for this bench.
  const lookUp = await counted(() => desk.store.get(key.message('nobody@partner.example')))
  const less = (capacity: Capacity) => difference(lookUp, capacity)
  let number = ''
  const stranger = await counted(async () => {
    await receive(first + 1, mail(first + 1))
  })
  const ticket = await counted(async () => {
    number = await receive(first + 2, mail(first + 2, `units${first + 1}@partner.example`))
  })
  const acknowledgement = await counted(() => acknowledge(number))
  return { stranger: less(stranger), ticket: less(ticket), acknowledgement }
}

/** What Lambda bills for one step on AWS; not measured here: a transaction takes about 25 ms there, a read 8. */
const assumed = {
  intake: { megabytes: 1024, milliseconds: 80 },
  publish: { megabytes: 512, milliseconds: 20 },
  mail: { megabytes: 512, milliseconds: 120 },
  mailSent: { megabytes: 512, milliseconds: 20 },
}

/** Everything one mail and its acknowledgement use on AWS, SES itself left out. */
export const usageOf = ({ ticket, acknowledgement }: MailUnits): Usage => ({
  writeUnits: ticket.writeUnits + acknowledgement.writeUnits,
  readUnits: ticket.readUnits + acknowledgement.readUnits,
  s3Puts: 1,
  s3Gets: 1,
  events: 1,
  invocations: Object.values(assumed),
  logBytes: 1000,
})
