import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { table as schema } from '../../lib/store/schema.ts'
import { DeskStack } from '../constructs/desk-stack.ts'
import { MalwareScan } from '../constructs/malware-scan.ts'
import type { Environment } from '../environments.ts'
import type { DoorStack } from './door.ts'
import { receiptRule } from './mail-in.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })

interface Inputs {
  readonly door: DoorStack
}

/** What cannot be made again: THE TABLE, the raw mail and the files. */
export class DataStack extends DeskStack {
  readonly table: Table
  /** Raw mail under `raw/`: SES writes it once, nobody changes it. */
  readonly mail: Bucket
  /** Attachments and long texts; people get them, and bring theirs (`uploads/`), by presigned URLs. */
  readonly files: Bucket

  constructor(scope: Construct, environment: Environment, { door }: Inputs) {
    super(scope, environment, 'data', 'What cannot be made again: the table, the raw mail and the files.')
    const removalPolicy = environment.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY

    this.table = new Table(this, 'table', {
      partitionKey: text(schema.partitionKey),
      sortKey: text(schema.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: schema.ttl,
      deletionProtection: environment.protect,
      removalPolicy,
    })
    for (const [indexName, { pk, sk }] of Object.entries(schema.indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(pk),
        sortKey: text(sk),
        ...(indexName === 'byDue'
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...schema.projection] }),
      })
    }

    const closed = {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy,
    }
    const housekeeping = {
      abortIncompleteMultipartUploadAfter: Duration.days(1),
      noncurrentVersionExpiration: Duration.days(30),
    }
    this.mail = new Bucket(this, 'mail', {
      ...closed,
      lifecycleRules: [{ ...housekeeping, expiration: Duration.days(environment.mailRetentionDays) }],
    })
    this.files = new Bucket(this, 'files', {
      ...closed,
      // Pages of the desk put files there with a link that is good for one file; nobody else's do.
      cors: [{ allowedOrigins: [door.url], allowedMethods: [HttpMethods.PUT], allowedHeaders: ['*'], maxAge: 3000 }],
      lifecycleRules: [
        housekeeping,
        // What no message took within a day: its bytes are gone a day later.
        {
          id: 'uploads',
          prefix: 'uploads/',
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    })
    if (environment.scanning === 'guardduty') new MalwareScan(this, this.files, 'uploads/')
    this.letOnlySesWrite()
  }

  /** https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html */
  private letOnlySesWrite() {
    const raw = this.mail.arnForObjects('raw/*')
    this.mail.addToResourcePolicy(
      new PolicyStatement({
        sid: 'SesStoresMail',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [raw],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account, 'aws:SourceArn': receiptRule(this).arn },
        },
      }),
    )
    this.mail.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyChangesMail',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
        resources: [raw],
        conditions: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
      }),
    )
  }
}
