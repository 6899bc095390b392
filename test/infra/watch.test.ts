import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Declared, resourcesOf } from './synthesized.ts'

const runbook = readFileSync(join(import.meta.dirname, '../../infra/runbook.md'), 'utf8')

describe('when something hurts in production', () => {
  let resources: readonly Declared[]
  beforeAll(async () => {
    resources = resourcesOf('prod')
  })

  const ofType = (type: string) => resources.filter((r) => r.Type === type)
  const alarms = () => ofType('AWS::CloudWatch::Alarm')
  const alarm = (name: string) => alarms().find((a) => a.Properties.AlarmName === `haneul-prod-${name}`)!
  /** Logical ids of another stack's resources appear inside the names of its exports. */
  const mentions = (place: unknown, resource: Declared) =>
    JSON.stringify(place).includes(`${resource.stack}:ExportsOutput`) && JSON.stringify(place).includes(resource.id)

  test('somebody is told, and told when it is over', () => {
    const [topic] = ofType('AWS::SNS::Topic').filter((t) => t.Properties.TopicName === 'haneul-prod-alarms')
    for (const { Properties } of alarms()) {
      expect(Properties.AlarmActions).toEqual([{ Ref: topic!.id }])
      expect(Properties.OKActions).toEqual([{ Ref: topic!.id }])
    }
    expect(ofType('AWS::SNS::Subscription').map((s) => s.Properties)).toContainEqual({
      Protocol: 'email',
      Endpoint: 'oncall@haneul.example',
      TopicArn: { Ref: topic!.id },
    })
  })

  test('the alarm says whom it hurts and leads to its heading in the runbook', () => {
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    for (const { Properties } of alarms()) {
      const name = Properties.AlarmName.replace('haneul-prod-', '')
      expect(Properties.AlarmDescription).toMatch(new RegExp(`^[A-Z].+\\. What to do: infra/runbook\\.md#${name}$`))
      // CloudWatch keeps 1,024 characters of a description.
      expect(Properties.AlarmDescription.length).toBeLessThanOrEqual(1024)
      expect(headings).toContain(name)
    }
  })

  test('every heading of the runbook belongs to an alarm, but those for the first deployment and for when the sign-in is lost', () => {
    const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    const names = alarms().map((a) => a.Properties.AlarmName.replace('haneul-prod-', ''))
    expect(headings.toSorted()).toEqual([...names, 'First deployment', 'Nobody can sign in'].toSorted())
  })

  test('alarms and dashboards stay within what an account has free: ten and three', () => {
    expect(alarms().length).toBeLessThanOrEqual(10)
    expect(ofType('AWS::CloudWatch::Dashboard').length).toBeLessThanOrEqual(3)
  })

  test('a message in any dead-letter queue sets off the alarm', () => {
    const watched = alarm('dead-letters').Properties
    const people = alarm('dead-letters-people').Properties
    const alerts = alarm('dead-letters-alerts').Properties
    const queues = ofType('AWS::SQS::Queue').filter((queue) => queue.Properties.RedrivePolicy === undefined)
    expect(queues.length).toBeGreaterThan(0)
    const metrics = [...watched.Metrics, ...people.Metrics, ...alerts.Metrics]
    for (const queue of queues) expect(metrics.filter((m: unknown) => mentions(m, queue))).toHaveLength(1)
    const summed = [...watched.Metrics, ...people.Metrics, ...alerts.Metrics].flatMap(
      (m: { Expression?: string }) => m.Expression?.match(/FILL\([mp]\d+, 0\)/g) ?? [],
    )
    expect(summed).toHaveLength(queues.length)
    expect(watched).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 })
  })

  test('every function says whom its failure hurts', () => {
    for (const { Properties } of ofType('AWS::Lambda::Function')) {
      expect(Properties.Description).toMatch(/^[A-Z].{20,}\.$/)
      // Lambda keeps 256 characters.
      expect(Properties.Description.length).toBeLessThanOrEqual(256)
    }
  })

  test('no function fails unheard: it leaves dead letters, or its caller sees an error that is counted', () => {
    const asynchronous = ofType('AWS::Lambda::EventInvokeConfig')
    const mappings = ofType('AWS::Lambda::EventSourceMapping')
    const isQueue = (r: Declared) => r.Properties.StartingPosition === undefined
    const fromStream = mappings.filter((mapping) => !isQueue(mapping))
    const answering = ofType('AWS::ApiGatewayV2::Integration')
    for (const f of ofType('AWS::Lambda::Function')) {
      const uses = (r: Declared) => r.stack === f.stack && JSON.stringify(r.Properties).includes(`"${f.id}"`)
      const ways = [...asynchronous, ...fromStream].filter(uses)
      for (const way of ways) {
        const [queueId] = way.Properties.DestinationConfig.OnFailure.Destination['Fn::GetAtt']
        expect(ofType('AWS::SQS::Queue').some((q) => q.stack === f.stack && q.id === queueId)).toBe(true)
        const descriptions = ['dead-letters', 'dead-letters-people', 'dead-letters-alerts'].map(
          (name) => alarm(name).Properties.AlarmDescription,
        )
        expect(descriptions.join(' ')).toContain(f.Properties.Description)
      }
      if (ways.length > 0) continue
      if (mappings.some((mapping) => isQueue(mapping) && uses(mapping))) {
        // What it takes from a queue goes to that queue's dead letters.
        expect(alarm('dead-letters-alerts').Properties.AlarmDescription).toContain(f.Properties.Description)
        continue
      }
      if (ofType('AWS::StepFunctions::StateMachine').some(uses)) {
        // What it cannot do fails the execution that called it.
        expect(JSON.stringify(alarm('dead-letters-people').Properties.Metrics)).toContain('ExecutionsFailed')
        expect(alarm('dead-letters-people').Properties.AlarmDescription).toContain(f.Properties.Description)
        continue
      }
      expect(answering.filter(uses)).toHaveLength(1)
      expect(alarm('pages-failing').Properties.AlarmDescription).toContain(f.Properties.Description)
    }
  })

  test('a clock that stands still is noticed although nothing is measured any more', () => {
    expect(alarm('clock-stopped').Properties).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      TreatMissingData: 'breaching',
    })
  })
})
