import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
const assembly = mkdtempSync(join(tmpdir(), 'haneul-assembly-'))

interface Statement {
  Action: string | string[]
  Effect: string
  Resource: unknown
}

/** Takes one action out of every grant of the intake's role. */
const remove = (action: string) => {
  let removed = 0
  for (const file of readdirSync(assembly).filter((name) => name.endsWith('intake.template.json'))) {
    const template = JSON.parse(readFileSync(join(assembly, file), 'utf8'))
    for (const resource of Object.values<{
      Type: string
      Properties: { Policies?: { PolicyDocument: { Statement: Statement[] } }[] }
    }>(template.Resources)) {
      if (resource.Type !== 'AWS::IAM::Role') continue
      for (const { PolicyDocument } of resource.Properties.Policies ?? []) {
        for (const statement of PolicyDocument.Statement) {
          const actions = [statement.Action].flat()
          if (actions.includes(action)) removed++
          statement.Action = actions.filter((name) => name !== action)
        }
        PolicyDocument.Statement = PolicyDocument.Statement.filter(({ Action }) => Action.length > 0)
      }
    }
    writeFileSync(join(assembly, file), JSON.stringify(template))
  }
  return removed
}

beforeAll(async () => {
  cpSync(inject('assembly'), assembly, { recursive: true })
  expect(remove('s3:PutObject')).toBeGreaterThan(0)
  desk = await startDesk({ assembly })
})
afterAll(async () => {
  await desk.stop()
  rmSync(assembly, { recursive: true, force: true })
})

test('the call is refused by name, the mail stays visible as failed, the desk says that it is degraded, and other mail goes on', async () => {
  await desk.send({
    from: 'minji.kim@haneul.example',
    subject: 'With a file',
    text: 'See the file.',
    attachments: [{ filename: 'a.txt', content: 'a' }],
  })
  const log = await until('the failure', async () => {
    const html = await (await fetch(`${desk.host.url}/letters?outcome=failed`)).text()
    return html.includes('not authorized') && html
  })
  expect(log).toMatch(/not authorized to perform: s3:PutObject on resource: (?:&quot;)?arn:aws:s3:::/)
  await desk.send({ from: 'oliver.reed@haneul.example', subject: 'Without a file', text: 'Plain.' })
  await until('the other ticket', async () => (await desk.tickets()).some(({ title }) => title === 'Without a file'))
  const health = await until('a degraded health', async () => {
    const answer = await fetch(`${desk.host.url}/healthz`)
    return answer.status === 503 && ((await answer.json()) as { status: string; reasons: string[] })
  })
  expect(health).toMatchObject({ status: 'degraded', reasons: [expect.stringContaining('dead letter')] })
})
