import { SSMClient } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parameterSecrets } from '../../../lib/aws/secrets.ts'
import { allow, type Cloud, REGION, role, startCloud } from './cloud.ts'

const under = (kind: string) => `arn:aws:ssm:${REGION}:000000000000:parameter/haneul/test/${kind}/*`
const resources = {
  keeper: role('keeper', allow(['ssm:PutParameter', 'ssm:DeleteParameter'], under('alert-source'))),
  reader: role('reader', allow('ssm:GetParameter', under('alert-source'))),
}

let cloud: Cloud
let now = 0
const secrets = (name: string) => parameterSecrets('/haneul/test', new SSMClient(cloud.as(name)), () => now)

beforeAll(async () => {
  cloud = await startCloud(resources)
})
afterAll(() => cloud.stop())

describe('a secret in the parameter store', () => {
  test('is read as it was written, also by a later run', async () => {
    await secrets('keeper').write('alert-source/grafana/s-1', 'sesame')
    expect(await secrets('reader').read('alert-source/grafana/s-1')).toBe('sesame')
    await cloud.stop('keep')
    cloud = await startCloud(resources, cloud.dataDir)
    expect(await secrets('reader').read('alert-source/grafana/s-1')).toBe('sesame')
  })

  test('is asked for anew after five minutes', async () => {
    const reader = secrets('reader')
    await secrets('keeper').write('alert-source/sentry/s-1', 'old')
    expect(await reader.read('alert-source/sentry/s-1')).toBe('old')
    await secrets('keeper').write('alert-source/sentry/s-1', 'new')
    now += 299_999
    expect(await reader.read('alert-source/sentry/s-1')).toBe('old')
    now += 1
    expect(await reader.read('alert-source/sentry/s-1')).toBe('new')
  })

  test('is gone once it was removed, and removing it again does no harm', async () => {
    const keeper = secrets('keeper')
    await keeper.write('alert-source/github/s-1', 'x')
    await keeper.remove('alert-source/github/s-1')
    await keeper.remove('alert-source/github/s-1')
    expect(await secrets('reader').read('alert-source/github/s-1')).toBeUndefined()
  })

  test('is kept from whoever was not granted exactly this', async () => {
    await expect(secrets('keeper').read('alert-source/grafana/s-1')).rejects.toThrow(/not authorized.*ssm:GetParameter/)
    await expect(secrets('reader').write('alert-source/grafana/s-1', 'x')).rejects.toThrow(/ssm:PutParameter/)
    await expect(secrets('reader').read('webhook/w-1/s-1')).rejects.toThrow(/ssm:GetParameter/)
  })
})
