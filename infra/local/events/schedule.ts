import { randomUUID } from 'node:crypto'
import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { Part, Resource, World } from '../world.ts'
import type { Clock } from './clock.ts'
import { type NextFire, nextFireOf } from './schedule-expression.ts'
import { requireReceiver } from './send.ts'
import { type DeliveryParts, sendToTarget, targetsOf } from './target.ts'

interface Timed {
  readonly next: NextFire
  readonly fire: (dueAt: number) => void
}

/**
 * Fires the schedules of the template: rules with a ScheduleExpression and `AWS::Scheduler::Schedule`. What falls due
 * while the host is down is not made up for, as a rule that is disabled for a while on AWS.
 */
export function startSchedules(parts: DeliveryParts & { clock: Clock }): Part {
  const { world, clock } = parts
  const timed = [
    ...world.ofType('AWS::Events::Rule').flatMap((resource) => timedRule(parts, resource)),
    ...world.ofType('AWS::Scheduler::Schedule').flatMap((resource) => timedSchedule(parts, resource)),
  ]
  const cancels = new Set<() => void>()

  function plan({ next, fire }: Timed, after: number): void {
    const dueAt = next(after)
    if (dueAt === undefined) return
    const cancel = clock.after(dueAt - clock.now(), () => {
      cancels.delete(cancel)
      // Timers may come a little early; counting from the due time keeps one due time from firing twice.
      plan({ next, fire }, Math.max(dueAt, clock.now()))
      fire(dueAt)
    })
    cancels.add(cancel)
  }

  for (const each of timed) plan(each, clock.now())
  return {
    async stop() {
      for (const cancel of cancels) cancel()
    },
  }
}

function timedRule(parts: DeliveryParts & { clock: Clock }, resource: Resource): Timed[] {
  const { ScheduleExpression, State } = resource.properties
  if (ScheduleExpression === undefined || State === 'DISABLED') return []
  const targets = targetsOf(resource, parts.world)
  return [
    {
      next: nextFireOf(ScheduleExpression, parts.clock.now()),
      fire(dueAt) {
        const event = JSON.stringify(scheduledEvent(parts.world, 'aws.events', resource.arn, dueAt, {}))
        for (const target of targets) sendToTarget(parts, target, event)
      },
    },
  ]
}

function timedSchedule(parts: DeliveryParts & { clock: Clock }, resource: Resource): Timed[] {
  const { properties } = resource
  refuseUnknown(
    resource,
    ['FlexibleTimeWindow', 'GroupName', 'Name', 'ScheduleExpression', 'ScheduleExpressionTimezone', 'State', 'Target'],
    { Description: 'text for people' },
  )
  if (properties.FlexibleTimeWindow?.Mode !== 'OFF') {
    throw new Error(sentence(resource, 'the local host plays only FlexibleTimeWindow OFF'))
  }
  const target = { ...resource, properties: properties.Target }
  refuseUnknown(target, ['Arn', 'DeadLetterConfig', 'Input', 'RetryPolicy', 'RoleArn'])
  const { Arn, DeadLetterConfig, Input, RetryPolicy, RoleArn } = properties.Target
  requireReceiver(parts.world, Arn, `${resource.stack}/${resource.logicalId}`)
  if (properties.State === 'DISABLED') return []
  return [
    {
      next: nextFireOf(properties.ScheduleExpression, parts.clock.now(), properties.ScheduleExpressionTimezone),
      fire(dueAt) {
        const standard = () => JSON.stringify(scheduledEvent(parts.world, 'aws.scheduler', resource.arn, dueAt, '{}'))
        parts.outbox.add({
          to: Arn,
          role: RoleArn,
          body: Input ?? standard(),
          retry: {
            attempts: Number(RetryPolicy?.MaximumRetryAttempts ?? 185),
            maxAgeSeconds: Number(RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400),
          },
          deadLetter: DeadLetterConfig && {
            queueArn: DeadLetterConfig.Arn,
            attributes: { SCHEDULE_ARN: resource.arn, TARGET_ARN: Arn },
          },
        })
      },
    },
  ]
}

function scheduledEvent(world: World, source: string, arn: string, dueAt: number, detail: unknown) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source,
    account: world.account,
    time: `${new Date(dueAt).toISOString().slice(0, 19)}Z`,
    region: world.region,
    resources: [arn],
    detail,
  }
}
