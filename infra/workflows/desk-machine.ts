import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, type IChainable, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import type { DeskFunction } from '../constructs/desk-function.ts'
import type { DeskStack } from '../constructs/desk-stack.ts'
import { deliverLogs, invokeFunction } from '../constructs/grant.ts'

/** What a state machine must say about itself before it compiles. */
export interface DeskMachineProps {
  /** Whole, as AWS knows it: `haneul-prod-change`. */
  readonly name: string
  readonly comment: string
  readonly definition: IChainable
  /** The functions that it calls, and nothing else. */
  readonly calls: readonly DeskFunction[]
}

/**
 * A Standard state machine as we run them: for a year at most, which is the longest there is (Step Functions quotas), and with
 * a log of what failed, without what it was about: a task's token would be in it.
 */
export class DeskMachine extends StateMachine {
  constructor(stack: DeskStack, id: string, { name, comment, definition, calls }: DeskMachineProps) {
    const role = new Role(stack, `${id}-role`, {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      inlinePolicies: { grants: new PolicyDocument({ statements: [...calls.map(invokeFunction), deliverLogs()] }) },
    })
    super(stack, id, {
      stateMachineName: name,
      comment,
      definitionBody: DefinitionBody.fromChainable(definition),
      timeout: Duration.days(365),
      // What CDK would add also lets it call every version of the functions.
      role: role.withoutPolicyUpdates(),
      logs: {
        destination: new LogGroup(stack, `${id}-logs`, {
          // Below this path, log groups of many machines need no policy each (CloudWatch keeps ten).
          logGroupName: `/aws/vendedlogs/states/${name}`,
          retention: stack.deployment.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    })
  }
}
