import * as z from 'zod'
import { Outcome } from '../../../lib/change/change.ts'
import { type Move, moves } from '../../../lib/change/life-cycle.ts'
import { overrideFreeze, requestApproval, startChange, submitChange } from '../../../lib/desk/change/order.ts'
import { command, plainly } from './command.ts'
import { Instant, Label, Reason, Text } from './field.ts'

/** What the document says of a move, by type of change. */
const leads = (move: Move) =>
  `${Object.entries(moves)
    .flatMap(([type, legal]) => {
      const here = legal[move]
      return here ? [`${type}: from ${here.from.join(', ')} to ${here.to}`] : []
    })
    .join('; ')}. From elsewhere it is refused (409).`

const nothing = z.strictObject({})
const notes = (remedy: string) => Text.trim().min(1, remedy).max(10_000, 'Use at most 10,000 characters')

const submit = command({
  name: 'submit',
  id: 'submitChange',
  summary: 'Take a change out of New: all that is demanded must be there, and what is missing is named at once',
  description: leads('submit'),
  body: nothing,
  action: 'work',
  run: ({ office, wish }) => submitChange(office, wish),
})

const asking = command({
  name: 'request-approval',
  id: 'requestChangeApproval',
  summary: 'Ask everybody whom the approval policy demands now',
  description: leads('request-approval'),
  body: nothing,
  action: 'work',
  run: ({ office, wish }) => requestApproval(office, wish),
})

const revert = command({
  name: 'revert',
  id: 'revertChange',
  summary: 'Send a change back to New: whoever was asked need decide no more, and is told',
  description: leads('revert'),
  body: z.strictObject({ reason: Reason.describe('Why; those who were asked read it.') }),
  action: 'work',
  run: (asked) => plainly(asked, ({ reason }) => ({ type: 'revert', reason })),
})

const override = command({
  name: 'override-freeze',
  id: 'overrideFreeze',
  summary: 'Let a change pass a hard freeze, with a reason; change managers only',
  body: z.strictObject({
    freeze: Label.describe('Id of the freeze that stands in its way.'),
    reason: Reason.describe('Why it may pass.'),
  }),
  action: 'manage',
  run: ({ office, wish, body }) => overrideFreeze(office, wish, body),
})

const start = command({
  name: 'start',
  id: 'startChange',
  summary: 'Begin to carry out a change, within its window and approved as it is now',
  description: leads('start'),
  body: nothing,
  action: 'work',
  run: ({ office, wish }) => startChange(office, wish),
})

const finish = command({
  name: 'finish',
  id: 'finishChange',
  summary: 'Say how carrying it out went',
  description: leads('finish'),
  body: z.strictObject({
    outcome: Outcome.describe('How it ended.'),
    notes: notes('Say how it went').describe('How it went.'),
  }),
  action: 'work',
  run: (asked) => plainly(asked, (body) => ({ type: 'finish', ...body })),
})

const record = command({
  name: 'record-implementation',
  id: 'recordImplementation',
  summary: 'Say that an emergency was carried out before it was authorized',
  description: leads('record-implementation'),
  body: z.strictObject({
    from: Instant.describe('When it was begun.'),
    outcome: Outcome.describe('How it ended.'),
    notes: notes('Say how it went, and why it could not wait').describe('How it went, and why it could not wait.'),
  }),
  action: 'work',
  run: (asked) => plainly(asked, (body) => ({ type: 'record-implementation', ...body })),
})

const review = command({
  name: 'review',
  id: 'reviewChange',
  summary: 'Say what the review found',
  description: 'Of a change in review. The outcome that the review found takes the place of the one that was reported.',
  body: z.strictObject({
    outcome: Outcome.describe('How it ended, as the review found.'),
    notes: notes('Say what the review found').describe('What the review found.'),
  }),
  action: 'work',
  run: (asked) => plainly(asked, (body) => ({ type: 'review', ...body })),
})

const close = command({
  name: 'close',
  id: 'closeChange',
  summary: 'Close a change that was reviewed',
  description: leads('close'),
  body: nothing,
  action: 'work',
  run: (asked) => plainly(asked, () => ({ type: 'close' })),
})

const cancel = command({
  name: 'cancel',
  id: 'cancelChange',
  summary: 'Give up a change',
  description: leads('cancel'),
  body: z.strictObject({ reason: Reason.describe('Why it is given up.') }),
  action: 'work',
  run: (asked) => plainly(asked, ({ reason }) => ({ type: 'cancel', reason })),
})

/** The moves of a change's life. */
export const moving = [submit, asking, revert, override, start, finish, record, review, close, cancel]
