import { incidentProcess } from '../incident/process.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Conflict } from '../ticket/refusal.ts'
import { execute, type Office } from './execute.ts'
import { type Verdict, withVerdict } from './file-verdict.ts'
import { Upload } from './upload.ts'

/** In whose name the desk learns of it. */
const byScan: Actor = { id: 'scan', name: 'Haneul', is: 'system' }

/** A message may take the file at the same moment. */
const attempts = 5

const judged = async (store: Store, id: string, verdict: Verdict): Promise<Upload | undefined> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const found = await store.get(key.upload(id))
    if (!found) return undefined
    const upload = Upload.parse(found)
    const before = upload.verdicts ?? []
    const verdicts = withVerdict(before, verdict)
    if (verdicts === before) return upload
    const next: Upload = { ...upload, version: upload.version + 1, verdicts: [...verdicts] }
    const { committed } = await store.commit([{ put: next, at: key.upload(id), if: { version: upload.version } }])
    if (committed) return next
  }
  throw new Conflict(`Others wrote the upload ${id} at the same time as its verdict.`)
}

/**
 * Keeps what was found in a file. When a ticket has taken the very bytes that are infected, it says so on its timeline, once,
 * however often it is told. Answers the ticket, or nothing while no ticket has them.
 */
export const judgeFile = async (office: Office, id: string, verdict: Verdict): Promise<string | undefined> => {
  const upload = await judged(office.store, id, verdict)
  if (upload?.takenBy === undefined || upload.takenVersion !== verdict.version) return undefined
  const kept = upload.verdicts?.find(({ version }) => version === verdict.version)
  if (kept?.state === 'infected')
    await execute(office, {
      process: incidentProcess,
      number: upload.takenBy,
      command: { type: 'report-infected', name: upload.name, threat: kept.threat ?? 'unknown' },
      context: { at: verdict.at, by: byScan, channel: 'system' },
      receipt: { input: `infected#${id}#${verdict.version}` },
    })
  return upload.takenBy
}
