import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { execute, type Office, replay } from '../../../lib/desk/execute.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import type { IncidentEvent } from '../../../lib/incident/event.ts'
import { Incident } from '../../../lib/incident/incident.ts'
import { plan } from '../../../lib/incident/plan.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import type { TimelineEntry } from '../../../lib/ticket/event.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { caller, jihoon } from '../../support/life.ts'
import { officeOf, policy } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, openCommand } from '../../support/ticket.ts'

let table: TestTable
let office: Office
beforeAll(async () => {
  table = await startTable()
  office = officeOf(table.store)
})
afterAll(() => table.stop())

const text = fc.constantFrom('It smells.', 'Which floor?', '셋째 층입니다')
const person = fc.constantFrom({ id: 'p-a', name: 'A' }, { id: 'p-b', name: 'B', address: 'b@haneul.example' })

/** Anything that anybody might ask of an incident, in any order. */
const command: fc.Arbitrary<IncidentCommand> = fc.oneof(
  fc.record({
    type: fc.constant('comment' as const),
    message: fc.record({ text }),
    visibility: fc.constantFrom('public', 'internal'),
  }),
  fc.record({ type: fc.constantFrom('start' as const, 'resume' as const, 'close' as const, 'tick' as const) }),
  fc.record({
    type: fc.constant('hold' as const),
    reason: fc.constantFrom('caller', 'vendor', 'change', 'problem'),
    message: fc.record({ text }),
  }),
  fc.record({ type: fc.constant('resolve' as const), code: fc.constantFrom('solved', 'workaround'), notes: text }),
  fc.record({ type: fc.constant('reopen' as const) }),
  fc.record({
    type: fc.constant('assign' as const),
    team: fc.constantFrom('service-desk', 'network'),
    assignee: fc.option(person),
  }),
  fc.record({
    type: fc.constant('prioritize' as const),
    impact: fc.constantFrom('high', 'low'),
    urgency: fc.constantFrom('high', 'low'),
  }),
  fc.record({
    type: fc.constant('override-priority' as const),
    priority: fc.constantFrom('P1', undefined),
    reason: text,
  }),
  fc.record({ type: fc.constant('edit' as const), title: text, category: fc.constantFrom('hardware', null) }),
  fc.record({ type: fc.constant('watch' as const), watchers: fc.array(person) }),
  fc.record({ type: fc.constant('unwatch' as const), watcher: fc.constantFrom('p-a', 'p-b') }),
  fc.record({ type: fc.constant('declare-major' as const), isMajor: fc.boolean(), reason: text }),
  fc.record({
    type: fc.constant('propose-major' as const),
    surge: fc.constantFrom(undefined, { service: 'VPN', count: 5, minutes: 15, numbers: ['INC-1'] }),
    reason: text,
  }),
  fc.record({ type: fc.constantFrom('accept-major' as const, 'reject-major' as const), reason: text }),
  fc.record({ type: fc.constant('update-plan' as const), everyMinutes: fc.constantFrom(5, 60) }),
  fc.record({ type: fc.constant('review' as const), happened: text, learned: text, followUps: text }),
  fc.record({ type: fc.constant('announce' as const), headline: fc.record({ en: text }) }),
) as fc.Arbitrary<IncidentCommand>

/** Half of them begin as a major incident, of which much more can be asked. */
const begins = fc.constantFrom<IncidentCommand[]>([], [{ type: 'declare-major', isMajor: true, reason: 'Everybody' }])

const step = fc.record({ command, by: fc.constantFrom(jihoon, caller), minutes: fc.constantFrom(1, 30, 600, 12_000) })

test('whatever is asked of an incident, what is stored is a valid incident, the replay of its timeline, and what it waits for follows from it', async () => {
  await fc.assert(
    fc.asyncProperty(begins, fc.array(step, { minLength: 1, maxLength: 14 }), async (first, steps) => {
      const context = { at: at(0).at, by: caller, channel: 'api' as const }
      const { number } = await execute(office, { process: incidentProcess, command: openCommand(), context })
      let minute = 0
      const all = [...first.map((command) => ({ command, by: jihoon, minutes: 1 })), ...steps]
      for (const { command, by, minutes } of all) {
        minute += minutes
        try {
          await execute(office, {
            process: incidentProcess,
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
      const state = incidentProcess.restore(record.head)
      expect(Incident.parse(state)).toEqual(state)
      const entries = record.timeline as unknown as TimelineEntry<IncidentEvent>[]
      expect(JSON.parse(JSON.stringify(replay(incidentProcess, entries)))).toEqual(state)
      const { due, targetAt } = record.head
      expect(JSON.parse(JSON.stringify({ due, targetAt }))).toEqual(plan(state, { policy }))
    }),
    { numRuns: 30 },
  )
}, 60_000)
