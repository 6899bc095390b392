import { afterAll, beforeAll, expect, test } from 'vitest'
import { key } from '../../lib/store/schema.ts'
import { ago, startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
}, 60_000)
afterAll(() => desk.stop())

const health = async () => {
  const answer = await fetch(`${desk.host.url}/healthz`)
  return { status: answer.status, said: (await answer.json()) as { reasons?: string[] } }
}
const silence = 'No test alert has come through for 7 minutes; what monitors send is kept and waits.'

test('the desk says so when its own test alert stays away, until one comes through', async () => {
  await desk.office.store.commit([{ put: { kind: 'pulse', sentAt: ago(7) }, at: key.pulse }])
  await until('a degraded health that says why', async () => {
    const { status, said } = await health()
    return status === 503 && said.reasons?.includes(silence)
  })
  await desk.tick()
  await until('the test alert', async () => (await health()).status === 200)
  // It is no alert to anybody.
  expect((await desk.tickets()).length).toBe(0)
})
