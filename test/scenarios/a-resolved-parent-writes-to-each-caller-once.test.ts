import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const post = async (path: string, body: object) =>
  (await desk.api(path, { body })).json() as Promise<{ number: string }>

test('callers of many children, and of parent and child, get one mail; each child has the notes', async () => {
  const callers = ['minji.kim', 'minji.kim', 'grace.kim', 'oliver.reed', 'yuna.choi'].map(
    (name) => `${name}@haneul.example`,
  )
  const open = (requester: string, title: string) => post('/api/v1/incidents', { title, requester, language: 'en' })
  const parent = await open('yuna.choi@haneul.example', 'The line is cut')
  const children = await Promise.all(callers.map((caller, i) => open(caller, `No network ${i}`)))
  for (const { number } of children) await post(`/api/v1/incidents/${number}/set-parent`, { parent: parent.number })

  await post(`/api/v1/incidents/${parent.number}/resolve`, { code: 'solved', notes: 'The cable is whole again.' })
  for (const { number } of children)
    await until(`${number} to be resolved`, async () => (await desk.ticket(number)).state === 'resolved')
  // A later mail to everybody shows that the earlier ones have been sent.
  for (const { number } of children)
    await post(`/api/v1/incidents/${number}/comments`, { text: `Last words on ${number}.` })
  for (const { number } of children)
    await until('the last words', async () =>
      (await desk.mails()).some(({ text }) => text.includes(`Last words on ${number}.`)),
    )

  const told = (await desk.mails()).filter(({ text }) => text.includes('The cable is whole again.'))
  expect(told.flatMap(({ to, cc }) => [...to, ...cc]).sort()).toEqual([...new Set(callers)].sort())
  expect(told.find(({ to }) => to.includes('minji.kim@haneul.example'))?.text).toContain('more than once')
})
