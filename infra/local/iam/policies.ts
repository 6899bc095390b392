import type { Resource, World } from '../world.ts'
import type { PolicyStatement } from './statement.ts'

interface PolicyDocument {
  readonly Statement: PolicyStatement | readonly PolicyStatement[]
}

const statementsIn = ({ Statement }: PolicyDocument): readonly PolicyStatement[] =>
  'Effect' in Statement ? [Statement] : Statement

/** Statements of the policies AWS manages that the template may attach (AWS Managed Policy Reference). */
const managed: Readonly<Record<string, readonly PolicyStatement[]>> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': [
    { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
  ],
}

/** What each role of the template may do, by role ARN: inline policies, attached and managed ones. */
export function identityPolicies(world: World): ReadonlyMap<string, readonly PolicyStatement[]> {
  const policies = [...world.ofType('AWS::IAM::Policy'), ...world.ofType('AWS::IAM::ManagedPolicy')]
  return new Map(
    world.ofType('AWS::IAM::Role').map((role) => {
      const { Policies = [], ManagedPolicyArns = [], PermissionsBoundary } = role.properties
      if (PermissionsBoundary !== undefined) throw new Error(complaint(role, 'permissions boundaries'))
      const inline: PolicyStatement[] = Policies.flatMap((each: { PolicyDocument: PolicyDocument }) =>
        statementsIn(each.PolicyDocument),
      )
      const attached = policies
        .filter(({ properties, ref }) => properties.Roles?.includes(role.ref) || ManagedPolicyArns.includes(ref))
        .flatMap(({ properties }) => statementsIn(properties.PolicyDocument))
      const ofAws = ManagedPolicyArns.filter((arn: string) => arn.startsWith('arn:aws:iam::aws:')).flatMap(
        (arn: string) => {
          const statements = managed[arn]
          if (statements === undefined) throw new Error(complaint(role, `the managed policy ${arn}`))
          return statements
        },
      )
      return [role.arn, [...inline, ...attached, ...ofAws]]
    }),
  )
}

/** What the policies of buckets, queues and topics say, by the ARN of the resource they are attached to. */
export function resourcePolicies(world: World): ReadonlyMap<string, readonly PolicyStatement[]> {
  const attached: [string, readonly PolicyStatement[]][] = [
    ...world
      .ofType('AWS::S3::BucketPolicy')
      .map(({ properties }): [string, readonly PolicyStatement[]] => [
        `arn:aws:s3:::${properties.Bucket}`,
        statementsIn(properties.PolicyDocument),
      ]),
    ...perResource(world, 'AWS::SQS::QueuePolicy', 'Queues'),
    ...perResource(world, 'AWS::SNS::TopicPolicy', 'Topics'),
  ]
  const byArn = Map.groupBy(attached, ([arn]) => arn)
  return new Map([...byArn].map(([arn, each]) => [arn, each.flatMap(([, statements]) => statements)]))
}

function perResource(world: World, type: string, list: string): [string, readonly PolicyStatement[]][] {
  return world.ofType(type).flatMap((policy) =>
    policy.properties[list].map((ref: string): [string, readonly PolicyStatement[]] => {
      const resource = world.resources.find((each) => each.ref === ref)
      if (resource === undefined) throw new Error(complaint(policy, `a policy on ${ref}, which no template declares`))
      return [resource.arn, statementsIn(policy.properties.PolicyDocument)]
    }),
  )
}

const complaint = ({ stack, logicalId, type }: Resource, what: string) =>
  `${stack}/${logicalId} (${type}): the local host does not know ${what}.`
