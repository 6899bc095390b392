import { Choice, Condition, Errors, type IChainable, JsonPath, Succeed } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import type { DeskFunction } from '../constructs/desk-function.ts'
import { waitingTask } from './waiting-task.ts'

/**
 * One round of a change, from the request for approval to its end: approve, stage by stage → wait for the window → implement →
 * review. The machine decides nothing and moves nothing. Each state waits with a token until the change itself has passed it;
 * the answer says where the change stands then, and that is where the execution goes, be it back to approval or to its end.
 * Reminders, escalation and expiry belong to the change's own clock (lib/change/plan.ts): two clocks would disagree.
 */
export const changeRound = (scope: Construct, task: DeskFunction): IChainable => {
  const wait = (name: string, step: string, comment: string) =>
    waitingTask(scope, name, { comment, task, tells: { step } })

  const approve = wait('Approve', 'approve', 'Until the stages under way are decided. Passed at once when none are.')
  const implement = wait('Implement', 'implement', 'Until it was carried out.')
  // From here a change can only be closed.
  const review = wait('Review', 'review', 'Until its review is closed.')
  // A Wait state could not be woken when the window moves or the change is canceled: this task waits, and its limit is the window's begin.
  const window = waitingTask(scope, 'Wait for the window', {
    comment: 'Until the window begins, or moves, or the change goes another way.',
    task,
    tells: { step: 'window', until: JsonPath.stringAt('$.until') },
    secondsAt: '$.seconds',
  }).addCatch(implement, { errors: [Errors.TIMEOUT], resultPath: JsonPath.DISCARD })

  const next = (step: string) => Condition.stringEquals('$.next', step)
  const where = new Choice(scope, 'Where it stands', { stateName: 'Where it stands' })
    .when(next('approve'), approve)
    .when(next('window'), window)
    .when(next('implement'), implement)
    .when(next('review'), review)
    .otherwise(
      new Succeed(scope, 'Over', {
        stateName: 'Over',
        comment: 'Sent back, rejected, expired, canceled, or asked anew in a round of its own.',
      }),
    )
  approve.next(where)
  window.next(where)
  implement.next(where)
  return approve
}
