import * as z from 'zod'
import { clearMailbox, readMailbox } from '../../../lib/notify/bounce.ts'
import { type ActionOn, may } from '../../../lib/people/access.ts'
import { MailAddress } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { parse } from '../parse.ts'

const MailboxView = z.object({
  address: z.string(),
  isUndeliverable: z.boolean().describe('Nobody is written to at this address.'),
  score: z.int().describe('2 for each failure for good and 1 for each other one within 30 days; at 4 we stop.'),
  complainedAt: z.iso.datetime().nullable().describe('When its owner reported our mail as spam; we write no more.'),
  failures: z.array(z.object({ at: z.iso.datetime(), reason: z.string() })).describe('Oldest first.'),
})

/** The address in the path, if the caller may know about it. */
const addressOf = (call: Call, action: ActionOn<'mailbox'>): string => {
  if (!may(call.caller, action, { kind: 'mailbox' }))
    throw new Refusal('forbidden', 'Only agents see what became of mail.')
  return parse(z.object({ address: MailAddress }), call.params).address
}

const viewOf = async (address: string, { store, now }: ApiDesk) => {
  const { isUndeliverable, score, mark } = await readMailbox(store, address, now())
  const failures = (mark?.points ?? []).map(({ at, reason }) => ({ at, reason }))
  return { address, isUndeliverable, score, complainedAt: mark?.complainedAt ?? null, failures }
}

const readAddress = operation({
  method: 'GET',
  path: '/api/v1/mail-addresses/{address}',
  id: 'readMailAddress',
  access: { kind: 'mailbox', action: 'read' },
  summary: 'Read whether mail to an address arrives',
  status: 200,
  answer: MailboxView,
  run: async (call: Call, desk: ApiDesk) => ({ status: 200, body: await viewOf(addressOf(call, 'read'), desk) }),
})

const clearAddress = operation({
  method: 'POST',
  path: '/api/v1/mail-addresses/{address}/clear',
  id: 'clearMailAddress',
  access: { kind: 'mailbox', action: 'clear' },
  summary: 'Write to an address again: forget that mail to it came back',
  status: 200,
  answer: MailboxView,
  run: async (call: Call, desk: ApiDesk) => {
    const address = addressOf(call, 'clear')
    await clearMailbox(desk.store, address)
    return { status: 200, body: await viewOf(address, desk) }
  },
})

/** What the API can do with the addresses that mail goes to. */
export const addresses = [readAddress, clearAddress]
