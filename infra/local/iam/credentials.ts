import { createHmac, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Credentials, World } from '../world.ts'

/** Access keys of this data folder. */
export interface KeyRing {
  /** Key of a role of the template; the same in every run on this data folder. */
  credentialsOf(roleArn: string): Credentials
  /** Key of the host itself, which may do everything: provisioning, seed, services that have asked a policy before. */
  readonly host: Credentials
  /** Whose key it is, with its secret: a role's ARN or `host`; undefined for a key nobody here has. */
  owner(accessKeyId: string): { readonly caller: string; readonly secretAccessKey: string } | undefined
}

/** Derives a key for every role from a secret that the ledger keeps. */
export function openKeyRing(ledger: DatabaseSync, world: World): KeyRing {
  const secret = secretOf(ledger)
  const derive = (what: string, holder: string) => createHmac('sha256', secret).update(`${what} ${holder}`).digest()
  const keyOf = (holder: string): Credentials => ({
    accessKeyId: `AKIA${derive('id', holder).toString('hex').slice(0, 16).toUpperCase()}`,
    secretAccessKey: derive('key', holder).toString('base64url').slice(0, 40),
  })
  const holders = ['host', ...world.ofType('AWS::IAM::Role').map(({ arn }) => arn)]
  const keys = new Map(holders.map((holder) => [holder, keyOf(holder)]))
  const owners = new Map(
    [...keys].map(([caller, { accessKeyId, secretAccessKey }]) => [accessKeyId, { caller, secretAccessKey }]),
  )
  return {
    host: keys.get('host')!,
    owner: (accessKeyId) => owners.get(accessKeyId),
    credentialsOf(roleArn) {
      const key = keys.get(roleArn)
      if (key === undefined) throw new Error(`${roleArn} is no role of the template.`)
      return key
    },
  }
}

function secretOf(ledger: DatabaseSync): Uint8Array {
  ledger.exec('CREATE TABLE IF NOT EXISTS host_secret (id INTEGER PRIMARY KEY CHECK (id = 1), secret BLOB NOT NULL)')
  ledger.prepare('INSERT OR IGNORE INTO host_secret (id, secret) VALUES (1, ?)').run(randomBytes(32))
  return ledger.prepare('SELECT secret FROM host_secret').get()!.secret as Uint8Array
}
