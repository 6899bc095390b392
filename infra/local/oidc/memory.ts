import { createHash, generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Adapter, AdapterPayload } from 'oidc-provider'

/** What the sign-in service remembers in the ledger, so that a restart neither changes its keys nor breaks a sign-in under way. */
export function openMemory(ledger: DatabaseSync) {
  ledger.exec(`
    CREATE TABLE IF NOT EXISTS oidc_keys (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS oidc_items (
      model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at INTEGER,
      PRIMARY KEY (model, id)
    ) STRICT, WITHOUT ROWID;`)
  const kept = (name: string, make: () => unknown): unknown => {
    const found = ledger.prepare('SELECT value FROM oidc_keys WHERE name = ?').get(name)
    if (found !== undefined) return JSON.parse(String(found.value))
    const made = make()
    ledger.prepare('INSERT INTO oidc_keys VALUES (?, ?)').run(name, JSON.stringify(made))
    return made
  }
  return {
    signingKey: () => kept('signing', makeSigningKey) as JsonWebKey,
    cookieKey: () => kept('cookies', () => randomBytes(32).toString('base64url')) as string,
    adapter: (model: string) => adapterOf(ledger, model),
  }
}

/** RS256, as Cognito signs. */
function makeSigningKey(): JsonWebKey {
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const kid = createHash('sha256')
    .update(jwk.n ?? '')
    .digest('base64url')
  return { ...jwk, kid, alg: 'RS256', use: 'sig' }
}

/** One kind of thing the provider remembers (`Adapter` of oidc-provider), with an end in epoch seconds. */
function adapterOf(ledger: DatabaseSync, model: string): Adapter {
  const seconds = () => Math.floor(Date.now() / 1000)
  const read = (where: 'id' | 'uid', value: string): AdapterPayload | undefined => {
    const found = ledger
      .prepare(
        `SELECT payload FROM oidc_items WHERE model = ? AND ${where} = ? AND (expires_at IS NULL OR expires_at > ?)`,
      )
      .get(model, value, seconds())
    return found && (JSON.parse(String(found.payload)) as AdapterPayload)
  }
  return {
    async upsert(id, payload, expiresIn) {
      ledger.prepare('DELETE FROM oidc_items WHERE expires_at <= ?').run(seconds())
      ledger
        .prepare('INSERT OR REPLACE INTO oidc_items VALUES (?, ?, ?, ?, ?, ?)')
        .run(
          model,
          id,
          JSON.stringify(payload),
          payload.grantId ?? null,
          payload.uid ?? null,
          expiresIn === undefined ? null : seconds() + expiresIn,
        )
    },
    find: async (id) => read('id', id),
    findByUid: async (uid) => read('uid', uid),
    // Only devices without a keyboard have such codes.
    findByUserCode: async () => undefined,
    async consume(id) {
      ledger
        .prepare(`UPDATE oidc_items SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?`)
        .run(seconds(), model, id)
    },
    async destroy(id) {
      ledger.prepare('DELETE FROM oidc_items WHERE model = ? AND id = ?').run(model, id)
    },
    async revokeByGrantId(grantId) {
      ledger.prepare('DELETE FROM oidc_items WHERE grant_id = ?').run(grantId)
    },
  }
}
