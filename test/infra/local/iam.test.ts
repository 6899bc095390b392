import { describe, expect, test } from 'vitest'
import { openAuthority } from '../../../infra/local/iam/authority.ts'
import { holds } from '../../../infra/local/iam/condition.ts'
import type { Declaration } from '../../../infra/local/template/assembly.ts'
import { worldOf } from '../../../infra/local/template/world.ts'

const ROLE = 'arn:aws:iam::000000000000:role/worker'
const TABLE = 'arn:aws:dynamodb:ap-northeast-2:000000000000:table/desk'
const BUCKET = 'arn:aws:s3:::mail'

const authorityOf = (resources: Record<string, Declaration>) =>
  openAuthority(
    worldOf(
      [{ name: 'desk', account: '000000000000', region: 'ap-northeast-2', template: { Resources: resources } }],
      '/assembly',
      { endpoint: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:2' },
    ),
  )

const document = (statements: object[]) => ({ Version: '2012-10-17', Statement: statements })
const role = (statements: object[], more: object = {}): Declaration => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'worker',
    Policies: [{ PolicyName: 'grants', PolicyDocument: document(statements) }],
    ...more,
  },
})
const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mail' } }
const bucketPolicy = (statements: object[]): Declaration => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: 'mail', PolicyDocument: document(statements) },
})

const may = (statements: object[], action: string, resource: string, context = {}) =>
  authorityOf({ role: role(statements) }).mayRole(ROLE, { action, resource, context })

describe('a role with grants', () => {
  test.each([
    ['what is granted', { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: TABLE }, true],
    ['another action', { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: TABLE }, false],
    ['another resource', { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: `${TABLE}2` }, false],
    ['an action in another spelling', { Effect: 'Allow', Action: 'DynamoDB:getitem', Resource: TABLE }, true],
    ['a wildcard action', { Effect: 'Allow', Action: ['s3:*', 'dynamodb:Get*'], Resource: '*' }, true],
    [
      'a wildcard resource',
      { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: `${TABLE.slice(0, -4)}d?sk` },
      true,
    ],
    ['all but one action', { Effect: 'Allow', NotAction: 'dynamodb:PutItem', Resource: TABLE }, true],
    ['all but this action', { Effect: 'Allow', NotAction: 'dynamodb:GetItem', Resource: TABLE }, false],
    ['all but this resource', { Effect: 'Allow', Action: '*', NotResource: TABLE }, false],
  ])('asked for GetItem on the table, with %s', (_, statement, expected) => {
    expect(may([statement], 'dynamodb:GetItem', TABLE)).toBe(expected)
  })

  test('may nothing that no statement allows', () => {
    expect(may([], 'dynamodb:GetItem', TABLE)).toBe(false)
  })

  test('may nothing that one statement denies, whatever another allows', () => {
    const statements = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'dynamodb:DeleteItem', Resource: '*' },
    ]
    expect(may(statements, 'dynamodb:DeleteItem', TABLE)).toBe(false)
    expect(may(statements, 'dynamodb:GetItem', TABLE)).toBe(true)
  })

  test('may touch only the partition keys that its condition names', () => {
    const grant = {
      Effect: 'Allow',
      Action: 'dynamodb:GetItem',
      Resource: TABLE,
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['own'] } },
    }
    expect(may([grant], 'dynamodb:GetItem', TABLE, { 'dynamodb:LeadingKeys': ['own'] })).toBe(true)
    expect(may([grant], 'dynamodb:GetItem', TABLE, { 'dynamodb:LeadingKeys': ['own', 'other'] })).toBe(false)
  })

  test('also has what attached policies and known managed policies grant', () => {
    const attached = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'p',
        Roles: ['worker'],
        PolicyDocument: document([{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }]),
      },
    }
    const managed = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'
    const authority = authorityOf({ role: role([], { ManagedPolicyArns: [managed] }), attached })
    expect(authority.mayRole(ROLE, { action: 's3:GetObject', resource: `${BUCKET}/a` })).toBe(true)
    expect(authority.mayRole(ROLE, { action: 'logs:PutLogEvents', resource: 'arn:aws:logs:::x' })).toBe(true)
  })

  test('a managed policy that is not known here stops the start', () => {
    expect(() =>
      authorityOf({ role: role([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] }) }),
    ).toThrow(
      'desk/role (AWS::IAM::Role): the local host does not know the managed policy arn:aws:iam::aws:policy/PowerUserAccess.',
    )
  })
})

describe('a bucket with a policy of its own', () => {
  const onlySes = [
    {
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${BUCKET}/raw/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': '000000000000', 'aws:SourceArn': 'arn:aws:ses:::rule' } },
    },
    {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['s3:PutObject', 's3:DeleteObject'],
      Resource: `${BUCKET}/raw/*`,
      Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: `${BUCKET}/*`,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]
  const authority = authorityOf({
    bucket,
    policy: bucketPolicy(onlySes),
    role: role([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]),
  })
  const ask = (service: string, source: string) =>
    authority.allowedByResourcePolicy(`${BUCKET}/raw/1`, service, 's3:PutObject', {
      'aws:SourceAccount': '000000000000',
      'aws:SourceArn': source,
    })

  test('lets the service in for the source it names, and nobody else', () => {
    expect(ask('ses.amazonaws.com', 'arn:aws:ses:::rule')).toBe(true)
    expect(ask('ses.amazonaws.com', 'arn:aws:ses:::other')).toBe(false)
    expect(ask('sns.amazonaws.com', 'arn:aws:ses:::rule')).toBe(false)
  })

  test('denies a role what its own grants allow', () => {
    expect(authority.mayRole(ROLE, { action: 's3:PutObject', resource: `${BUCKET}/raw/1` })).toBe(false)
    expect(authority.mayRole(ROLE, { action: 's3:PutObject', resource: `${BUCKET}/text/1` })).toBe(true)
    expect(authority.mayRole(ROLE, { action: 's3:GetObject', resource: `${BUCKET}/raw/1` })).toBe(true)
  })

  test('without a policy lets no service in', () => {
    const open = authorityOf({ bucket })
    expect(open.allowedByResourcePolicy(`${BUCKET}/a`, 'ses.amazonaws.com', 's3:PutObject', {})).toBe(false)
  })
})

describe('conditions', () => {
  test.each([
    [{ StringEquals: { key: ['a', 'b'] } }, { key: 'b' }, true],
    [{ StringEquals: { KEY: 'a' } }, { key: 'a' }, true],
    [{ StringEquals: { key: 'a' } }, {}, false],
    [{ StringEqualsIfExists: { key: 'a' } }, {}, true],
    [{ StringNotEquals: { key: 'a' } }, {}, true],
    [{ StringNotEquals: { key: ['a', 'b'] } }, { key: 'b' }, false],
    [{ StringNotEquals: { key: 'a' } }, { key: ['b', 'a'] }, false],
    [{ StringLike: { key: 'help@*' } }, { key: 'help@haneul.example' }, true],
    [{ ArnLike: { key: 'arn:aws:s3:::*' } }, { key: 'arn:aws:s3:::mail' }, true],
    [{ ArnNotLike: { key: 'arn:aws:s3:::*' } }, { key: 'arn:aws:sqs:::q' }, true],
    [{ Bool: { key: 'true' } }, { key: 'true' }, true],
    [{ NumericLessThanEquals: { key: '10' } }, { key: '10' }, true],
    [{ DateGreaterThan: { key: '2026-01-01T00:00:00Z' } }, { key: '2026-06-01T00:00:00Z' }, true],
    [{ Null: { key: 'true' } }, {}, true],
    [{ Null: { key: 'true' } }, { key: 'a' }, false],
    [{ 'ForAnyValue:StringEquals': { key: ['a'] } }, { key: ['b', 'a'] }, true],
    [{ 'ForAllValues:StringLike': { key: ['a*'] } }, { key: ['ab', 'b'] }, false],
    [{ 'ForAllValues:StringEquals': { key: ['a'] } }, {}, true],
    [{ StringEquals: { one: 'a' }, Bool: { two: 'true' } }, { one: 'a', two: 'false' }, false],
  ])('%j with %j is %s', (condition, context, expected) => {
    expect(holds(condition, context as Record<string, string | string[]>)).toBe(expected)
  })

  test('an operator nobody knows is no permission', () => {
    expect(() => holds({ StringEqual: { key: 'a' } }, { key: 'a' })).toThrow('StringEqual')
  })
})
