import { describe, expect, test } from 'vitest'
import type { ChangeCommand, Demanded } from '../../../lib/change/command.ts'
import { decide } from '../../../lib/change/decide.ts'
import type { ChangeEventOf } from '../../../lib/change/event.ts'
import {
  allVotes,
  approvedBy,
  asked,
  demand,
  having,
  leads,
  openChange,
  request,
  scheduled,
  stage,
  step,
  submit,
  twoSteps,
  vote,
} from '../../support/change.ts'
import { at, minji } from '../../support/ticket.ts'

const refusal = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('It was not refused')
}

const texts = { plan: 'One disk at a time.', test: 'Read and write.', backout: 'Put the old ones back.' }
const edit = (edits: object, demanded: Demanded = twoSteps): ChangeCommand => ({ type: 'edit', edits, texts, demanded })

describe('asking for approval', () => {
  test('asks the stages of the first step, and the next when they approved', () => {
    expect(leads(having(openChange(), submit), request())).toEqual(['change.approval_begun', 'change.approval_asked'])
    const half = approvedBy(asked(), 'tech:p-tech')
    expect(leads(half, vote(half, 'security', 'p-sec'))).toEqual(['change.decided', 'change.approval_asked'])
  })

  test('authorizes at once where the policy demands nobody', () => {
    expect(leads(having(openChange(), submit), request(demand()))).toEqual([
      'change.approval_begun',
      'change.authorized',
    ])
  })

  test('is refused where nobody could decide, or somebody would decide about their own', () => {
    const ready = having(openChange(), submit)
    expect(refusal(() => step(ready, request(demand([stage('board', [])]))))).toMatchObject({ code: 'conflict' })
    for (const own of [minji.id, 'p-implementer'])
      expect(refusal(() => step(ready, request(demand([stage('board', [own])]))))).toMatchObject({ code: 'forbidden' })
  })
})

describe('a decision', () => {
  test('is taken once, and the second try is told the first', () => {
    const change = approvedBy(asked(), 'tech:p-tech')
    expect(refusal(() => step(change, vote(change, 'tech', 'p-tech', 'rejected')))).toMatchObject({
      code: 'conflict',
      facts: { decision: 'approved', decidedAt: at(10).at },
    })
  })

  test('of somebody who is not asked, or whose turn has not come, is refused', () => {
    const change = asked()
    expect(refusal(() => step(change, vote(change, 'tech', 'p-sec')))).toMatchObject({ code: 'forbidden' })
    expect(refusal(() => step(change, vote(change, 'board', 'p-cab-1')))).toMatchObject({ code: 'conflict' })
  })

  test('about other content than there is now is refused with what there is', () => {
    const change = asked()
    expect(refusal(() => step(change, { ...vote(change, 'tech', 'p-tech'), digest: 'old' }))).toMatchObject({
      code: 'stale',
      facts: { digest: vote(change, 'tech', 'p-tech').digest },
    })
  })

  test('that rejects needs a reason and sends the change back, whoever else was asked', () => {
    const change = asked()
    expect(refusal(() => step(change, { ...vote(change, 'tech', 'p-tech', 'rejected'), comment: ' ' }))).toMatchObject({
      field: 'comment',
    })
    const [, reverted] = decide(change, vote(change, 'tech', 'p-tech', 'rejected'), at(10)) as [
      unknown,
      ChangeEventOf<'change.reverted'>,
    ]
    expect(reverted).toMatchObject({
      type: 'change.reverted',
      because: 'rejected',
      reason: 'p-tech (tech)',
      people: [{ id: 'p-sec' }],
    })
  })

  test('of the last one who is needed authorizes the change', () => {
    const change = approvedBy(asked(), ...allVotes.slice(0, 3))
    expect(leads(change, vote(change, 'board', 'p-cab-3'))).toEqual(['change.decided', 'change.authorized'])
  })
})

describe('an edit of an approved change', () => {
  test('that is material takes away exactly the approvals that covered it, and asks them again', () => {
    const moved = edit({ window: { from: at(320).at, to: at(400).at } })
    const events = decide(scheduled(), moved, at(20))
    expect(events.map(({ type }) => type)).toEqual([
      'change.edited',
      'change.approvals_invalidated',
      'change.approval_asked',
    ])
    expect(events[1]).toMatchObject({
      stages: ['security', 'board'],
      because: ['window'],
      people: [{ id: 'p-sec' }, { id: 'p-cab-1' }, { id: 'p-cab-2' }, { id: 'p-cab-3' }],
    })
    // The board is asked when security has approved again.
    expect(events[2]).toMatchObject({ stages: ['security'] })
    expect(step(scheduled(), moved, 20).state).toBe('authorize')
  })

  test('that is not material takes none away', () => {
    expect(leads(scheduled(), edit({ owner: { id: 'p-other', name: 'Other' } }))).toEqual(['change.edited'])
  })

  test('that makes the policy demand others begins anew', () => {
    const others = demand([stage('executives', ['p-ceo'])])
    const events = decide(scheduled(), edit({ impact: 'high' }, { ...others, row: 'risky' }), at(20))
    expect(events.map(({ type }) => type)).toEqual([
      'change.edited',
      'change.approvals_invalidated',
      'change.approval_begun',
      'change.approval_asked',
    ])
    expect(step(scheduled(), edit({ impact: 'high' }, { ...others, row: 'risky' })).approval).toMatchObject({
      round: 2,
    })
  })

  test('that changes nothing is none', () => {
    expect(
      leads(scheduled(), edit({ title: ' Replace the disks of the mail store ', texts: { plan: texts.plan } })),
    ).toEqual([])
  })

  test('may not take away what it must say, nor go into a freeze', () => {
    expect(refusal(() => step(scheduled(), edit({ window: null })))).toMatchObject({ field: 'window' })
    const obstacles = [{ id: 'x', is: 'freeze', blocks: true, what: { en: 'Frozen.', ko: '안 됨' } }] as const
    const into = { ...edit({ window: { from: at(320).at, to: at(400).at } }), obstacles } as ChangeCommand
    expect(refusal(() => step(scheduled(), into))).toMatchObject({ code: 'conflict' })
  })

  test('is refused once it is carried out', () => {
    const running = step(scheduled(), { type: 'start', obstacles: [] }, 310)
    expect(refusal(() => step(running, edit({ title: 'Another' })))).toMatchObject({ code: 'conflict' })
  })
})

describe('somebody else who carries it out', () => {
  test('asks those again who answer for that', () => {
    const given = { type: 'assign', assignee: { id: 'p-new', name: 'New' }, demanded: twoSteps } as const
    expect(leads(scheduled(), given)).toEqual([
      'change.assigned',
      'change.approvals_invalidated',
      'change.approval_asked',
    ])
  })

  test('and is one of those who decide leaves that to others', () => {
    const given = { type: 'assign', assignee: { id: 'p-sec', name: 'p-sec' } } as const
    expect(refusal(() => step(asked(), { ...given, demanded: twoSteps }))).toMatchObject({ code: 'forbidden' })
    const others = demand([stage('security', ['p-other'])])
    expect(leads(asked(), { ...given, demanded: others })).toEqual([
      'change.assigned',
      'change.approvals_invalidated',
      'change.approval_begun',
      'change.approval_asked',
    ])
  })

  test('cannot be somebody who approved it, once it is under way', () => {
    const running = step(scheduled(), { type: 'start', obstacles: [] }, 310)
    const given = { type: 'assign', assignee: { id: 'p-tech', name: 'p-tech' } } as const
    expect(refusal(() => step(running, given))).toMatchObject({ code: 'forbidden', field: 'assignee' })
  })
})

describe('time', () => {
  const hours = (count: number) => count * 60 + 10

  test('reminds once, then ends as not approved; it never approves', () => {
    let change = asked()
    expect(leads(change, { type: 'tick' }, hours(23))).toEqual([])
    expect(leads(change, { type: 'tick' }, hours(24))).toEqual(['change.approval_reminded', 'change.approval_reminded'])
    change = step(change, { type: 'tick' }, hours(24))
    expect(leads(change, { type: 'tick' }, hours(30))).toEqual([])
    expect(leads(change, { type: 'tick' }, hours(72))).toEqual(['change.approval_expired', 'change.reverted'])
    expect(step(change, { type: 'tick' }, hours(72)).state).toBe('new')
  })

  test('escalates to whom the policy says, once', () => {
    const change = having(openChange(), submit, request(demand([stage('board', ['p-a'], { escalateHours: 48 })])))
    const told = step(change, { type: 'tick' }, hours(24))
    expect(decide(told, { type: 'tick' }, at(hours(48)))).toEqual([
      expect.objectContaining({
        type: 'change.approval_reminded',
        isEscalation: true,
        people: [{ id: 'p-a', name: 'p-a' }],
      }),
    ])
  })
})
