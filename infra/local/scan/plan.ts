import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../events/clock.ts'
import type { Authority } from '../iam/authority.ts'
import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import { inTransaction } from '../ledger.ts'
import { type Objects, type StoredObject, versionOf } from '../storage/objects.ts'
import type { Part, Resource, World } from '../world.ts'
import { type ScanResult, scan } from './scanner.ts'

/** What scanning needs of the rest of the host. */
export interface ScanningParts {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly objects: Objects
  readonly authority: Pick<Authority, 'mayRole'>
  readonly clock: Clock
  /** Durable on return, or on commit of an open ledger transaction. */
  readonly putEvents: (bus: string, entries: readonly ServiceEvent[]) => unknown
}

/** Scans at work. */
export interface Scanning extends Part {
  /** Goes on with what an earlier run left over; to be called once events can be put. */
  resume(): void
  /** Resolves once nothing that is due is under way. */
  idle(): Promise<void>
}

/** A result takes GuardDuty seconds; here a moment, so that one sees a file being checked. */
const AFTER_MS = 1500

/** An entry for PutEvents. */
interface ServiceEvent {
  readonly Source: string
  readonly DetailType: string
  readonly Detail: string
  readonly Resources: readonly string[]
  /** ISO 8601. */
  readonly Time: string
}

type Outcome = ScanResult | { readonly status: 'ACCESS_DENIED' | 'FAILED'; readonly threats: readonly string[] }

interface Plan {
  readonly arn: string
  readonly role: string
  readonly bucket: string
  readonly prefixes: readonly string[]
  readonly tags: boolean
}

interface Job {
  readonly id: number
  readonly plan: string
  readonly bucket: string
  readonly key: string
  readonly version: string
  readonly due_at: number
}

function planOf(resource: Resource): Plan {
  refuseUnknown(resource, ['Role', 'ProtectedResource', 'Actions'], { Tags: 'nobody reads them' })
  const { Role, ProtectedResource, Actions } = resource.properties
  const { BucketName, ObjectPrefixes = [''], ...other } = ProtectedResource?.S3Bucket ?? {}
  if (BucketName === undefined || Object.keys(other).length > 0)
    throw new Error(sentence(resource, 'the local host scans a bucket by prefixes, nothing else'))
  const tags = Actions?.Tagging?.Status === 'ENABLED'
  return { arn: resource.arn, role: Role, bucket: BucketName, prefixes: ObjectPrefixes, tags }
}

/** GuardDuty's words for how a scan went, by its result. */
const statusOf = ({ status }: Outcome) =>
  status === 'FAILED' ? 'FAILED' : status === 'UNSUPPORTED' || status === 'ACCESS_DENIED' ? 'SKIPPED' : 'COMPLETED'

/** The event about a result (GuardDuty User Guide, "Monitoring S3 object scans with Amazon EventBridge"). */
function resultEvent(
  { arn }: Plan,
  { bucket, key, etag }: StoredObject,
  version: string,
  outcome: Outcome,
  now: number,
): ServiceEvent {
  const { status, threats } = outcome
  const detail = {
    schemaVersion: '1.0',
    scanStatus: statusOf(outcome),
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: {
      bucketName: bucket,
      objectKey: key,
      eTag: etag.slice(1, -1),
      versionId: version,
      s3Throttled: false,
    },
    scanResultDetails: {
      scanResultStatus: status,
      threats: threats.length > 0 ? threats.map((name) => ({ name })) : null,
    },
  }
  return {
    Source: 'aws.guardduty',
    DetailType: 'GuardDuty Malware Protection Object Scan Result',
    Detail: JSON.stringify(detail),
    Resources: [arn],
    Time: new Date(now).toISOString(),
  }
}

/**
 * Plays the malware protection plans of the template: every object that is made under a plan's prefixes is scanned a moment
 * later in the name of the plan's role, tagged, and spoken of on the default bus, also when the host was killed in between.
 * An object that was replaced before its turn is not there any more; the new one has a turn of its own.
 */
export function openScanning({ world, ledger, objects, authority, clock, putEvents }: ScanningParts): Scanning {
  const plans = new Map(world.ofType('AWS::GuardDuty::MalwareProtectionPlan').map((each) => [each.arn, planOf(each)]))
  ledger.exec(`CREATE TABLE IF NOT EXISTS scan (
    id INTEGER PRIMARY KEY AUTOINCREMENT, plan TEXT NOT NULL, bucket TEXT NOT NULL, key TEXT NOT NULL,
    version TEXT NOT NULL, due_at INTEGER NOT NULL)`)
  const insert = ledger.prepare('INSERT INTO scan (plan, bucket, key, version, due_at) VALUES (?, ?, ?, ?, ?)')
  const select = ledger.prepare('SELECT * FROM scan WHERE id = ?')
  const remove = ledger.prepare('DELETE FROM scan WHERE id = ?')
  const underWay = new Set<Promise<void>>()
  const waiting = new Map<number, () => void>()
  let running = true

  const outcomeOf = async ({ role }: Plan, object: StoredObject): Promise<Outcome> => {
    const resource = `arn:aws:s3:::${object.bucket}/${object.key}`
    const needed = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObjectTagging', 's3:PutObjectVersionTagging']
    if (!needed.every((action) => authority.mayRole(role, { action, resource })))
      return { status: 'ACCESS_DENIED', threats: [] }
    return scan(await objects.read(object))
  }

  const perform = async (id: number): Promise<void> => {
    const job = select.get(id) as Job | undefined
    const plan = job && plans.get(job.plan)
    const object = job && objects.find(job.bucket, job.key)
    if (!job) return
    if (!plan || !object || versionOf(object) !== job.version) {
      remove.run(id)
      return
    }
    const outcome = await outcomeOf(plan, object).catch((): Outcome => ({ status: 'FAILED', threats: [] }))
    if (!running) return
    inTransaction(ledger, () => {
      const isStill = objects.find(job.bucket, job.key)
      remove.run(id)
      if (!isStill || versionOf(isStill) !== job.version) return
      if (plan.tags) objects.tag(job.bucket, job.key, { GuardDutyMalwareScanStatus: outcome.status })
      putEvents('default', [resultEvent(plan, object, job.version, outcome, clock.now())])
    })
  }

  const plannedFor = ({ id, due_at }: Pick<Job, 'id' | 'due_at'>) => {
    const cancel = clock.after(due_at - clock.now(), () => {
      waiting.delete(id)
      if (!running) return
      const work = perform(id)
        .catch((error) => console.error(error))
        .finally(() => underWay.delete(work))
      underWay.add(work)
    })
    waiting.set(id, cancel)
  }

  objects.onKept((object) => {
    for (const { arn, bucket, prefixes } of plans.values()) {
      if (bucket !== object.bucket || !prefixes.some((prefix) => object.key.startsWith(prefix))) continue
      const due_at = clock.now() + AFTER_MS
      const { lastInsertRowid } = insert.run(arn, object.bucket, object.key, versionOf(object), due_at)
      plannedFor({ id: Number(lastInsertRowid), due_at })
    }
  })

  return {
    resume() {
      for (const job of ledger.prepare('SELECT id, due_at FROM scan ORDER BY id').all() as unknown as Job[])
        if (!waiting.has(job.id)) plannedFor(job)
    },
    async idle() {
      await Promise.all(underWay)
    },
    async stop() {
      running = false
      for (const cancel of waiting.values()) cancel()
      await Promise.all(underWay)
    },
  }
}
