import { isDeepStrictEqual } from 'node:util'
import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import type { Resource, World } from '../world.ts'

/** Calls DynamoDB as the host and answers the parsed result; rejects with the service's error. */
export type CallDynamodb = (operation: string, request: object) => Promise<Record<string, unknown>>

/** The error of a service, by its name. */
export class ServiceError extends Error {
  override readonly name: string

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

interface Index {
  readonly IndexName: string
  readonly KeySchema: readonly unknown[]
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] }
}

interface Description {
  readonly KeySchema: readonly unknown[]
  readonly GlobalSecondaryIndexes?: readonly Index[]
}

const PLAYED = [
  'AttributeDefinitions',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'StreamSpecification',
  'TableName',
  'TimeToLiveSpecification',
]
const WITHOUT_EFFECT = {
  ContributorInsightsSpecification: 'there are no metrics',
  DeletionProtectionEnabled: 'nobody deletes a table here but by removing the data folder',
  PointInTimeRecoverySpecification: 'a copy of the data folder is the backup',
  SSESpecification: 'the disk is as encrypted as the machine',
  TableClass: 'it is a price',
  Tags: 'nobody reads them',
}

/** Creates the tables of the template that are not there, and makes the indexes of those that are as the template says. */
export async function provisionTables(world: World, call: CallDynamodb): Promise<void> {
  for (const table of world.ofType('AWS::DynamoDB::Table')) {
    refuseUnknown(table, PLAYED, WITHOUT_EFFECT)
    const existing = await describe(table.ref, call)
    if (existing === undefined) await create(table, call)
    else await update(table, existing, call)
  }
}

async function describe(name: string, call: CallDynamodb): Promise<Description | undefined> {
  try {
    return (await call('DescribeTable', { TableName: name })).Table as Description
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'ResourceNotFoundException') return undefined
    throw error
  }
}

async function create({ ref, properties }: Resource, call: CallDynamodb): Promise<void> {
  const { StreamSpecification, TimeToLiveSpecification } = properties
  await call('CreateTable', {
    TableName: ref,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
    BillingMode: 'PAY_PER_REQUEST',
    // In CloudFormation its presence says that there is a stream.
    ...(StreamSpecification && { StreamSpecification: { ...StreamSpecification, StreamEnabled: true } }),
  })
  if (TimeToLiveSpecification) await call('UpdateTimeToLive', { TableName: ref, TimeToLiveSpecification })
}

async function update(table: Resource, existing: Description, call: CallDynamodb): Promise<void> {
  const { ref, properties } = table
  if (!isDeepStrictEqual(existing.KeySchema, properties.KeySchema)) {
    throw new Error(sentence(table, `its key differs from the stored table's; remove the data folder, or keep the key`))
  }
  const wanted: readonly Index[] = properties.GlobalSecondaryIndexes ?? []
  const stored = existing.GlobalSecondaryIndexes ?? []
  const same = (index: Index) => stored.some((each) => isDeepStrictEqual(essence(each), essence(index)))
  const change = (GlobalSecondaryIndexUpdates: object[]) =>
    call('UpdateTable', {
      TableName: ref,
      AttributeDefinitions: properties.AttributeDefinitions,
      GlobalSecondaryIndexUpdates,
    })
  for (const { IndexName } of stored) {
    if (!wanted.some((index) => index.IndexName === IndexName && same(index))) await change([{ Delete: { IndexName } }])
  }
  for (const index of wanted) if (!same(index)) await change([{ Create: index }])
}

const essence = ({ IndexName, KeySchema, Projection }: Index) => ({
  IndexName,
  KeySchema,
  type: Projection.ProjectionType,
  attributes: Projection.NonKeyAttributes?.toSorted(),
})
