import { randomBytes } from 'node:crypto'
import { sayAffected } from '../../../lib/desk/affected.ts'
import { execute, type Office, resultOf } from '../../../lib/desk/execute.ts'
import { followerOf } from '../../../lib/desk/named-person.ts'
import { policySource } from '../../../lib/desk/policy-source.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { languageOf } from '../../../lib/mail/language.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { type Actor, byTheClock, type Channel } from '../../../lib/ticket/actor.ts'
import { stories } from './stories.ts'
import { type Story, somebody } from './story.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const newKey = () => Array.from(randomBytes(26), (byte) => letters[byte & 31]).join('')

/**
 * Makes the company's last two weeks: every incident by the real commands, at the instants at which they were given. They
 * are brought in, so nobody gets a mail about them. Each takes effect once, however often a start is broken off.
 */
export const tellStories = async (store: Store, now: string): Promise<void> => {
  const office = { store, policies: policySource(store, () => now) }
  for (const [i, story] of stories(now).entries()) await tell(office, story, `sample#${i}`, now)
}

const tell = async (office: Office, story: Story, name: string, now: string): Promise<void> => {
  const openedAt = Date.parse(now) - story.ago * 60_000
  const at = (minutes: number) => new Date(openedAt + minutes * 60_000).toISOString()
  const order = async (command: IncidentCommand, when: string, by: Actor, place: string, number?: string) => {
    const channel: Channel = by.is === 'system' ? 'system' : story.channel
    const context = { at: when, by, channel, isImport: true } as const
    const receipt = { input: `${name}#${place}` }
    const before = await resultOf(office.store, incidentProcess, receipt)
    if (before) return before.number
    const { number: made } = await execute(office, { process: incidentProcess, command, context, receipt, number })
    return made
  }
  const { id, isVip, timeZone, ...requester } = { ...somebody(story.by), ...followerOf(somebody(story.by)) }
  const opening: IncidentCommand = {
    type: 'open',
    title: story.title,
    message: { text: story.text },
    requester: { id, name: requester.name, address: requester.address!, isVip, timeZone },
    language: languageOf(`${story.title} ${story.text}`),
    replyKey: newKey(),
    ...story.facts,
  }
  const number = await order(opening, at(0), actorOf(somebody(story.by)), 'open')
  for (const [i, { after, by, command }] of story.steps.entries()) {
    await letTimePass(office.store, number, at(after), order)
    await order(command, at(after), actorOf(somebody(by)), String(i), number)
  }
  for (const person of story.affected ?? [])
    await sayAffected(office.store, number, { id: somebody(person).id, isAffected: true }, now)
  await letTimePass(office.store, number, now, order)
}

/** Marks of clocks and closings are a handful in two weeks. */
const mostLooks = 20

/** What time brought about until then happens when it was due, as the minute clock would have it. */
const letTimePass = async (
  store: Store,
  number: string,
  until: string,
  order: (command: IncidentCommand, at: string, by: Actor, place: string, number: string) => Promise<string>,
): Promise<void> => {
  for (let look = 0; look < mostLooks; look++) {
    const head = await store.get(key.ticket(number))
    const due = (head?.due as { at: string } | undefined)?.at
    if (due === undefined || due > until) return
    await order({ type: 'tick' }, due, byTheClock, `tick#${head?.version}`, number)
  }
}
