import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { openLedger } from '../../../infra/local/ledger.ts'
import { openMemory } from '../../../infra/local/oidc/memory.ts'
import { initials } from '../../../infra/local/oidc/page.ts'
import { clientsOf } from '../../../infra/local/oidc/user-pool.ts'
import { loadWorld } from '../../../infra/local/template/world.ts'
import type { Resource } from '../../../infra/local/world.ts'
import { changed } from '../../support/world.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'haneul-oidc-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

describe('a restart', () => {
  test('keeps the keys of the sign-in, and what is under way', async () => {
    const before = openLedger(dataDir)
    const memory = openMemory(before)
    const [signing, cookies] = [memory.signingKey(), memory.cookieKey()]
    await memory.adapter('Interaction').upsert('i-1', { uid: 'u-1', kind: 'Interaction' }, 60)
    await memory.adapter('AuthorizationCode').upsert('gone', {}, -1)
    before.close()
    const after = openLedger(dataDir)
    const again = openMemory(after)
    expect([again.signingKey(), again.cookieKey()]).toEqual([signing, cookies])
    expect(await again.adapter('Interaction').find('i-1')).toMatchObject({ uid: 'u-1' })
    expect(await again.adapter('Interaction').findByUid('u-1')).toMatchObject({ uid: 'u-1' })
    expect(await again.adapter('AuthorizationCode').find('gone')).toBeUndefined()
    after.close()
  })

  test('forgets what was used or withdrawn', async () => {
    const ledger = openLedger(dataDir)
    const codes = openMemory(ledger).adapter('AuthorizationCode')
    await codes.upsert('c-1', { grantId: 'g-1' }, 60)
    await codes.consume('c-1')
    expect(await codes.find('c-1')).toMatchObject({ consumed: expect.any(Number) })
    await codes.revokeByGrantId('g-1')
    expect(await codes.find('c-1')).toBeUndefined()
    ledger.close()
  })
})

describe('a template whose sign-in this machine would play differently', () => {
  const world = (change: (resource: Resource) => Resource = (resource) => resource) =>
    changed(change)(loadWorld(inject('assembly'), { endpoint: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:2' }))
  const withClient = (properties: object) =>
    world((resource) =>
      resource.type === 'AWS::Cognito::UserPoolClient'
        ? { ...resource, properties: { ...resource.properties, ...properties } }
        : resource,
    )

  test('is refused with a sentence', () => {
    expect(clientsOf(world())).toMatchObject([{ callbackUrls: ['http://127.0.0.1:2/sign-in/callback'] }])
    expect(() => clientsOf(withClient({ GenerateSecret: true }))).toThrow('public clients with the code grant only')
    expect(() => clientsOf(withClient({ AllowedOAuthFlows: ['implicit'] }))).toThrow('code grant only')
    expect(() => clientsOf(withClient({ AnalyticsConfiguration: {} }))).toThrow('does not play AnalyticsConfiguration')
  })
})

test.each([
  ['김민지', '민지'],
  ['Emma Clark', 'EC'],
  ['Grace Hopper Kim', 'GK'],
  ['Cher', 'C'],
])('%s is %s in short', (name, short) => {
  expect(initials(name)).toBe(short)
})
