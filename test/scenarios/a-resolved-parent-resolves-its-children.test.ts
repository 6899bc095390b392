import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const read = async (number: string) => (await ask(desk, `/incidents/${number}`)).body

test('its open children are resolved with its notes, once; what waits for its own caller does not make them wait', async () => {
  const parent = await openFor(desk, 'The mail server is down')
  const children = [await openFor(desk, 'No mail'), await openFor(desk, 'No mail either'), await openFor(desk, 'Mail?')]
  for (const child of children) await give(desk, child, 'set-parent', { parent })
  await give(desk, children[2]!, 'resolve', { code: 'duplicate', notes: 'Known.' })
  expect((await read(parent)).children).toEqual(children)
  expect(await read(children[0]!)).toMatchObject({ parent, state: 'new' })

  await give(desk, parent, 'hold', { reason: 'caller', text: 'Which server?' })
  await give(desk, parent, 'resolve', { code: 'solved', notes: 'The disk was full.' })
  const [first, second] = await until('the children', async () => {
    const found = await Promise.all(children.slice(0, 2).map(read))
    return found.every(({ state }) => state === 'resolved') && found
  })
  for (const { timeline } of [first, second])
    expect(timeline.slice(2)).toMatchObject([
      {
        type: 'incident.resolved',
        by: { id: 'p-jihoon.park' },
        data: { code: 'solved', notes: 'The disk was full.', cause: { number: parent } },
      },
    ])
  // One that was solved already keeps its own notes.
  expect((await read(children[2]!)).timeline.at(-1).data).toMatchObject({ notes: 'Known.' })

  await give(desk, children[0]!, 'reopen', {}, 'employee')
  await give(desk, children[0]!, 'set-parent', { parent: null })
  expect((await read(children[0]!)).parent).toBeUndefined()
  expect((await read(parent)).children).toEqual(children.slice(1))
})
