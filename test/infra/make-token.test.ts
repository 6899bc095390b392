import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bearerOf } from '../../lib/desk/bearer.ts'
import { may } from '../../lib/people/access.ts'
import { startTable, type TestTable } from '../support/table.ts'

let table: TestTable
let endpoint: string
beforeAll(async () => {
  table = await startTable()
  const { hostname, port } = await table.db.config.endpoint!()
  endpoint = `http://${hostname}:${port}`
})
afterAll(() => table.stop())

const command = join(import.meta.dirname, '../../infra/command/make-token.ts')

const make = async (...options: string[]): Promise<string> => {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_REGION: 'ap-northeast-2',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }
  const run = promisify(execFile)(process.execPath, [command, '--table', 'desk', ...options], { env })
  return (await run).stdout.trim()
}
const entra = ['--address', 'entra@haneul.example', '--name', 'Entra ID', '--role', 'integration']

describe('an operator makes a token for a program', () => {
  test('that does what it was made for and nothing else', async () => {
    const token = await make(...entra, '--scopes', 'people:write')
    const { caller } = (await bearerOf(table.store, token, new Date(0).toISOString()))!
    expect(caller).toMatchObject({ name: 'Entra ID', role: 'integration', scopes: ['people:write'] })
    expect(may(caller, 'administer', { kind: 'person' })).toBe(true)
    expect(may(caller, 'administer', { kind: 'team' })).toBe(true)
    expect(may(caller, 'read', { kind: 'incident' })).toBe(false)
  })

  test('and must say for what', async () => {
    await expect(make(...entra)).rejects.toThrow('--scopes')
    await expect(make(...entra, '--scopes', 'everything')).rejects.toThrow()
  })
})
