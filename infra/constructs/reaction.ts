import { type EventPattern, type IEventBus, Rule, type Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets'
import { nameOf } from '../functions.ts'
import { DeadLetters } from './dead-letters.ts'
import { DeskFunction, type DeskFunctionProps } from './desk-function.ts'
import type { DeskStack } from './desk-stack.ts'

/** When a reaction happens: on events of a bus, any of the patterns, or by the clock. */
export type Cause =
  | { readonly bus: IEventBus; readonly patterns: readonly EventPattern[] }
  | { readonly every: Schedule }

/** A function that reacts by itself: its rules, and one queue for what neither the rules nor the function could do. */
export class Reaction extends DeskFunction {
  readonly deadLetters: DeadLetters

  constructor(stack: DeskStack, props: Omit<DeskFunctionProps, 'deadLetters'> & { readonly to: Cause }) {
    const deadLetters = new DeadLetters(stack, nameOf(props.path), props.ifItFails)
    super(stack, { ...props, deadLetters })
    this.deadLetters = deadLetters
    const target = new LambdaTarget(this, { deadLetterQueue: deadLetters })
    if ('every' in props.to) {
      new Rule(stack, `${nameOf(props.path)}-rule`, { schedule: props.to.every, targets: [target] })
      return
    }
    for (const [index, eventPattern] of props.to.patterns.entries()) {
      new Rule(stack, `${nameOf(props.path)}-rule-${index + 1}`, {
        eventBus: props.to.bus,
        eventPattern,
        targets: [target],
      })
    }
  }
}
