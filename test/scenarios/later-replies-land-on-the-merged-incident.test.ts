import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const minji = 'minji.kim@haneul.example'
const oliver = 'oliver.reed@haneul.example'

const byMail = async (from: string, subject: string) => {
  await desk.send({ from, subject, text: `About ${subject}.` })
  const { number } = await until('the ticket', async () =>
    (await desk.tickets()).find(({ title }) => title === subject),
  )
  const mail = await until('the acknowledgement', async () => (await desk.mails()).find((one) => one.to.includes(from)))
  return { number, replyTo: mail.headers['reply-to']! }
}
const read = async (number: string) => (await ask(desk, `/incidents/${number}`)).body

test('a reply to the merged number lands on the other one, by mail and by API; its people follow it, and both show the link', async () => {
  const one = await byMail(minji, 'No network on the third floor')
  const other = await byMail(oliver, 'The network is gone')
  await give(desk, other.number, 'watch', { people: ['p-yuna.choi'] })
  await give(desk, other.number, 'merge', { into: one.number })

  await desk.send({ from: oliver, to: other.replyTo, subject: 'Re: The network is gone', text: 'On the fourth, too.' })
  const landed = await until('the reply', async () => {
    const { timeline } = await read(one.number)
    return timeline.find(({ text }: { text?: string }) => text?.includes('On the fourth, too.'))
  })
  expect(landed).toMatchObject({ type: 'incident.commented', origin: other.number, by: { id: 'p-oliver.reed' } })
  await give(desk, other.number, 'comments', { text: 'It is the switch.' })
  expect((await read(one.number)).timeline.at(-1)).toMatchObject({ text: 'It is the switch.', origin: other.number })

  const target = await read(one.number)
  expect(target.absorbed).toEqual([other.number])
  expect(target.watchers.map(({ id }: { id: string }) => id).sort()).toEqual(['p-oliver.reed', 'p-yuna.choi'])
  expect(await read(other.number)).toMatchObject({ state: 'canceled', merged: { into: one.number }, legalMoves: [] })
  expect(await ask(desk, `/incidents/${other.number}/start`, { body: {} })).toMatchObject({
    status: 409,
    body: { legalMoves: [], detail: expect.stringContaining(one.number) },
  })
})
