import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

describe('our own mail came back to us', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await startDesk()
    await desk.send({ from: 'help@haneul.example', subject: 'Loop', text: 'I am you.' })
  })
  afterAll(() => desk.stop())

  test.each([
    ['p-emma.clark', 'It is our own mail that came back to us.'],
    ['p-jihoon.park', '우리가 보낸 메일이 되돌아온 것입니다.'],
  ])('%s reads in the mail log that it is so, in their language', async (person, words) => {
    const cookie = await signIn(desk.host, person)
    const log = async () =>
      (await fetch(`${desk.host.url}/desk/letters?outcome=filtered`, { headers: { cookie } })).text()
    await until('the log', async () => (await log()).includes(words))
    expect(await log()).toContain('Loop')
  })
})
