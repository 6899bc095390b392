import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { newUser, patch, provision } from '../support/scim.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const admin = { as: 'admin' as const }
const people: string[] = []
const disable = (id: string) => patch(desk, `/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })
const isActive = async (id: string): Promise<boolean> => (await ask(desk, `/people/${id}`, admin)).body.isActive
const safety = async () => (await ask(desk, '/directory/safety', admin)).body

describe('a directory that deactivates twelve people of twelve', () => {
  test('is stopped after five, says when to come back, and tells administrators once', async () => {
    for (let i = 1; i <= 12; i++)
      people.push((await provision(desk, 'POST', '/Users', newUser(`id-${i}`, `person${i}@haneul.example`))).body.id)
    const answers = await Promise.all(people.slice(0, 3).map(disable))
    for (const id of people.slice(3)) answers.push(await disable(id))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(5).fill(200), ...Array(7).fill(503)])
    const [refused] = answers.filter(({ status }) => status === 503)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(60)
    expect((await Promise.all(people.map(isActive))).filter(Boolean)).toHaveLength(7)
    expect(await safety()).toMatchObject({ state: 'stopped', stop: 1, people: 12, limit: 5, deactivated: 5 })
    expect((await safety()).pending).toHaveLength(7)

    const told = async () => (await desk.mails()).filter(({ subject }) => /디렉터리 동기화 중단/.test(subject ?? ''))
    await until('the mail to the administrator', async () => (await told()).length > 0)
    expect((await told()).map(({ to }) => to)).toEqual([['sora.han@haneul.example']])
  })

  test('may still say who people are', async () => {
    const waiting = (await safety()).pending[0].id
    const renamed = await patch(desk, `/Users/${waiting}`, { op: 'Replace', path: 'displayName', value: 'Still here' })
    expect(renamed).toMatchObject({ status: 200, body: { active: true } })
    expect((await provision(desk, 'POST', '/Users', newUser('id-new', 'new@haneul.example'))).status).toBe(201)
  })

  test('goes on with exactly those whom an administrator approved', async () => {
    const decide = (stop: number, as: 'admin' | 'agent' = 'admin') =>
      ask(desk, '/directory/safety/approve', { as, body: { stop } })
    expect((await decide(1, 'agent')).status).toBe(403)
    expect((await decide(2)).status).toBe(409)
    expect(await decide(1)).toMatchObject({
      status: 200,
      body: { state: 'flowing', decisions: [{ stop: 1, by: { id: 'p-sora.han' } }] },
    })
    const waiting = []
    for (const id of people) if (await isActive(id)) waiting.push(id)
    expect((await Promise.all(waiting.map(disable))).map(({ status }) => status)).toEqual(Array(7).fill(200))
    expect((await Promise.all(people.map(isActive))).filter(Boolean)).toEqual([])
  })

  test('is not in the way of an administrator, and a dismissed stop lets nobody go', async () => {
    const more = []
    for (let i = 1; i <= 6; i++)
      more.push((await provision(desk, 'POST', '/Users', newUser(`more-${i}`, `more${i}@haneul.example`))).body.id)
    const answers = []
    for (const id of more) answers.push((await disable(id)).status)
    expect(answers).toEqual([200, 200, 200, 200, 200, 503])
    expect((await ask(desk, '/directory/safety/dismiss', { ...admin, body: { stop: 2 } })).status).toBe(200)
    expect(await isActive(more[5])).toBe(true)
    expect((await ask(desk, `/people/${more[5]}/deactivate`, { ...admin, body: {} })).status).toBe(200)
  })
})
