import { changeProcess } from '../change/process.ts'
import { incidentProcess } from '../incident/process.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import type { Language } from '../ticket/message.ts'
import { Conflict } from '../ticket/refusal.ts'
import { execute, load, type Office } from './execute.ts'
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

interface Finding {
  readonly name: string
  readonly threat: string
}

/** What the desk reads on a change. */
const note: Readonly<Record<Language, (finding: Finding) => string>> = {
  en: ({ name, threat }) =>
    `The file ${name} is infected (${threat}). It opens for nobody; have the device of whoever brought it looked at.`,
  ko: ({ name, threat }) =>
    `파일 ${name}에서 악성 코드(${threat})가 발견되었습니다. 아무도 열 수 없습니다. 올린 사람의 기기를 점검하세요.`,
}

/** Tells the desk on the ticket that took the file, once. */
const tell = async (office: Office, number: string, finding: Finding, at: string, input: string): Promise<void> => {
  const told = { number, context: { at, by: byScan, channel: 'system' }, receipt: { input } } as const
  const change = await load(office.store, changeProcess, number)
  if (change) {
    const message = { text: note[change.language](finding) }
    await execute(office, {
      ...told,
      process: changeProcess,
      command: { type: 'comment', message, visibility: 'internal' },
    })
  } else await execute(office, { ...told, process: incidentProcess, command: { type: 'report-infected', ...finding } })
}

/**
 * Keeps what was found in a file. When a ticket has taken the very bytes that are infected, it says so on its timeline, once,
 * however often it is told. Answers the ticket, or nothing while no ticket has them.
 */
export const judgeFile = async (office: Office, id: string, verdict: Verdict): Promise<string | undefined> => {
  const upload = await judged(office.store, id, verdict)
  if (upload?.takenBy === undefined || upload.takenVersion !== verdict.version) return undefined
  const kept = upload.verdicts?.find(({ version }) => version === verdict.version)
  if (kept?.state === 'infected') {
    const finding = { name: upload.name, threat: kept.threat ?? 'unknown' }
    await tell(office, upload.takenBy, finding, verdict.at, `infected#${id}#${verdict.version}`)
  }
  return upload.takenBy
}
