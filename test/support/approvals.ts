import type { ApproverRule, StageRule } from '../../lib/approval/policy.ts'
import type { Edits } from '../../lib/change/event.ts'
import { changeProcess } from '../../lib/change/process.ts'
import { defaultChangeRules } from '../../lib/change/rules.ts'
import {
  type ChangeOffice,
  editChange,
  openChange,
  requestApproval,
  submitChange,
} from '../../lib/desk/change/order.ts'
import { saveChangeRules } from '../../lib/desk/change/rules.ts'
import { load } from '../../lib/desk/execute.ts'
import { partOf } from '../../lib/store/schema.ts'
import type { Store } from '../../lib/store/store.ts'
import type { Actor } from '../../lib/ticket/actor.ts'

const agent: Actor = { id: 'p-jihoon.park', name: '박지훈', is: 'agent' }
const system: Actor = { id: 'seed', name: 'Haneul', is: 'system' }

/** A stage of which these people decide; ids without `p-`. */
export const stageOf = (id: string, people: readonly string[], over: Partial<StageRule> = {}): StageRule => ({
  id,
  name: id === 'board' ? 'Change advisory board' : id,
  approvers: people.map((person): ApproverRule => ({ is: 'person', person: `p-${person}` })),
  fallback: [],
  quorum: { is: 'all' },
  dueHours: 72,
  remindHours: [24],
  ...over,
})

/** Makes these stages, one after the other, what every change needs. */
export const demandStages = (store: Store, at: string, ...steps: StageRule[][]) =>
  saveChangeRules(
    store,
    { by: system, at },
    { ...defaultChangeRules, approval: { rows: [{ name: 'All', when: [], steps }] } },
  )

let letters = 0
const key = () => [...String(++letters).padStart(26, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('')

/** How risky the questionnaire finds it. */
const answers = { low: { tested: 'fully', backout: 'minutes' }, high: { tested: 'no', backout: 'no' } } as const

/** Puts up a change of 김민지 that 박지훈 carries out for approval, and answers its number. */
export const askForApproval = async (
  office: ChangeOffice,
  at: string,
  {
    title = 'Replace the disks of the mail store',
    risk = 'low' as 'low' | 'high',
    reason = 'They are five years old.',
  } = {},
): Promise<string> => {
  const later = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString()
  const context = { at, by: agent, channel: 'api' } as const
  const { number } = await openChange(
    office,
    {
      of: 'normal',
      title,
      message: { text: reason },
      requester: { id: 'p-minji.kim', name: '김민지', address: 'minji.kim@haneul.example' },
      owner: { id: 'p-sora.han', name: '한소라' },
      assignee: { id: agent.id, name: agent.name },
      items: ['mail-store-1', 'mail-store-2'],
      service: 'mail',
      impact: risk === 'high' ? 'high' : 'low',
      language: 'ko',
      replyKey: key(),
      window: { from: later(100), to: later(102) },
      texts: {
        plan: '1. Take one disk out.\n2. Put the new one in.\n3. Wait until it is in sync.',
        test: 'Read and write a mailbox.',
        backout: 'Put the old disk back.',
      },
      answers: answers[risk],
    },
    { context },
  )
  await submitChange(office, { number, context })
  await requestApproval(office, { number, context })
  return number
}

/** Edits the change as its implementer does. */
export const editFor = (office: ChangeOffice, number: string, at: string, edits: Edits) =>
  editChange(office, { number, context: { at, by: agent, channel: 'api' } }, edits)

/** The change as it stands. */
export const changeOf = async (store: Store, number: string) => (await load(store, changeProcess, number))!

/** What its timeline says, in order. */
export const entriesOf = async (store: Store, number: string) =>
  (await store.parts(number, partOf.event, { limit: 200 })).items.map(({ type, sequence, by, data }) => ({
    type: String(type),
    sequence: Number(sequence),
    by: by as Actor,
    data: data as Record<string, unknown>,
  }))

/** How many decisions it records. */
export const decisionsOn = async (store: Store, number: string): Promise<number> =>
  (await entriesOf(store, number)).filter(({ type }) => type === 'change.decided').length
