import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import type { Verdict } from '../../lib/desk/file-verdict.ts'
import { judgeFile } from '../../lib/desk/judge-file.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { uploadAt } from '../../lib/desk/upload.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

/** What GuardDuty says of one object (GuardDuty User Guide, "Monitoring S3 object scans with Amazon EventBridge"). */
const Result = z.object({
  s3ObjectDetails: z.object({ objectKey: z.string(), versionId: z.string() }),
  scanResultDetails: z.object({
    scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']),
    threats: z.array(z.object({ name: z.string() })).nullish(),
  }),
})

const states: Record<z.infer<typeof Result>['scanResultDetails']['scanResultStatus'], Verdict['state']> = {
  NO_THREATS_FOUND: 'clean',
  THREATS_FOUND: 'infected',
  UNSUPPORTED: 'unchecked',
  ACCESS_DENIED: 'unchecked',
  FAILED: 'unchecked',
}

/** A file that somebody brought has been scanned → it opens, or it never does and its ticket says so. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const { s3ObjectDetails, scanResultDetails } = Result.parse(event.detail)
  const { scanResultStatus: status, threats } = scanResultDetails
  const id = uploadAt(s3ObjectDetails.objectKey)
  if (id === undefined) throw new Error(`There is no upload at ${s3ObjectDetails.objectKey}`)
  const threat = threats?.map(({ name }) => name).join(', ')
  const number = await judgeFile(office, id, {
    version: s3ObjectDetails.versionId,
    state: states[status],
    ...(threat && { threat }),
    at: new Date(event.time).toISOString(),
  })
  log(status === 'NO_THREATS_FOUND' ? 'info' : 'warn', `file: ${status.toLowerCase()}`, { upload: id, number })
})
