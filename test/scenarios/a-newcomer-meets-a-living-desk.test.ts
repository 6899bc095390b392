import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk(undefined, { hasStories: true })
}, 60_000)
afterAll(() => desk.stop())

test('the past of the sample company reaches nobody by mail, and what happens from now on does', async () => {
  const { body: page } = await ask(desk, '/incidents?state=new')
  const [newest] = page.items
  expect((await ask(desk, '/outages', { as: 'employee' })).body.items).toHaveLength(1)
  await give(desk, newest.number, 'comments', { text: 'We are on our way.' })
  const mails = await until('the first mail', async () => {
    const sent = await desk.mails()
    return sent.length > 0 && sent
  })
  // The stream keeps its order: what came before the comment would have been mailed before it.
  expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining(newest.title)])
})
