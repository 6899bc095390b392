import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFiring } from '../../../lib/alert/alert.ts'
import type { Heard } from '../../../lib/alert/heard.ts'
import { heard, Life, members } from '../../support/alert.ts'

/** What a sender with three members says over time: of each that changes, and the group's state, at instants that differ. */
const story = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean(), fc.constantFrom('low', 'high', 'critical')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((changes): readonly Heard[] => {
    const fires = new Set<string>()
    return changes.map(([member, begins, level], i) => {
      if (begins) fires.add(member)
      else fires.delete(member)
      const listed = members({
        ...Object.fromEntries([...fires].map((name) => [name, 'firing' as const])),
        ...(!begins && { [member]: 'resolved' as const }),
      })
      // All arrive when all has happened, so that the order in which they arrive says nothing.
      const status = fires.size > 0 ? 'firing' : 'resolved'
      return heard(status, i + 1, { members: listed, level, received: 100 })
    })
  })

const shuffled = story.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
  ),
)

const end = ({ alert, incident }: Life) => ({
  isFiring: isFiring(alert!),
  firing: alert!.firing,
  hasOpenIncident: incident?.state === 'open',
})

test('whatever order deliveries come in, and however often: what fires in the end is the same, and so is whether somebody is called', () => {
  fc.assert(
    fc.property(shuffled, ([inOrder, anyOrder]) => {
      const one = new Life()
      for (const reading of inOrder) one.hear(reading)
      const other = new Life()
      for (const reading of anyOrder) other.hear(reading)
      // Flapping leaves its incident open until it is quiet.
      for (const life of [one, other]) life.tick(3600)
      expect(end(other)).toEqual(end(one))
    }),
    { numRuns: 500 },
  )
})

test('a batch decides what its deliveries one by one would decide', () => {
  fc.assert(
    fc.property(story, (all) => {
      const one = new Life()
      for (const reading of all) one.hear(reading)
      const { version: _, ...alert } = one.alert!
      const batch = new Life().hear(...all)
      expect(batch.alert).toMatchObject(alert)
      expect(batch.done).toEqual(one.done)
      expect(batch.words).toEqual(one.words)
    }),
    { numRuns: 500 },
  )
})
