import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type FunctionPath, functions, nameOf } from '../../infra/functions.ts'
import type { SettingName } from '../../lib/settings.ts'

const settings: Record<SettingName, string> = {
  TABLE_NAME: 'table',
  MAIL_BUCKET: 'mail',
  FILES_BUCKET: 'files',
  EVENT_BUS_NAME: 'bus',
  HELP_ADDRESSES: 'help@desk.example',
  MAIL_FROM: 'help@desk.example',
  CONFIGURATION_SET: 'set',
  INSTANCE: 'desk.example',
  PUBLIC_URL: 'https://desk.example',
  DEAD_LETTER_QUEUES: '',
  SIGN_IN_ISSUER: 'https://sign-in.example',
  SIGN_IN_CLIENT: 'desk',
  SIGN_IN_DOMAINS: 'desk.example',
  ALERT_QUEUE: 'https://sqs.example/alerts',
  ALERT_BUCKET: 'alerts',
  ALERT_DEAD_LETTERS: 'https://sqs.example/dead',
  SECRETS_PATH: '/haneul/test',
  WEBHOOK_REACH: 'public',
  CHANGE_MACHINE: 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:change',
  AUDIT_DAYS: '365',
  SCANNING: 'guardduty',
}

describe('a function’s bundle', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'haneul-bundles-'))
  afterAll(() => rmSync(elsewhere, { recursive: true }))

  // Made before the tests.
  const bundleOf = (path: FunctionPath) => join(import.meta.dirname, `../../dist/${nameOf(path)}`)

  // Bytes are the cold start: at 680 KB with three clients of the SDK it stays under half a second. Pages carry the API
  // and their words in two languages. What reads alerts has all their formats and JSONata; where they are looked after it has
  // the parameter store and the bucket beside them, and nobody waits for it at night. The pages about alerts are both at once.
  const larger: Readonly<Record<string, number>> = {
    'web/alerts': 1120,
    'web/': 840,
    'intake/hook': 780,
    'intake/alert': 780,
    'api/alerts': 900,
  }
  const mostKilobytes = (path: string) => Object.entries(larger).find(([begin]) => path.startsWith(begin))?.[1] ?? 680

  test.each(functions)('of %s is small', (path) => {
    expect(statSync(join(bundleOf(path), 'index.mjs')).size).toBeLessThan(mostKilobytes(path) * 1024)
  })

  test.each(functions)('of %s starts with nothing around it but Node and its settings', (path) => {
    const folder = join(elsewhere, nameOf(path))
    cpSync(bundleOf(path), folder, { recursive: true, filter: (file) => !file.endsWith('.map') })
    const script = `console.log(typeof (await import(${JSON.stringify(join(folder, 'index.mjs'))})).handler)`
    const handler = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { AWS_REGION: 'ap-northeast-2', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', ...settings },
      encoding: 'utf8',
    })
    expect(handler.trim()).toBe('function')
  })
})
