import { describe, expect, test } from 'vitest'
import { PATIENCE_MS, Turns } from '../../../infra/local/lambda/turns.ts'

const intake = 'intake'
const reaction = 'reaction'

/** One processor, or as many as told, and a function that takes in beside one that reacts. */
const turnsFor = (busy = 1) => new Turns({ perFunction: 4, busy }, (functionArn) => functionArn === intake)

/** The order in which events run one after the other. */
const order = (turns: Turns, now: number) => {
  const taken: number[] = []
  for (let id = turns.take(now); id !== undefined; id = turns.take(now)) taken.push(id)
  return taken
}

describe('a burst of mail', () => {
  test('is taken in before what follows from it is done', () => {
    const turns = turnsFor()
    turns.add(reaction, 1, 0)
    turns.add(intake, 2, 0)
    turns.add(reaction, 3, 0)
    turns.add(intake, 4, 0)
    expect(order(turns, 10)).toEqual([2, 4, 1, 3])
  })

  test('that does not end makes a reaction wait for the time of patience at most', () => {
    const turns = turnsFor()
    turns.add(reaction, 1, 0)
    turns.add(intake, 2, 500)
    turns.add(intake, 3, 600)
    expect(turns.take(PATIENCE_MS - 1)).toBe(2)
    expect(turns.take(PATIENCE_MS)).toBe(1)
    expect(turns.take(PATIENCE_MS)).toBe(3)
  })

  test('is known to wait until the last of it has its turn', () => {
    const turns = turnsFor()
    turns.add(reaction, 1, 0)
    expect(turns.inputsWait).toBe(false)
    turns.add(intake, 2, 0)
    expect(turns.inputsWait).toBe(true)
    turns.take(0)
    expect(turns.inputsWait).toBe(false)
  })

  test('leaves processors to reactions when its function has all its instances at work', () => {
    const turns = turnsFor(8)
    turns.add(reaction, 1, 0)
    for (let id = 2; id <= 6; id++) turns.add(intake, id, 0)
    for (let i = 0; i < 4; i++) {
      turns.take(0)
      turns.begin(intake, () => {})
    }
    expect(turns.take(0)).toBe(1)
  })
})

describe('a processor that is taken', () => {
  test('is given to the next event when its event ends', () => {
    const turns = turnsFor()
    turns.add(intake, 1, 0)
    turns.add(intake, 2, 0)
    turns.take(0)
    const end = turns.begin(intake, () => {})
    expect(turns.take(0)).toBeUndefined()
    end()
    expect(turns.take(0)).toBe(2)
  })
})
