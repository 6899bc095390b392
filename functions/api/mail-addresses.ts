import * as z from 'zod'
import { keep } from '../../lib/desk/keep.ts'
import { clearMailbox, readMailbox } from '../../lib/notify/bounce.ts'
import { DigestRule, digestRule, readDigestRule } from '../../lib/notify/digest-rule.ts'
import { may } from '../../lib/people/access.ts'
import { actorOf, isAgent, MailAddress } from '../../lib/people/person.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { versionIn } from './if-match.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'
import { parse } from './parse.ts'

const MailboxView = z.object({
  address: z.string(),
  isUndeliverable: z.boolean().describe('Nobody is written to at this address.'),
  score: z.int().describe('2 for each failure for good and 1 for each other one within 30 days; at 4 we stop.'),
  complainedAt: z.iso.datetime().nullable().describe('When its owner reported our mail as spam; we write no more.'),
  failures: z.array(z.object({ at: z.iso.datetime(), reason: z.string() })).describe('Oldest first.'),
})

/** The address in the path, if the caller may know about it. */
const addressOf = (call: Call): string => {
  if (!isAgent(call.caller)) throw new Refusal('forbidden', 'Only agents see what became of mail.')
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
  summary: 'Read whether mail to an address arrives',
  status: 200,
  answer: MailboxView,
  run: async (call: Call, desk: ApiDesk) => ({ status: 200, body: await viewOf(addressOf(call), desk) }),
})

const clearAddress = operation({
  method: 'POST',
  path: '/api/v1/mail-addresses/{address}/clear',
  id: 'clearMailAddress',
  summary: 'Write to an address again: forget that mail to it came back',
  status: 200,
  answer: MailboxView,
  run: async (call: Call, desk: ApiDesk) => {
    const address = addressOf(call)
    await clearMailbox(desk.store, address)
    return { status: 200, body: await viewOf(address, desk) }
  },
})

const Rule = z.object({ rule: DigestRule, version: z.int() })

const readRule = operation({
  method: 'GET',
  path: '/api/v1/digest-rule',
  id: 'readDigestRule',
  summary: 'Read when digests go out',
  status: 200,
  answer: Rule,
  run: async ({ caller }: Call, { store }: ApiDesk) => {
    if (!isAgent(caller)) throw new Refusal('forbidden', 'Only agents read the rules of the desk.')
    const body = await readDigestRule(store)
    return { status: 200, headers: { etag: `"${body.version}"` }, body }
  },
})

const replaceRule = operation({
  method: 'PUT',
  path: '/api/v1/digest-rule',
  id: 'replaceDigestRule',
  summary: 'Say when digests go out: once a day at a time in each reader’s zone, or at every full hour',
  body: DigestRule,
  status: 200,
  answer: Rule,
  matching: true,
  run: async (call: Call<DigestRule>, { store, now }: ApiDesk) => {
    if (!may(call.caller, 'administer'))
      throw new Refusal('forbidden', 'Only administrators change the rules of the desk. Ask one of them.')
    const ifVersion = versionIn(call)
    const { version } = await keep(store, {
      ...digestRule,
      value: { rule: call.body },
      by: actorOf(call.caller),
      at: now(),
      ...(ifVersion !== undefined && { ifVersion }),
    })
    return { status: 200, headers: { etag: `"${version}"` }, body: { rule: call.body, version } }
  },
})

/** What the API can do with the ways mail takes. */
export const mailAddresses = [readAddress, clearAddress, readRule, replaceRule]
