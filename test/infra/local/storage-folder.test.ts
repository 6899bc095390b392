import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DataFolderInUse, lockDataFolder } from '../../../infra/local/data-lock.ts'
import { inTransaction, openLedger } from '../../../infra/local/ledger.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'haneul-folder-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

describe('a data folder', () => {
  test('belongs to one host at a time', () => {
    const unlock = lockDataFolder(dataDir)
    expect(() => lockDataFolder(dataDir)).toThrow(DataFolderInUse)
    unlock()
    lockDataFolder(dataDir)()
  })
})

describe('the ledger', () => {
  test('takes a transaction back when its work fails, and joins the one that is open', () => {
    const ledger = openLedger(dataDir)
    ledger.exec('CREATE TABLE t (n INTEGER)')
    const insert = (n: number) => ledger.prepare('INSERT INTO t VALUES (?)').run(n)
    const failing = () => {
      inTransaction(ledger, () => insert(1))
      throw new Error('no')
    }
    expect(() => inTransaction(ledger, failing)).toThrow('no')
    inTransaction(ledger, () => insert(2))
    expect(ledger.prepare('SELECT n FROM t').all()).toEqual([{ n: 2 }])
    ledger.close()
  })
})
