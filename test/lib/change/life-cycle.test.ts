import { describe, expect, test } from 'vitest'
import { ChangeState, type ChangeType } from '../../../lib/change/change.ts'
import type { ChangeCommand } from '../../../lib/change/command.ts'
import { legalMoves } from '../../../lib/change/life-cycle.ts'
import {
  approvedBy,
  asked,
  having,
  leads,
  openChange,
  request,
  scheduled,
  step,
  submit,
  vote,
} from '../../support/change.ts'
import { at } from '../../support/ticket.ts'

const start: ChangeCommand = { type: 'start', obstacles: [] }
const finish: ChangeCommand = { type: 'finish', outcome: 'successful', notes: 'As planned.' }

const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('It was not refused')
}

describe('the legal moves of a type (DOMAIN 3.1)', () => {
  const legal: Record<ChangeType, Record<string, string[]>> = {
    normal: {
      new: ['submit', 'cancel'],
      assess: ['request-approval', 'revert', 'cancel'],
      authorize: ['authorize', 'revert', 'cancel'],
      scheduled: ['revert', 'start', 'cancel'],
      implement: ['finish', 'cancel'],
      review: ['close'],
      closed: [],
      canceled: [],
    },
    standard: {
      new: ['submit', 'cancel'],
      assess: ['cancel'],
      authorize: ['cancel'],
      scheduled: ['revert', 'start', 'cancel'],
      implement: ['finish', 'cancel'],
      review: ['close'],
      closed: [],
      canceled: [],
    },
    emergency: {
      new: ['submit', 'cancel'],
      assess: ['cancel'],
      authorize: ['request-approval', 'authorize', 'revert', 'record-implementation', 'cancel'],
      scheduled: ['revert', 'start', 'cancel'],
      implement: ['finish', 'cancel'],
      review: ['close'],
      closed: [],
      canceled: [],
    },
  }

  test.each(Object.entries(legal).flatMap(([type, states]) => Object.entries(states).map(([s, m]) => [type, s, m])))(
    'of a %s change in %s are %j',
    (type, state, moves) => {
      expect(legalMoves({ type: type as ChangeType, state: ChangeState.parse(state) })).toEqual(moves)
    },
  )
})

describe('a normal change', () => {
  test('goes through every state to closed', () => {
    let change = having(openChange())
    expect(change.state).toBe('new')
    change = step(change, submit)
    expect(change.state).toBe('assess')
    change = step(change, request())
    expect(change.state).toBe('authorize')
    change = approvedBy(change, 'tech:p-tech', 'security:p-sec', 'board:p-cab-1', 'board:p-cab-2')
    expect(change.state).toBe('scheduled')
    change = step(change, start, 310)
    expect(change.state).toBe('implement')
    change = step(change, finish, 400)
    expect(change).toMatchObject({ state: 'review', implementedAt: { from: at(310).at, to: at(400).at } })
    expect(refusal(() => step(change, { type: 'close' }))).toMatchObject({ code: 'conflict' })
    change = step(change, { type: 'review', outcome: 'successful-with-issues', notes: 'One disk was slow.' }, 500)
    change = step(change, { type: 'close' }, 501)
    expect(change).toMatchObject({ state: 'closed', outcome: 'successful-with-issues' })
  })

  test('says everything that it lacks at once before it leaves New', () => {
    const bare = openChange('normal', {
      window: undefined,
      owner: undefined,
      items: [],
      texts: { plan: 'Do it.' },
    } as never)
    expect(refusal(() => step(having(bare), submit))).toMatchObject({
      code: 'invalid',
      facts: { missing: ['test', 'backout', 'items', 'window', 'owner'] },
    })
  })

  test('is not started before its window, after it, or unapproved', () => {
    expect(refusal(() => step(scheduled(), start, 299))).toMatchObject({ code: 'conflict', field: 'window' })
    expect(refusal(() => step(scheduled(), start, 420))).toMatchObject({ code: 'conflict', field: 'window' })
    expect(refusal(() => step(asked(), start, 310))).toMatchObject({ code: 'conflict' })
  })

  test('is reverted with a reason, and those who were asked are told', () => {
    const change = asked()
    expect(refusal(() => step(change, { type: 'revert', reason: ' ' }))).toMatchObject({ field: 'reason' })
    const reverted = step(change, { type: 'revert', reason: 'The vendor moved.' })
    expect(reverted.state).toBe('new')
    expect(reverted.approval!.steps.flat().flatMap(({ ballots }) => ballots.map(({ state }) => state))).not.toContain(
      'requested',
    )
    expect(refusal(() => step(reverted, vote(reverted, 'tech', 'p-tech')))).toMatchObject({ code: 'conflict' })
  })

  test('can be canceled until its review', () => {
    const canceled = { type: 'cancel', reason: 'Bought new ones.' } as const
    expect(step(scheduled(), canceled).state).toBe('canceled')
    const reviewed = step(step(scheduled(), start, 310), finish, 400)
    expect(refusal(() => step(reviewed, canceled))).toMatchObject({ code: 'conflict' })
  })

  test('keeps its type once it has left New, or was up for approval', () => {
    expect(step(having(openChange()), { type: 'set-type', of: 'emergency' }).type).toBe('emergency')
    const reverted = step(asked(), { type: 'revert', reason: 'Later.' })
    for (const change of [asked(), reverted])
      expect(refusal(() => step(change, { type: 'set-type', of: 'emergency' }))).toMatchObject({ field: 'type' })
  })
})

describe('the window of a change', () => {
  test('lasts at most 31 days', () => {
    const window = { from: at(0).at, to: at(32 * 24 * 60).at }
    expect(refusal(() => having(openChange('normal', { window })))).toMatchObject({ field: 'window' })
  })
})

describe('a standard change', () => {
  test('keeps the procedure that was authorized, whatever else is edited', () => {
    const change = having(openChange('standard'))
    const edit = (edits: object) => ({ type: 'edit', edits, texts: {} }) as const
    for (const edits of [{ texts: { plan: 'My way.' } }, { items: ['other'] }, { service: null }, { impact: 'high' }])
      expect(refusal(() => step(change, edit(edits) as never))).toMatchObject({ code: 'conflict' })
    expect(step(change, edit({ title: 'Disks, third floor' })).title).toBe('Disks, third floor')
  })

  test('that became normal has lost its template, and cannot be standard again', () => {
    const normal = step(having(openChange('standard')), { type: 'set-type', of: 'normal' })
    expect(normal.template).toBeUndefined()
    expect(refusal(() => step(normal, { type: 'set-type', of: 'standard' }))).toMatchObject({ field: 'type' })
  })

  test('needs a template, and no approval', () => {
    const { template: _, ...without } = openChange('standard')
    expect(refusal(() => having(without))).toMatchObject({ field: 'template' })
    expect(step(having(openChange('standard'), submit), start, 310).state).toBe('implement')
  })

  test('is not scheduled into a freeze', () => {
    const obstacles = [
      { id: 'year-end', is: 'freeze', blocks: true, what: { en: 'Year end is frozen.', ko: '안 됨' } },
    ] as const
    expect(refusal(() => step(having(openChange('standard')), { ...submit, obstacles } as never))).toMatchObject({
      code: 'conflict',
      facts: { obstacles: [{ id: 'year-end', is: 'freeze' }] },
    })
  })
})

describe('an emergency', () => {
  test('is authorized by its own authority, passes freezes, and tells that it did', () => {
    const obstacles = [
      { id: 'year-end', is: 'freeze', blocks: true, what: { en: 'Year end is frozen.', ko: '안 됨' } },
    ] as const
    const change = having(openChange('emergency'), submit)
    expect(change.state).toBe('authorize')
    const ready = approvedBy(step(change, request()), 'tech:p-tech', 'security:p-sec', 'board:p-cab-1', 'board:p-cab-3')
    expect(leads(ready, { type: 'start', obstacles }, 310)).toEqual(['change.started'])
  })

  test('that was carried out already goes to its review, which is due', () => {
    const done = step(
      having(openChange('emergency'), submit, request()),
      { type: 'record-implementation', from: at(5).at, outcome: 'successful', notes: 'The store was down.' },
      60,
    )
    expect(done).toMatchObject({ state: 'review', reviewDueAt: '2026-11-29T01:00:00.000Z' })
    expect(leads(done, { type: 'tick' }, 5 * 24 * 60 + 59)).toEqual([])
    expect(leads(done, { type: 'tick' }, 5 * 24 * 60 + 60)).toEqual(['change.review_overdue'])
    expect(leads(step(done, { type: 'tick' }, 8000), { type: 'tick' }, 8001)).toEqual([])
  })
})

describe('a hard freeze', () => {
  const obstacles = [
    { id: 'year-end', is: 'freeze', blocks: true, what: { en: 'Year end is frozen.', ko: '안 됨' } },
  ] as const
  const soft = [
    { id: 'sales', is: 'freeze', blocks: false, what: { en: 'Sales asks for calm.', ko: '안 됨' } },
  ] as const

  test('stops a change from being put up for approval and from starting', () => {
    expect(refusal(() => step(having(openChange(), submit), { ...request(), obstacles } as never))).toMatchObject({
      code: 'conflict',
    })
    expect(refusal(() => step(scheduled(), { type: 'start', obstacles }, 310))).toMatchObject({ code: 'conflict' })
  })

  test('is passed by the change authority with a reason, until the change is reverted', () => {
    expect(refusal(() => step(scheduled(), { type: 'override-freeze', freeze: 'year-end', reason: '' }))).toMatchObject(
      { field: 'reason' },
    )
    const passed = step(scheduled(), { type: 'override-freeze', freeze: 'year-end', reason: 'The disks fail.' })
    expect(step(passed, { type: 'start', obstacles }, 310).state).toBe('implement')
    expect(step(passed, { type: 'revert', reason: 'Not now.' }).overrides).toEqual([])
  })

  test('that is soft only warns', () => {
    expect(step(scheduled(), { type: 'start', obstacles: soft }, 310).state).toBe('implement')
  })
})
