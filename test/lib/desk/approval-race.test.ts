import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf } from '../../../functions/api/approval/office.ts'
import { digestOf } from '../../../lib/approval/digest.ts'
import { materialOf } from '../../../lib/change/material.ts'
import { decideBallot } from '../../../lib/desk/approval/decide.ts'
import { myBallots } from '../../../lib/desk/approval/my-ballots.ts'
import { Conflict, Refusal } from '../../../lib/ticket/refusal.ts'
import { startApi, type TestApi } from '../../support/api.ts'
import {
  askForApproval,
  changeOf,
  decisionsOn,
  demandStages,
  editFor,
  entriesOf,
  stageOf,
} from '../../support/approvals.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await demandStages(
    api.store,
    api.now,
    [stageOf('tech', ['emma.clark']), stageOf('sales', ['oliver.reed'])],
    [stageOf('board', ['grace.kim', 'yuna.choi', 'dohyun.lee'], { quorum: { is: 'any' } })],
  )
})
afterAll(() => api.stop())

const office = () => officeOf(api.desk)

/** Somebody decides about what is there now, by some way. */
const deciding = async (
  number: string,
  stage: string,
  person: string,
  channel: 'mail' | 'page' | 'api',
  decision: 'approved' | 'rejected' = 'approved',
) => {
  const change = await changeOf(api.store, number)
  return () =>
    decideBallot(office(), {
      number,
      stage,
      approver: { id: `p-${person}`, name: person },
      decision,
      comment: `By ${channel}.`,
      digest: digestOf(materialOf(change)),
      channel,
      context: {
        at: api.now,
        by: { id: `p-${person}`, name: person, is: 'employee' },
        channel: channel === 'page' ? 'web' : channel,
      },
    })
}

/** How it ends for each of those who come at the same moment; who only found others in the way comes again. */
const atOnce = async (tries: readonly (() => Promise<unknown>)[]) =>
  Promise.all(
    tries.map(async (attempt) => {
      for (;;) {
        try {
          await attempt()
          return 'recorded'
        } catch (error) {
          if (error instanceof Conflict) continue
          if (error instanceof Refusal) return error.code
          throw error
        }
      }
    }),
  )

describe('a decision that arrives by mail, page and API at the same moment', () => {
  test('is recorded exactly once, and the others are told so', async () => {
    for (let round = 0; round < 5; round++) {
      const number = await askForApproval(office(), api.now)
      const ways = await Promise.all([
        deciding(number, 'tech', 'emma.clark', 'mail'),
        deciding(number, 'tech', 'emma.clark', 'page', 'rejected'),
        deciding(number, 'tech', 'emma.clark', 'api'),
        deciding(number, 'tech', 'emma.clark', 'page'),
      ])
      const ends = await atOnce(ways)
      expect(ends.filter((end) => end === 'recorded')).toHaveLength(1)
      expect(ends.filter((end) => end === 'conflict')).toHaveLength(3)
      expect(await decisionsOn(api.store, number)).toBe(1)
    }
  })

  test('is recorded beside those of others, none of which is lost', async () => {
    const number = await askForApproval(office(), api.now)
    const ends = await atOnce(
      await Promise.all([
        deciding(number, 'tech', 'emma.clark', 'mail'),
        deciding(number, 'sales', 'oliver.reed', 'page'),
        deciding(number, 'sales', 'oliver.reed', 'api'),
      ]),
    )
    expect(ends.filter((end) => end === 'recorded')).toHaveLength(2)
    const types = (await entriesOf(api.store, number)).map(({ type }) => type)
    // The board is asked once, whoever came last.
    expect(types.filter((type) => type === 'change.approval_asked')).toHaveLength(2)
    for (const person of ['grace.kim', 'yuna.choi', 'dohyun.lee'])
      expect((await myBallots(api.store, `p-${person}`, 50)).open.map((ballot) => ballot.number)).toContain(number)
  })

  test('counts for what was shown, or an edit at that moment takes it away', async () => {
    for (let round = 0; round < 3; round++) {
      const number = await askForApproval(office(), api.now)
      const approve = await deciding(number, 'tech', 'emma.clark', 'page')
      await Promise.all([atOnce([approve]), editFor(office(), number, api.now, { title: `Title ${round}` })])
      const change = await changeOf(api.store, number)
      const tech = change.approval!.steps.flat().find(({ id }) => id === 'tech')!
      expect(tech.ballots.at(-1)?.state).toBe('requested')
      expect(tech.digest).toBe(digestOf(materialOf(change)))
    }
  })
})
