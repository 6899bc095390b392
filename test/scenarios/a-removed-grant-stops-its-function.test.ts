import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'
import { changed } from '../support/world.ts'

let desk: TestDesk

interface Statement {
  readonly Action: string | readonly string[]
}
interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] }
}

/** The template without one action in every grant of the intake's role. */
const without = (action: string) => {
  const statement = (one: Statement) => ({ ...one, Action: [one.Action].flat().filter((name) => name !== action) })
  const policy = (one: Policy) => ({
    ...one,
    PolicyDocument: {
      ...one.PolicyDocument,
      Statement: one.PolicyDocument.Statement.map(statement).filter(({ Action }) => Action.length > 0),
    },
  })
  return changed((resource) =>
    resource.type === 'AWS::IAM::Role' && resource.stack.endsWith('-intake')
      ? { ...resource, properties: { ...resource.properties, Policies: resource.properties.Policies?.map(policy) } }
      : resource,
  )
}

beforeAll(async () => {
  desk = await startDesk(without('s3:PutObject'))
})
afterAll(() => desk.stop())

test('the call is refused by name, the mail stays visible as failed, the desk says that it is degraded, and other mail goes on', async () => {
  await desk.send({
    from: 'minji.kim@haneul.example',
    subject: 'With a file',
    text: 'See the file.',
    attachments: [{ filename: 'a.txt', content: 'a' }],
  })
  const cookie = await signIn(desk.host, 'p-jihoon.park')
  const log = await until('the failure', async () => {
    const html = await (await fetch(`${desk.host.url}/desk/letters?outcome=failed`, { headers: { cookie } })).text()
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
