import type { Context } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'
import type { Change } from './change.ts'
import type { ChangeCommand } from './command.ts'
import { decideApproval, replaceApprover, requestApproval } from './decision/approve.ts'
import { assign, edit, setType } from './decision/edit.ts'
import {
  cancel,
  close,
  declareUnauthorized,
  finish,
  overrideFreeze,
  recordImplementation,
  revert,
  review,
  start,
  submit,
  tick,
} from './decision/move.ts'
import { open } from './decision/open.ts'
import { comment, unwatch, watch } from './decision/word.ts'
import type { ChangeEvent } from './event.ts'

/** The events a command leads to (none when it changes nothing), or a `Refusal` that names the field. Pure. */
export const decide = (
  change: Change | undefined,
  command: ChangeCommand,
  context: Context,
): readonly ChangeEvent[] => {
  if (command.type === 'open') {
    if (change) throw new Refusal('conflict', `${change.number} is open already.`)
    return open(command, context)
  }
  if (!change) throw new Refusal('not_found', 'There is no such change.')
  switch (command.type) {
    case 'comment':
      return comment(change, command)
    case 'edit':
      return edit(change, command, context)
    case 'set-type':
      return setType(change, command)
    case 'assign':
      return assign(change, command, context)
    case 'submit':
      return submit(change, command, context)
    case 'request-approval':
      return requestApproval(change, command, context)
    case 'decide':
      return decideApproval(change, command, context)
    case 'replace-approver':
      return replaceApprover(change, command, context)
    case 'revert':
      return revert(change, command)
    case 'override-freeze':
      return overrideFreeze(change, command)
    case 'start':
      return start(change, command, context)
    case 'finish':
      return finish(change, command, context)
    case 'record-implementation':
      return recordImplementation(change, command, context)
    case 'review':
      return review(change, command)
    case 'close':
      return close(change)
    case 'cancel':
      return cancel(change, command)
    case 'declare-unauthorized':
      return declareUnauthorized(change, command)
    case 'watch':
      return watch(change, command)
    case 'unwatch':
      return unwatch(change, command)
    case 'tick':
      return tick(change, context)
  }
}
