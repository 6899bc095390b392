import { describe, expect, test } from 'vitest'
import { needed } from '../../../lib/approval/approval.ts'
import { digestOf } from '../../../lib/approval/digest.ts'
import type { Change } from '../../../lib/change/change.ts'
import type { ChangeCommand, Demanded } from '../../../lib/change/command.ts'
import { materialOf } from '../../../lib/change/material.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { assessment, demand, having, openChange, stage, step, submit, vote } from '../../support/change.ts'
import { at } from '../../support/ticket.ts'

type Judged = Pick<Change, 'impact'> & { readonly assignee?: { readonly id: string } | undefined }

/** What the policy demands of a change as it is: more of one with high impact, and of nobody who carries it out. */
const demandedOf = ({ impact, assignee }: Judged): Demanded => {
  const others = (...people: string[]) => people.filter((id) => id !== assignee?.id)
  const tech = stage('tech', ['a'], { covers: ['plan'] })
  return impact === 'high'
    ? { ...demand([tech], [stage('board', others('b', 'c'))]), row: 'high' }
    : demand([tech, stage('any', others('b', 'c'), { quorum: { is: 'any' } })])
}

const texts = { plan: 'x', test: 'x', backout: 'x' }
const inWindow = 310

/** Everything that anybody may try, with the facts as the desk would look them up. */
const tries = (change: Change): readonly ChangeCommand[] => {
  const edit = (edits: object): ChangeCommand => ({
    type: 'edit',
    edits,
    texts,
    demanded: demandedOf({ ...change, ...edits }),
  })
  const assign = (id: string): ChangeCommand => {
    const assignee = { id, name: id }
    return { type: 'assign', assignee, demanded: demandedOf({ ...change, assignee }) }
  }
  const stages = change.approval?.steps.flat() ?? []
  return [
    submit,
    { type: 'request-approval', approval: demandedOf(change), obstacles: [] },
    ...stages.flatMap(({ id, ballots }) =>
      [...new Set(ballots.map(({ approver }) => approver.id))].flatMap((who) => [
        vote(change, id, who),
        vote(change, id, who, 'rejected'),
        { ...vote(change, id, who), digest: digestOf({ an: 'older content' }) },
      ]),
    ),
    ...stages.slice(0, 1).map(({ id }) => vote(change, id, 'stranger')),
    edit({ texts: { plan: change.texts.plan === digestOfText('x') ? 'y' : 'x' } }),
    edit({ impact: change.impact === 'high' ? 'low' : 'high' }),
    assign(change.assignee?.id === 'c' ? 'd' : 'c'),
    { type: 'revert', reason: 'x' },
    { type: 'start', obstacles: [] },
    { type: 'cancel', reason: 'x' },
    { type: 'finish', outcome: 'successful', notes: 'x' },
    { type: 'record-implementation', from: at(1).at, outcome: 'successful', notes: 'x' },
    { type: 'tick' },
  ]
}

const digestOfText = (plan: string) => having(openChange('normal', { texts: { ...texts, plan } })).texts.plan

/** What makes two changes the same for what can happen next: everything but times, counts and sequences. */
const keyOf = ({ state, type, title, impact, texts: t, assignee, overrides, approval, rounds }: Change): string =>
  JSON.stringify([
    state,
    type,
    title,
    impact,
    t.plan,
    assignee?.id,
    overrides.length > 0,
    rounds > 0,
    approval?.row,
    approval?.steps.map((stages) =>
      stages.map(({ id, digest, ballots }) => [
        id,
        digest,
        // Words that count no more change nothing.
        ballots.filter(({ state: s }) => s !== 'invalidated').map(({ approver, state: s }) => [approver.id, s]),
      ]),
    ),
  ])

/** Whether the approvals that the policy demands for the present content are all there, counted anew from the ballots. */
const isAllowed = (change: Change): boolean => {
  const demanded = demandedOf(change)
  const given = change.approval?.steps.flat() ?? []
  return demanded.steps.flat().every(({ id, quorum, covers, ballots }) => {
    const now = given.find((each) => each.id === id)
    const said = now?.ballots.filter(({ state }) => state === 'approved').map(({ approver }) => approver.id) ?? []
    const isRejected = now?.ballots.some(({ state }) => state === 'rejected')
    return (
      !isRejected &&
      now?.digest === digestOf(materialOf(change), covers) &&
      ballots.filter(({ approver }) => said.includes(approver.id)).length >= needed(quorum, ballots.length)
    )
  })
}

describe('no path reaches Implement', () => {
  test.each(['normal', 'emergency'] as const)(
    'of a %s change without the approvals that its policy demands for its present content',
    (of) => {
      const seen = new Set<string>()
      const implemented = new Set<string>()
      const first = having(openChange(of, { title: 'One', texts, assignee: { id: 'd', name: 'd' } }))
      const waiting = [first]
      let steps = 0
      while (waiting.length > 0) {
        const change = waiting.pop()!
        for (const command of tries(change)) {
          for (const minute of command.type === 'tick' ? [30 * 60, 80 * 60] : [inWindow]) {
            const next = tried(change, command, command.type === 'start' ? inWindow : minute === inWindow ? 20 : minute)
            if (!next) continue
            steps += 1
            if (next.state === 'implement' && change.state !== 'implement') {
              expect(isAllowed(next), `${command.type} on ${JSON.stringify(change, undefined, 1)}`).toBe(true)
              implemented.add(keyOf(next))
            }
            const key = keyOf(next)
            if (seen.has(key)) continue
            seen.add(key)
            waiting.push(next)
          }
        }
      }
      console.log(`${of}: ${seen.size} states, ${steps} steps explored, ${implemented.size} ways to implement`)
      expect(implemented.size).toBeGreaterThan(0)
      expect(seen.size).toBeGreaterThan(500)
    },
  )
})

const tried = (change: Change, command: ChangeCommand, minute: number): Change | undefined => {
  try {
    const next = step(change, command, minute)
    return next === change ? undefined : next
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

test('risk that is judged anew is what approvers answer for', () => {
  expect(having(openChange(), submit).risk).toBe(assessment.risk)
})
