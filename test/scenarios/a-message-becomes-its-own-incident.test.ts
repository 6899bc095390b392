import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const from = 'minji.kim@haneul.example'
const read = async (number: string) => (await ask(desk, `/incidents/${number}`)).body

test('any public message can become an incident of its own, with its words and files, and answers to it go there', async () => {
  await desk.send({ from, subject: 'The printer jams', text: 'Every morning.' })
  const { number } = await until('the ticket', async () => (await desk.tickets())[0])
  const messageId = await desk.send({
    from,
    subject: `Re: [${number}] The printer jams`,
    text: 'And my chair is broken.',
    attachments: [{ filename: 'chair.txt', content: 'crack' }],
  })
  const message = await until('the second mail', async () =>
    (await read(number)).timeline.find(({ text }: { text?: string }) => text?.includes('chair')),
  )

  const split = await give(desk, number, 'split', { sequence: message.sequence, title: 'A broken chair' })
  expect(split.status).toBe(201)
  expect(split.body).toMatchObject({ title: 'A broken chair', state: 'new', requester: { id: 'p-minji.kim' } })
  const own = await read(split.body.number)
  expect(own).toMatchObject({
    origin: { number, how: 'split', sequence: message.sequence },
    timeline: [{ type: 'incident.opened', text: expect.stringContaining('And my chair is broken.') }],
  })
  expect(await (await desk.api(own.timeline[0].attachments[0].href)).text()).toBe('crack')
  expect((await read(number)).timeline.at(-1)).toMatchObject({
    type: 'incident.split_off',
    data: { entry: message.sequence, into: own.number },
  })

  await desk.send({ from, subject: 'Re: no matter', text: 'It is the blue one.', inReplyTo: messageId })
  await until('the answer on the new one', async () =>
    (await read(own.number)).timeline.some(({ text }: { text?: string }) => text?.includes('the blue one')),
  )
  expect(JSON.stringify(await read(number))).not.toContain('the blue one')
})

test('an internal note cannot become one, because its requester would read it', async () => {
  const { body } = await ask(desk, '/incidents', { as: 'employee', body: { title: 'The lift stops' } })
  await give(desk, body.number, 'comments', { text: 'Again.', visibility: 'internal' })
  const refused = await ask(desk, `/incidents/${body.number}/split`, { body: { sequence: 2, title: 'Again' } })
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'sequence' }] } })
})
