import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const read = async (number: string) => (await ask(desk, `/incidents/${number}`)).body
const texts = async (number: string) =>
  (await read(number)).timeline.flatMap(({ text }: { text?: string }) => (text ? [text.trim()] : []))

test('messages of before and after the merge are where they were written, with their files, and people follow what they followed', async () => {
  const one = await openFor(desk, 'The scanner is slow', { description: 'Since Monday.' })
  const from = 'oliver.reed@haneul.example'
  await desk.send({
    from,
    subject: 'The scanner is loud',
    text: 'Listen to it.',
    attachments: [{ filename: 'noise.txt', content: 'krrrk' }],
  })
  const other = await until('the ticket', async () =>
    (await desk.tickets()).find(({ title }) => title === 'The scanner is loud'),
  )
  const before = await read(one)

  await give(desk, other.number, 'merge', { into: one })
  await give(desk, one, 'comments', { text: 'To the first.' })
  await give(desk, other.number, 'comments', { text: 'To the second.' })
  await desk.send({
    from,
    subject: `Re: [${other.number}] The scanner is loud`,
    text: 'Here it is again.',
    attachments: [{ filename: 'again.txt', content: 'krrrk krrrk' }],
  })
  const shown = await until('the mail on the first', async () =>
    (await read(one)).timeline.find(({ text }: { text?: string }) => text?.includes('Here it is again.')),
  )
  // Files are downloaded from where they are read.
  expect(shown.attachments[0].href).toBe(`/api/v1/incidents/${one}/attachments/${shown.sequence}-1`)
  expect(await (await desk.api(shown.attachments[0].href)).text()).toBe('krrrk krrrk')
  expect(await texts(one)).toEqual(['Since Monday.', 'To the first.', 'To the second.', 'Here it is again.'])

  await give(desk, other.number, 'unmerge')
  expect(await texts(one)).toEqual(['Since Monday.', 'To the first.'])
  expect(await texts(other.number)).toEqual(['Listen to it.', 'To the second.', 'Here it is again.'])
  expect((await desk.api(shown.attachments[0].href)).status).toBe(404)
  const returned = await read(other.number)
  expect(returned).toMatchObject({ state: 'new', legalMoves: ['start', 'hold', 'resolve', 'cancel'] })
  expect(returned.merged).toBeUndefined()
  const after = await read(one)
  expect(after).toMatchObject({ state: before.state, watchers: before.watchers, absorbed: [] })
})
