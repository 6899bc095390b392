import type { Declaration } from '../../../../infra/local/template/assembly.ts'
import { allow, role } from '../cloud.ts'
import { NOTE } from '../stand.ts'
import { functionOf } from './machine-host.ts'
import { functionArn, MACHINE, task } from './room.ts'

/**
 * A change: two people are asked, each within 40 days; then a wait of two days, a decision, an implementation whose first
 * attempt fails, and a review of two kinds.
 */
export const approval = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, ResultPath: '$.draft', Next: 'Approvals' },
    Approvals: {
      Type: 'Map',
      ItemsPath: '$.approvers',
      ResultPath: '$.approvals',
      ItemProcessor: {
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
            Parameters: {
              FunctionName: 'ask',
              Payload: {
                'approver.$': '$$.Map.Item.Value',
                'change.$': '$$.Execution.Input.change',
                'token.$': '$$.Task.Token',
              },
            },
            TimeoutSeconds: 40 * 86_400,
            End: true,
          },
        },
      },
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: 2 * 86_400, Next: 'Decide' },
    Decide: {
      Type: 'Choice',
      Choices: [{ Variable: '$.approvals[0].approved', BooleanEquals: true, Next: 'Implement' }],
      Default: 'Rejected',
    },
    Rejected: { Type: 'Fail', Error: 'Rejected' },
    Implement: task('implement', {
      Parameters: { 'change.$': '$.change' },
      Retry: [{ ErrorEquals: ['Unlucky'], IntervalSeconds: 60 }],
      ResultPath: '$.implemented',
      Next: 'Review',
    }),
    Review: {
      Type: 'Parallel',
      ResultPath: '$.review',
      Branches: [
        { StartAt: 'Look', States: { Look: task('look') } },
        { StartAt: 'Note', States: { Note: { Type: 'Pass', Result: 'noted', End: true } } },
      ],
      Next: 'Closed',
    },
    Closed: { Type: 'Succeed' },
  },
}

/** The template around the machine; functions write down when they are called (see NOTE). */
export const approvalResources = (folder: string): Record<string, Declaration> => ({
  ...functionOf(
    folder,
    'ask',
    `${NOTE}
    export const handler = async ({ approver, change, token }) => note(['ask', approver, change, token].join(' '))`,
  ),
  ...functionOf(
    folder,
    'implement',
    `${NOTE}
    export const handler = async ({ change }) => {
      const isFirst = !notes().some((line) => line.startsWith('implement'))
      note('implement ' + change)
      if (isFirst) throw Object.assign(new Error('try again'), { name: 'Unlucky' })
      return 'implemented'
    }`,
  ),
  ...functionOf(folder, 'look', `${NOTE}\nexport const handler = async () => { note('look'); return 'looked' }`),
  machineRole: role('machine', allow('lambda:InvokeFunction', ['ask', 'implement', 'look'].map(functionArn))),
  answerer: role('answerer', allow(['states:SendTaskSuccess', 'states:StartExecution'], MACHINE)),
  machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: 'machine',
      RoleArn: 'arn:aws:iam::000000000000:role/machine',
      DefinitionString: JSON.stringify(approval),
    },
  },
})
