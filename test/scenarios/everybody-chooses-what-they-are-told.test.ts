import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDigest } from '../../lib/notify/digest.ts'
import { key } from '../../lib/store/schema.ts'
import { ago, startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const [jihoon, emma, sora, minji] = ['jihoon.park', 'emma.clark', 'sora.han', 'minji.kim'].map(
  (name) => `${name}@haneul.example`,
) as [string, string, string, string]

const choose = async (id: string, events: object, teams: object = {}) => {
  const answer = await desk.api(`/api/v1/people/${id}/preferences`, {
    as: 'admin',
    method: 'PUT',
    body: { events, teams },
  })
  expect(answer.status).toBe(200)
}
const open = async (title: string) =>
  (
    (await (await desk.api('/api/v1/incidents', { body: { title, requester: minji, language: 'en' } })).json()) as {
      number: string
    }
  ).number
const command = (number: string, name: string, body: object, as: 'admin' | 'agent' | 'employee' = 'admin') =>
  desk.api(`/api/v1/incidents/${number}/${name}`, { as, body })
const mailsAbout = async (number: string, to: string) =>
  (await desk.mails()).filter((mail) => mail.to.includes(to) && mail.text.includes(number)).map(({ text }) => text)

describe('an agent', () => {
  test('who wants no mail about assignments gets none, and hears of what they did not turn off', async () => {
    await choose('p-jihoon.park', { assigned: 'off' })
    const number = await open('Quiet')
    await command(number, 'assign', { assignee: jihoon })
    await command(number, 'comments', { text: 'A note for you', visibility: 'internal' })
    await until('the note', async () =>
      (await mailsAbout(number, jihoon)).some((text) => text.includes('A note for you')),
    )
    expect(await mailsAbout(number, jihoon)).toHaveLength(1)
  })

  test('may wish otherwise for one team', async () => {
    await choose('p-jihoon.park', { 'internal-note': 'off', assigned: 'off' }, { 'service-desk': { assigned: 'mail' } })
    const number = await open('This team')
    await command(number, 'assign', { assignee: jihoon })
    await until('the assignment', async () => (await mailsAbout(number, jihoon)).length === 1)
  })

  test('reads in their own language, the requester in the ticket’s', async () => {
    await choose('p-jihoon.park', {})
    const number = await open('Two languages')
    await command(number, 'assign', { assignee: jihoon })
    await command(number, 'comments', { text: 'It is on its way.' })
    await until('the assignment, in Korean', async () =>
      (await mailsAbout(number, jihoon)).some((text) => text.includes('배정되었습니다')),
    )
    const [english] = await until('the answer', async () => {
      const found = (await mailsAbout(number, minji)).filter((text) => text.includes('It is on its way.'))
      return found.length > 0 && found
    })
    expect(english).toContain('To answer, simply reply')
  })

  test('is not told of what they did themselves', async () => {
    const number = await open('My own doing')
    await command(number, 'assign', { assignee: sora })
    await command(number, 'comments', { text: 'To myself', visibility: 'internal' })
    await command(number, 'assign', { assignee: emma })
    await until('the next assignment', async () => (await mailsAbout(number, emma)).length > 0)
    expect(await mailsAbout(number, sora)).toEqual([])
  })
})

describe('somebody who reads once a day', () => {
  /** The digest of a person that is being collected, as if its hour had come. */
  const makeDue = async (id: string) => {
    const { store } = desk.office
    const page = await store.parts(`digest#${id}`, 'due#', { limit: 10 })
    const open = page.items.find(({ isClosed }) => !isClosed)!
    const digest = (await readDigest(store, id, String(open.tellsAt)))!
    const then = ago(1)
    const moved = { ...digest, tellsAt: then, due: { lane: 'digest', at: then } }
    const { due: _, ...closed } = { ...digest, isClosed: true }
    await store.commit([
      { put: moved, at: key.digest(id, then) },
      { put: closed, at: key.digest(id, digest.tellsAt) },
    ])
  }

  test('gets one mail with all that happened, once, when the clock says so', async () => {
    await choose('p-emma.clark', { assigned: 'digest', 'internal-note': 'digest', 'team-new': 'off' })
    const numbers = [await open('First of the day'), await open('Second of the day')]
    for (const number of numbers) {
      await command(number, 'assign', { assignee: emma })
      await command(number, 'comments', { text: `About ${number}`, visibility: 'internal' })
    }
    await until('four lines', async () => {
      const { items } = await desk.office.store.parts('digest#p-emma.clark', 'due#', { limit: 10 })
      return items.some(
        ({ lines, isClosed }) =>
          !isClosed && (lines as string[]).filter((line) => numbers.includes(line.split('#')[0]!)).length === 4,
      )
    })
    expect((await mailsAbout(numbers[0]!, emma)).concat(await mailsAbout(numbers[1]!, emma))).toEqual([])
    await makeDue('p-emma.clark')
    await Promise.all([desk.tick(), desk.tick()])
    const digest = await until('the digest', async () => (await mailsAbout(numbers[0]!, emma))[0])
    for (const number of numbers) expect(digest).toMatch(new RegExp(`${number}: (First|Second) of the day`))
    expect(digest.match(/internally: About INC-/g)).toHaveLength(2)
    await desk.tick()
    const marker = await open('A marker')
    await command(marker, 'assign', { assignee: jihoon })
    await until('the marker', async () => (await mailsAbout(marker, jihoon)).length > 0)
    expect((await desk.mails()).filter(({ to, text }) => to.includes(emma) && text.includes(numbers[0]!))).toHaveLength(
      1,
    )
  })
})
