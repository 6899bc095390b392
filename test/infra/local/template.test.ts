// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub spells its placeholders like this
import { describe, expect, test } from 'vitest'
import type { Stack, Template } from '../../../infra/local/template/assembly.ts'
import { worldOf } from '../../../infra/local/template/world.ts'

const addresses = { endpoint: 'http://127.0.0.1:4000', apiUrl: 'http://127.0.0.1:3000' }

const stack = (name: string, template: Template): Stack => ({
  name,
  account: '000000000000',
  region: 'ap-northeast-2',
  template,
})
const read = (...stacks: Stack[]) => worldOf(stacks, '/assembly', addresses)

/** A function whose environment holds one value, to see what becomes of it. */
const holding = (value: unknown, rest: Template = {}) =>
  stack('desk', {
    ...rest,
    Resources: {
      ...rest.Resources,
      probe: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'probe', Value: value } },
    },
  })
const outcomeOf = (value: unknown, rest?: Template, ...others: Stack[]) =>
  read(holding(value, rest), ...others).byArn('arn:aws:lambda:ap-northeast-2:000000000000:function:probe')!.properties
    .Value

const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'alerts' } }

describe('a template with intrinsic functions', () => {
  test.each([
    ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'ap-northeast-2'],
    ['Ref to a parameter', { Ref: 'Level' }, 'high'],
    ['Ref to a queue: its URL at the gateway', { Ref: 'queue' }, 'http://127.0.0.1:4000/000000000000/alerts'],
    ['GetAtt', { 'Fn::GetAtt': ['queue', 'Arn'] }, 'arn:aws:sqs:ap-northeast-2:000000000000:alerts'],
    ['GetAtt as one text', { 'Fn::GetAtt': 'queue.QueueName' }, 'alerts'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::AccountId' }]] }, 'a-000000000000'],
    ['Sub', { 'Fn::Sub': '${AWS::Partition}/${queue.QueueName}/${!literal}' }, 'aws/alerts/${literal}'],
    ['Sub with values of its own', { 'Fn::Sub': ['${who}!', { who: { Ref: 'Level' } }] }, 'high!'],
    ['Select from Split', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b,c'] }] }, 'b'],
    ['If', { 'Fn::If': ['IsHigh', 'yes', 'no'] }, 'yes'],
    ['If by a condition on conditions', { 'Fn::If': ['IsNeither', 'yes', 'no'] }, 'no'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', 'high', 'memory'] }, 512],
    ['Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['NoValue leaves the property out', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    ['a policy condition is no intrinsic', { Condition: { Bool: { a: 'b' } } }, { Condition: { Bool: { a: 'b' } } }],
  ])('%s', (_, value, expected) => {
    const rest: Template = {
      Parameters: { Level: { Type: 'String', Default: 'high' } },
      Mappings: { Sizes: { high: { memory: 512 } } },
      Conditions: {
        IsHigh: { 'Fn::Equals': [{ Ref: 'Level' }, 'high'] },
        IsNeither: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'IsHigh' }, { 'Fn::Equals': ['a', 'b'] }] }] },
      },
      Resources: { queue },
    }
    expect(outcomeOf(value, rest)).toEqual(expected)
  })

  test('a value exported by another stack is imported, in whatever order the stacks come', () => {
    const exporting = stack('data', {
      Resources: { queue },
      Outputs: {
        Out: { Value: { 'Fn::GetAtt': ['queue', 'Arn'] }, Export: { Name: { 'Fn::Sub': '${AWS::StackName}:out' } } },
      },
    })
    expect(outcomeOf({ 'Fn::ImportValue': 'data:out' }, {}, exporting)).toBe(
      'arn:aws:sqs:ap-northeast-2:000000000000:alerts',
    )
  })

  test('a resource whose condition is false does not exist', () => {
    const world = read(
      stack('desk', {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { queue: { ...queue, Condition: 'Never' } },
      }),
    )
    expect(world.resources).toEqual([])
  })
})

describe('a resource without a name', () => {
  const nameOf = (logicalId: string) =>
    read(stack('haneul-local-data', { Resources: { [logicalId]: { Type: 'AWS::S3::Bucket' } } })).resources[0]!.ref

  test('gets one that is the same in every run and fit for its service', () => {
    expect(nameOf('mailBB76F9F9')).toBe('haneul-local-data-mailbb76f9f9')
    const long = nameOf('x'.repeat(80))
    expect(long).toHaveLength(63)
    expect(nameOf('x'.repeat(80))).toBe(long)
    expect(nameOf(`${'x'.repeat(80)}y`)).not.toBe(long)
  })
})

describe('something this host cannot play', () => {
  const expectRefusal = (template: Template) => expect(() => read(stack('desk', template)))

  test('an unknown type stops the start with stack, resource and type', () => {
    expectRefusal({ Resources: { db: { Type: 'AWS::RDS::DBInstance' } } }).toThrow(
      'desk/db: the local host does not know the resource type AWS::RDS::DBInstance.',
    )
  })

  test.each([
    ['an unknown intrinsic function', { 'Fn::Cidr': ['10.0.0.0/8', 1] }, 'Fn::Cidr'],
    ['an unknown attribute', { 'Fn::GetAtt': ['queue', 'Colour'] }, 'AWS::SQS::Queue.Colour'],
    ['a reference to nothing', { Ref: 'nobody' }, 'nothing in desk is called nobody'],
    ['an export nobody makes', { 'Fn::ImportValue': 'x:y' }, 'no stack exports x:y'],
    ['a parameter without a value', { Ref: 'Secret' }, 'the parameter Secret has no value on this machine'],
  ])('%s stops it, naming the resource that uses it', (_, value, sentence) => {
    const rest: Template = {
      Parameters: { Secret: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' } },
      Resources: { queue },
    }
    expect(() => read(holding(value, rest))).toThrow(sentence)
    expect(() => read(holding(value, rest))).toThrow(/^desk\/(probe|queue) \(AWS::/)
  })

  test('names that refer to each other in a circle stop it', () => {
    const named = (other: string) => ({
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: { 'Fn::GetAtt': [other, 'QueueName'] } },
    })
    expectRefusal({ Resources: { one: named('two'), two: named('one') } }).toThrow('circle')
  })

  test('stacks of two regions stop it', () => {
    expect(() => read(stack('one', {}), { ...stack('two', {}), region: 'us-east-1' })).toThrow('one account and region')
  })
})
