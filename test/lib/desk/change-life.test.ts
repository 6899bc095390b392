import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestOf } from '../../../lib/approval/digest.ts'
import { Change } from '../../../lib/change/change.ts'
import type { ChangeCommand } from '../../../lib/change/command.ts'
import type { ChangeEvent } from '../../../lib/change/event.ts'
import { materialOf } from '../../../lib/change/material.ts'
import { plan } from '../../../lib/change/plan.ts'
import { changeProcess } from '../../../lib/change/process.ts'
import { execute, load, type Office, replay } from '../../../lib/desk/execute.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import type { TimelineEntry } from '../../../lib/ticket/event.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { assessment, openChange, request, submit, vote } from '../../support/change.ts'
import { caller, jihoon } from '../../support/life.ts'
import { officeOf } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at } from '../../support/ticket.ts'

let table: TestTable
let office: Office
beforeAll(async () => {
  table = await startTable()
  office = officeOf(table.store)
})
afterAll(() => table.stop())

const text = fc.constantFrom('As planned.', '계획대로', ' ')
const ref = (id: string) => ({ id, name: id })
const texts = { plan: 'One disk at a time.', test: 'Read and write.', backout: 'Put the old ones back.' }
const outcome = fc.constantFrom('successful', 'failed', 'backed-out', 'not-implemented')

type Try = ChangeCommand | ((change: Change) => ChangeCommand)

/** Anything that anybody might ask of a change, in any order. */
const asked: fc.Arbitrary<Try> = fc.oneof(
  fc.constantFrom<Try>(submit, request(), { type: 'close' }, { type: 'tick' }, { type: 'start', obstacles: [] }),
  {
    weight: 4,
    arbitrary: fc.constantFrom('tech:p-tech', 'security:p-sec', 'board:p-cab-1', 'board:p-cab-2').chain((of) =>
      fc.constantFrom('approved' as const, 'approved' as const, 'rejected' as const).map(
        (decision): Try =>
          (change) => {
            const [stage, person] = of.split(':') as [string, string]
            const covers = change.approval?.steps.flat().find(({ id }) => id === stage)?.covers
            return { ...vote(change, stage, person, decision), digest: digestOf(materialOf(change), covers) }
          },
      ),
    ),
  },
  fc.record({
    type: fc.constant('comment' as const),
    message: fc.record({ text }),
    visibility: fc.constantFrom('public', 'internal'),
  }) as fc.Arbitrary<Try>,
  fc.record({ type: fc.constantFrom('revert' as const, 'cancel' as const), reason: text }) as fc.Arbitrary<Try>,
  fc.record({ type: fc.constantFrom('finish' as const, 'review' as const), outcome, notes: text }) as fc.Arbitrary<Try>,
  fc.record({
    type: fc.constant('record-implementation' as const),
    from: fc.constant(at(1).at),
    outcome,
    notes: text,
  }) as fc.Arbitrary<Try>,
  fc.record({
    type: fc.constant('edit' as const),
    edits: fc.constantFrom(
      { title: 'Other disks' },
      { service: null },
      { texts: { plan: 'Two at a time.' } },
      { window: null },
      { items: [] },
      { owner: ref('p-b') },
      { answers: { tested: 'no' } },
    ),
    texts: fc.constant(texts),
    assessment: fc.constantFrom(undefined, assessment, { risk: 'high', because: [] }),
  }) as fc.Arbitrary<Try>,
  fc.record({
    type: fc.constant('set-type' as const),
    of: fc.constantFrom('normal', 'standard', 'emergency'),
  }) as fc.Arbitrary<Try>,
  fc.record({
    type: fc.constant('assign' as const),
    team: fc.constantFrom('service-desk', 'network'),
    assignee: fc.constantFrom(null, ref('p-a'), ref('p-tech')),
  }) as fc.Arbitrary<Try>,
  fc.record({
    type: fc.constant('override-freeze' as const),
    freeze: fc.constantFrom('year-end', 'quiet'),
    reason: text,
  }) as fc.Arbitrary<Try>,
  fc.record({
    type: fc.constant('declare-unauthorized' as const),
    isUnauthorized: fc.boolean(),
    reason: text,
  }) as fc.Arbitrary<Try>,
  fc.record({
    type: fc.constant('watch' as const),
    watchers: fc.array(fc.constantFrom(ref('p-a'), ref('p-b'))),
  }) as fc.Arbitrary<Try>,
  fc.record({ type: fc.constant('unwatch' as const), watcher: fc.constantFrom('p-a', 'p-b') }) as fc.Arbitrary<Try>,
)

const step = fc.record({ asked, by: fc.constantFrom(jihoon, caller), minutes: fc.constantFrom(1, 20, 150, 5000) })
const beginning = fc.constantFrom<readonly Try[]>([], [submit], [submit, request()])

test('whatever is asked of a change, what is stored is a valid change, the replay of its timeline, and what it waits for follows from it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('normal' as const, 'standard' as const, 'emergency' as const),
      beginning,
      fc.array(step, { minLength: 1, maxLength: 14 }),
      async (of, begun, steps) => {
        const context = { at: at(0).at, by: caller, channel: 'api' as const }
        const { number } = await execute(office, { process: changeProcess, command: openChange(of), context })
        let minute = 0
        for (const { asked, by, minutes } of [...begun.map((asked) => ({ asked, by: jihoon, minutes: 1 })), ...steps]) {
          minute += minutes
          const now = (await load(table.store, changeProcess, number))!
          const command = typeof asked === 'function' ? asked(now) : asked
          try {
            await execute(office, {
              process: changeProcess,
              number,
              command,
              context: { ...context, at: at(minute).at, by },
            })
          } catch (error) {
            // What is refused is refused in words, and has changed nothing: the timeline below would tell.
            expect(error).toBeInstanceOf(Refusal)
          }
        }
        const record = (await readTicket(table.store, number))!
        const state = changeProcess.restore(record.head)
        expect(Change.parse(state)).toEqual(state)
        const entries = record.timeline as unknown as TimelineEntry<ChangeEvent>[]
        expect(JSON.parse(JSON.stringify(replay(changeProcess, entries)))).toEqual(state)
        const { due, targetAt } = record.head
        expect(JSON.parse(JSON.stringify({ due, targetAt }))).toEqual(plan(state))
      },
    ),
    { numRuns: 40 },
  )
}, 60_000)
