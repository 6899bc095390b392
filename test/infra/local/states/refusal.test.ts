import { describe, expect, test } from 'vitest'
import { machinesOf } from '../../../../infra/local/states/machine.ts'
import { worldFrom } from '../cloud.ts'
import { functionArn, only } from './room.ts'

const read =
  (definition: object, more: object = {}) =>
  () =>
    machinesOf(
      worldFrom({
        machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { RoleArn: 'role', DefinitionString: JSON.stringify(definition), ...more },
        },
      }),
    )
const pass = { Type: 'Pass', End: true }
const block = { StartAt: 'Inner', States: { Inner: pass } }
const mapped = (processor: object, more: object = {}) =>
  only({ Type: 'Map', ItemProcessor: processor, ...more, End: true })
const call = (Resource: string, more: object = {}) => only({ Type: 'Task', Resource, ...more, End: true })

describe('a machine that cannot be played stops the start with a sentence that names the state', () => {
  const where = 'desk/machine (AWS::StepFunctions::StateMachine): '
  const inOnly = `${where}the state Only: `
  const refused: readonly [what: string, definition: object, sentence: string][] = [
    [
      'JSONata for all',
      { QueryLanguage: 'JSONata', ...only(pass) },
      `${where}the local host plays JSONPath only, not JSONata.`,
    ],
    [
      'JSONata for a state',
      only({ ...pass, QueryLanguage: 'JSONata' }),
      `${inOnly}the local host plays JSONPath only, not JSONata.`,
    ],
    ['variables', only({ ...pass, Assign: { 'a.$': '$' } }), `${inOnly}the local host does not play Assign.`],
    ['a variable in a path', only({ ...pass, Parameters: { 'a.$': '$name' } }), `${inOnly}$name is not a path.`],
    [
      'a distributed Map',
      mapped({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...block }),
      `${inOnly}the local host plays inline Maps only, no distributed ones.`,
    ],
    [
      'what only distributed Maps have',
      mapped(block, { ItemReader: {}, ToleratedFailureCount: 1 }),
      `${inOnly}the local host does not play ItemReader, ToleratedFailureCount.`,
    ],
    [
      'an activity',
      call('arn:aws:states:ap-northeast-2:000000000000:activity:a'),
      `${inOnly}the local host plays no activities.`,
    ],
    [
      'a service',
      call('arn:aws:states:::sns:publish'),
      `${inOnly}the local host does not play the resource arn:aws:states:::sns:publish.`,
    ],
    [
      'a way of calling',
      call('arn:aws:states:::states:startExecution.sync:2'),
      `${inOnly}the local host does not play the resource arn:aws:states:::states:startExecution.sync:2.`,
    ],
    [
      'a token where there is none',
      call('arn:aws:states:::dynamodb:putItem.waitForTaskToken'),
      `${inOnly}the local host does not play the resource arn:aws:states:::dynamodb:putItem.waitForTaskToken.`,
    ],
    [
      'a function that is not there',
      call(functionArn('none')),
      `${inOnly}${functionArn('none')} is not in the template.`,
    ],
    [
      'credentials of another role',
      call('arn:aws:states:::lambda:invoke', { Credentials: {} }),
      `${inOnly}the local host does not play Credentials.`,
    ],
    ['a field', only({ ...pass, Colour: 'red' }), `${inOnly}the local host does not play Colour.`],
    ['a type', only({ Type: 'Sleep', End: true }), `${inOnly}the local host does not know the type Sleep.`],
    ['a state to go to', only({ Type: 'Pass', Next: 'None' }), `${inOnly}there is no state None to go to.`],
    ['no end', only({ Type: 'Pass' }), `${inOnly}it has either Next or End.`],
    ['a state to start at', { StartAt: 'None', States: { Only: pass } }, `${where}there is no state None to start at.`],
    [
      'an operator',
      only({ Type: 'Choice', Choices: [{ Variable: '$.a', IsOdd: true, Next: 'Only' }] }),
      `${inOnly}the local host does not know the operator IsOdd.`,
    ],
    [
      'a function of the language',
      only({ ...pass, Parameters: { 'a.$': 'States.Upper($.a)' } }),
      `${inOnly}States.Upper($.a) is not a function that the local host plays (see character 13).`,
    ],
    [
      'too few arguments',
      only({ ...pass, Parameters: { 'a.$': 'States.MathAdd(1)' } }),
      `${inOnly}States.MathAdd does not take 1 arguments.`,
    ],
    ['a path', only({ ...pass, InputPath: 'a.b' }), `${inOnly}a.b is not a path.`],
    [
      'a script in a path',
      only({ ...pass, InputPath: '$.a[(@.length-1)]' }),
      `${inOnly}$.a[(@.length-1)] is a path that the local host does not play.`,
    ],
    [
      'a place for many results',
      only({ ...pass, ResultPath: '$.a[*]' }),
      `${inOnly}$.a[*] may find more than one value, so it is no reference path.`,
    ],
    [
      'a state inside a Map',
      mapped({ StartAt: 'Deep', States: { Deep: { ...pass, Colour: 1 } } }),
      `${where}the state Deep: the local host does not play Colour.`,
    ],
    [
      'a rule that tries again by other means',
      call('arn:aws:states:::lambda:invoke', { Retry: [{ ErrorEquals: ['States.ALL'], Patience: 1 }] }),
      `${inOnly}the local host does not play Patience.`,
    ],
  ]

  test.each(refused)('for %s', (_, definition, sentence) => {
    expect(read(definition)).toThrow(new Error(sentence))
  })

  test('for an express machine, or a property nobody here knows', () => {
    expect(read(only(pass), { StateMachineType: 'EXPRESS' })).toThrow(
      `${where}the local host plays no EXPRESS machines.`,
    )
    expect(read(only(pass), { DefinitionS3Location: {} })).toThrow(
      `${where}the local host does not play DefinitionS3Location.`,
    )
  })
})

describe('a machine of the template', () => {
  test('has its substitutions in the definition, and its ARN as its reference', () => {
    const resource = {
      'Fn::Join': [
        '',
        ['{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"', ['$', '{what}'].join(''), '","End":true}}}'],
      ],
    }
    const world = worldFrom({
      queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } },
      machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'm',
          RoleArn: 'role',
          DefinitionString: resource,
          DefinitionSubstitutions: { what: { 'Fn::GetAtt': ['queue', 'Arn'] } },
        },
      },
    })
    const arn = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:m'
    expect(world.ofType('AWS::StepFunctions::StateMachine')[0]?.ref).toBe(arn)
    expect(machinesOf(world)).toEqual([
      {
        arn,
        name: 'm',
        roleArn: 'role',
        definition:
          '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"arn:aws:sqs:ap-northeast-2:000000000000:q","End":true}}}',
      },
    ])
  })
})
