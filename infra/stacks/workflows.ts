import { Duration } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { DeskFunction } from '../constructs/desk-function.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import { answerTasks, items, lists, machineArn, mendExecutions, startExecutions } from '../constructs/grant.ts'
import { Reaction } from '../constructs/reaction.ts'
import type { Environment } from '../environments.ts'
import { changeRound } from '../workflows/change.ts'
import { DeskMachine } from '../workflows/desk-machine.ts'
import type { DataStack } from './data.ts'
import type { EventsStack } from './events.ts'

/** What moves a change on its way. Beginning an approval is always followed by asking, authorizing or sending back in the same breath. */
const moves = [
  'change.submitted',
  'change.approval_asked',
  'change.authorized',
  'change.reverted',
  'change.edited',
  'change.started',
  'change.implemented',
  'change.closed',
  'change.canceled',
]

/** State machines of what waits on people, and what keeps them in step with the records. */
export class WorkflowsStack extends DeskStack {
  /** Walks with each round of a change, one execution each (`CHG-12-r1`). */
  readonly change: StateMachine
  /** Keeps the tokens of its states. */
  readonly task: DeskFunction
  /** Begins executions and lets them go on. */
  readonly reaction: Reaction
  readonly sweep: Reaction
  /** What time brings to changes. */
  readonly changeDue: Reaction

  constructor(scope: Construct, environment: Environment, { data, events }: { data: DataStack; events: EventsStack }) {
    super(scope, environment, 'workflows', 'Walks with changes from their approval to their end.')
    const name = `haneul-${environment.name}-change`
    const settings = { TABLE_NAME: data.table.tableName, CHANGE_MACHINE: machineArn(this, name) }

    this.task = new DeskFunction(this, {
      path: 'workflow/task',
      ifItFails: 'The executions of changes stop where they are; the changes themselves go on.',
      settings,
      may: [items(data.table, 'GetItem', 'PutItem'), answerTasks(this, name)],
    })
    this.change = new DeskMachine(this, 'change', {
      name,
      comment: 'One round of a change: approval, window, implementation, review.',
      definition: changeRound(this, this.task),
      calls: [this.task],
    })

    const follows = [
      items(data.table, 'GetItem', 'Query', 'PutItem'),
      startExecutions(this, name),
      answerTasks(this, name),
    ]
    this.reaction = new Reaction(this, {
      path: 'reactions/workflow',
      ifItFails: 'No execution walks with a change, or it stays behind, for an hour at most.',
      to: { bus: events.bus, patterns: [{ source: ['haneul'], detailType: moves }] },
      settings,
      may: follows,
    })
    this.sweep = new Reaction(this, {
      path: 'workflow/sweep',
      ifItFails: 'Changes and executions that lost each other stay apart.',
      to: { every: Schedule.rate(Duration.hours(1)) },
      // A thousand open changes take a minute.
      timeout: Duration.minutes(15),
      settings,
      may: [...follows, lists(data.table, 'byState'), ...mendExecutions(this, name)],
    })
    this.changeDue = new Reaction(this, {
      path: 'reactions/change-due',
      ifItFails:
        'Approvers are not reminded, what nobody decides in time stays open, and overdue reviews are not noticed.',
      to: {
        bus: events.bus,
        patterns: [{ source: ['haneul'], detailType: ['timer.due'], detail: { lane: ['change'] } }],
      },
      timeout: Duration.seconds(60),
      settings: { TABLE_NAME: data.table.tableName },
      may: [items(data.table, 'GetItem', 'PutItem'), lists(data.table, 'byState')],
    })
  }
}
