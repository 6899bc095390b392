import type { DatabaseSync } from 'node:sqlite'
import { errorAnswer } from '../gateway/error-answer.ts'
import type { ApiAnswer, ApiHandler, World } from '../world.ts'

/** Fields of the requests that are played. */
interface Request {
  readonly Name?: string
  readonly Value?: string
  readonly Type?: string
  readonly Overwrite?: boolean
}

/** A standard parameter holds 4 KB (Systems Manager User Guide, "Managing parameter tiers"). */
const VALUE_LIMIT_BYTES = 4096

/** Names are at most 1,011 characters, in at most 15 levels (PutParameter, API reference). */
const NAME = /^(?:\/[\w.-]+){1,15}$/

/**
 * Plays the parameter store for what this desk does with it: single parameters by their whole path (SSM API Reference,
 * GetParameter, PutParameter, DeleteParameter). Kept in the ledger; the disk is as encrypted as the machine.
 */
export function parameterApi({ region, account }: World, ledger: DatabaseSync): ApiHandler {
  ledger.exec(`CREATE TABLE IF NOT EXISTS parameter (
    name TEXT PRIMARY KEY, value TEXT NOT NULL, type TEXT NOT NULL, version INTEGER NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID`)
  const select = ledger.prepare('SELECT * FROM parameter WHERE name = ?')
  const put = ledger.prepare(`INSERT INTO parameter (name, value, type, version, changed_at) VALUES (?, ?, ?, 1, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value, type = excluded.type, version = version + 1,
      changed_at = excluded.changed_at RETURNING version`)
  const remove = ledger.prepare('DELETE FROM parameter WHERE name = ?')

  const operations: Readonly<Record<string, (request: Request) => ApiAnswer>> = {
    GetParameter({ Name = '' }) {
      const found = select.get(Name)
      if (found === undefined) return absent
      const Parameter = {
        Name,
        Value: found.value,
        Type: found.type,
        Version: found.version,
        LastModifiedDate: Number(found.changed_at) / 1000,
        ARN: `arn:aws:ssm:${region}:${account}:parameter${Name}`,
        DataType: 'text',
      }
      return answer({ Parameter })
    },
    PutParameter({ Name = '', Value = '', Type = 'String', Overwrite = false }) {
      if (!NAME.test(Name))
        return refusal('ValidationException', `Parameter name must be a fully qualified path: ${Name}`)
      if (Value === '' || Buffer.byteLength(Value) > VALUE_LIMIT_BYTES)
        return refusal(
          'ValidationException',
          'Standard tier parameters support a maximum parameter value of 4096 characters.',
        )
      if (!Overwrite && select.get(Name) !== undefined)
        return refusal(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option.',
        )
      return answer({ Version: put.get(Name, Value, Type, Date.now())!.version, Tier: 'Standard' })
    },
    DeleteParameter({ Name = '' }) {
      return remove.run(Name).changes > 0 ? answer({}) : absent
    },
  }
  return ({ action, body }) =>
    operations[action]?.(JSON.parse(body.toString('utf8'))) ??
    refusal('UnknownOperationException', `The local host does not know ssm: ${action}.`)
}

const refusal = (name: string, message: string) => errorAnswer('ssm', name, message)
const absent = refusal('ParameterNotFound', 'The parameter was not found.')
const answer = (body: object): ApiAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
})
