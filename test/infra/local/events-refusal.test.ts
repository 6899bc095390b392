import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../infra/local/world.ts'
import { arn, resource, standFor } from './stand.ts'

const WORKER = arn('lambda', 'function:worker')
const functions = { worker: { source: 'export const handler = async () => {}' } }

const rule = (properties: object) =>
  resource('AWS::Events::Rule', 'Opened', 'opened', arn('events', 'rule/opened'), {
    EventPattern: { source: ['haneul'] },
    ...properties,
  })
const subscription = (properties: object) =>
  resource('AWS::SNS::Subscription', 'Subscribed', '', arn('sns', 'mail:1'), {
    TopicArn: arn('sns', 'mail'),
    Protocol: 'lambda',
    Endpoint: WORKER,
    ...properties,
  })
const mapping = (properties: object) =>
  resource('AWS::Lambda::EventSourceMapping', 'Mapped', 'id', '', {
    EventSourceArn: arn('dynamodb', 'table/desk/stream/1'),
    FunctionName: 'worker',
    StartingPosition: 'TRIM_HORIZON',
    ...properties,
  })
const target = (properties: object) => rule({ Targets: [{ Id: 'a', Arn: WORKER, ...properties }] })
const configured = (properties: object) =>
  resource('AWS::Lambda::EventInvokeConfig', 'Config', '', '', { FunctionName: 'worker', ...properties })
const layered = resource('AWS::Lambda::Function', 'Layered', 'layered', arn('lambda', 'function:layered'), {
  Code: { S3Key: 'worker.zip' },
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Layers: ['arn:aws:lambda:layer'],
})

describe('a template that says more than is played', () => {
  test.each<[string, Resource, RegExp]>([
    ['a transformer', target({ InputTransformer: { InputTemplate: '<a>' } }), /InputTransformer/],
    ['a target of another service', target({ Arn: 'arn:aws:ecs:x:1:cluster/a' }), /arn:aws:ecs/],
    ['a target that is not declared', target({ Arn: arn('sqs', 'nowhere') }), /not in the template/],
    ['a wrong pattern', rule({ EventPattern: { source: 'haneul' } }), /source/],
    ['a schedule that is none', rule({ ScheduleExpression: 'every minute', Targets: [] }), /every minute/],
    ['a protocol', subscription({ Protocol: 'https', Endpoint: 'https://a' }), /https/],
    ['a subscription option', subscription({ DeliveryPolicy: {} }), /DeliveryPolicy/],
    ['a mapping option', mapping({ TumblingWindowInSeconds: 5 }), /TumblingWindowInSeconds/],
    ['a stream of another kind', mapping({ EventSourceArn: arn('kinesis', 'stream/a') }), /kinesis/],
    [
      'an operator of buses in a mapping',
      mapping({ FilterCriteria: { Filters: [{ Pattern: '{"a":[{"wildcard":"*"}]}' }] } }),
      /wildcard/,
    ],
    ['a success destination', configured({ DestinationConfig: { OnSuccess: { Destination: WORKER } } }), /OnSuccess/],
    ['layers', layered, /Layers/],
  ])('stops the start with a sentence that names it: %s', async (_, wrong, sentence) => {
    await expect(standFor({ functions, resources: [wrong] })).rejects.toThrow(sentence)
  })
})
