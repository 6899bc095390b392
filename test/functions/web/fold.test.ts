import { describe, expect, test } from 'vitest'
import { type Entry, fold, newestForAll } from '../../../functions/web/console/ticket/fold.ts'

const entry = (sequence: number, given: Partial<Omit<Entry, 'data'>> = {}): Entry =>
  ({
    sequence,
    type: 'incident.assigned',
    at: '2026-11-24T00:00:00.000Z',
    by: { id: 'p-emma.clark', name: 'Emma Clark', is: 'agent' },
    channel: 'web',
    visibility: 'public',
    attachments: [],
    data: {},
    ...given,
  }) as unknown as Entry
const message = (sequence: number, given: Partial<Omit<Entry, 'data'>> = {}) =>
  entry(sequence, { type: 'incident.commented', text: 'Hello', ...given })

const shape = (timeline: readonly Entry[]) =>
  fold(timeline).map((block) => (block.is === 'happenings' ? block.entries.length : block.is))

describe('a timeline', () => {
  test('folds three and more small things in a row into one', () => {
    expect(shape([message(1), entry(2), entry(3), entry(4), message(5)])).toEqual(['message', 3, 'message'])
  })

  test('leaves one or two as they are', () => {
    expect(shape([entry(1), entry(2), message(3), entry(4)])).toEqual([
      'happening',
      'happening',
      'message',
      'happening',
    ])
  })

  test('never folds away how a ticket was solved', () => {
    expect(shape([entry(1), entry(2, { type: 'incident.resolved' }), entry(3)])).toEqual([
      'happening',
      'message',
      'happening',
    ])
  })

  test('has as its newest message what others wrote for everybody', () => {
    const timeline = [
      message(1),
      message(2, { visibility: 'internal' }),
      message(3, { by: { id: 'me', name: 'Me', is: 'agent' } }),
    ]
    expect(newestForAll(timeline, 'me')?.sequence).toBe(1)
  })
})
