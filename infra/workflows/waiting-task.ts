import { Duration } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  Errors,
  IntegrationPattern,
  JitterType,
  JsonPath,
  TaskInput,
  type TaskStateBase,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import type { Construct } from 'constructs'

/** What a state waits for. */
export interface WaitingTaskProps {
  /** What a reader of the picture should know. */
  readonly comment: string
  /** Keeps the token, or answers it at once. */
  readonly task: IFunction
  /** What the task is told beside its token, the execution's name and the record's number and round. */
  readonly tells: Readonly<Record<string, string>>
  /** Path of the seconds after which it goes on by itself; a year unless told. */
  readonly secondsAt?: string
}

/**
 * A state that waits with a task token until the record has passed it. What the task answers becomes the state: ids, and
 * `next`. A function that fails is tried again for two hours; then the execution fails, and the sweep begins another one.
 */
export const waitingTask = (
  scope: Construct,
  name: string,
  { comment, task, tells, secondsAt }: WaitingTaskProps,
): TaskStateBase =>
  new LambdaInvoke(scope, name, {
    stateName: name,
    comment,
    lambdaFunction: task,
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: TaskInput.fromObject({
      token: JsonPath.taskToken,
      execution: JsonPath.stringAt('$$.Execution.Name'),
      number: JsonPath.stringAt('$.number'),
      round: JsonPath.numberAt('$.round'),
      ...tells,
    }),
    taskTimeout: secondsAt === undefined ? Timeout.duration(Duration.days(365)) : Timeout.at(secondsAt),
    retryOnServiceExceptions: false,
  }).addRetry({
    errors: [Errors.TASKS_FAILED],
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxDelay: Duration.minutes(15),
    // 2, 4, … 512 seconds, then a quarter of an hour each.
    maxAttempts: 16,
    jitterStrategy: JitterType.FULL,
  })
