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
const roleOf = async (id: string) => (await ask(desk, `/people/${id}`, admin)).body.role
const membersOf = async (team: string): Promise<string[]> =>
  (await ask(desk, `/teams/${team}`)).body.members.map(({ id }: { id: string }) => id)
const rules = (groups: object[]) => ask(desk, '/directory/rules', { ...admin, method: 'PUT', body: { groups } })
const group = async (displayName: string, externalId: string): Promise<string> =>
  (await provision(desk, 'POST', '/Groups', { displayName, externalId, members: [] })).body.id
const user = async (id: string): Promise<string> =>
  (await provision(desk, 'POST', '/Users', newUser(id, `${id}@haneul.example`))).body.id

describe('a group of the directory', () => {
  test('is found by its name, and keeps its members through another name', async () => {
    const [id, member] = [await group('Everybody', 'group-1'), await user('member-1')]
    const add = { op: 'Add', path: 'members', value: [{ $ref: null, value: member }] }
    expect((await patch(desk, `/Groups/${id}`, add)).status).toBe(204)
    expect(
      (await patch(desk, `/Groups/${id}`, { op: 'Replace', path: 'displayName', value: 'All of us' })).status,
    ).toBe(204)
    const byName = await provision(
      desk,
      'GET',
      '/Groups?excludedAttributes=members&filter=displayName%20eq%20%22all%20of%20us%22',
    )
    expect(byName.body).toMatchObject({ totalResults: 1, Resources: [{ id, externalId: 'group-1' }] })
    expect(byName.body.Resources[0].members).toBeUndefined()
    expect((await provision(desk, 'GET', `/Groups/${id}`)).body.members).toMatchObject([{ value: member }])
    const asked = await provision(
      desk,
      'GET',
      `/Groups?filter=id%20eq%20%22${id}%22%20and%20members%20eq%20%22${member}%22`,
    )
    expect(asked.body.totalResults).toBe(1)
    expect(await roleOf(member)).toBe('employee')
    expect(await provision(desk, 'POST', '/Groups', { displayName: 'All of us' })).toMatchObject({
      status: 409,
      body: { scimType: 'uniqueness' },
    })
  })

  test('takes nobody in whom nobody knows', async () => {
    const id = await group('Strict', 'group-2')
    const unknown = { op: 'Add', path: 'members', value: [{ value: 'p-nobody' }] }
    expect(await patch(desk, `/Groups/${id}`, unknown)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('p-nobody') },
    })
  })
})

describe('a rule about a group', () => {
  test('gives its members a role and a team, and takes both when they leave it', async () => {
    const [id, early, late] = [await group('IT', 'group-it'), await user('early'), await user('late')]
    await patch(desk, `/Groups/${id}`, { op: 'Add', path: 'members', value: [{ value: early }] })
    expect(await rules([{ group: id, role: 'agent', team: 'service-desk' }])).toMatchObject({ status: 200 })
    await until('the first member in the team', async () => (await membersOf('service-desk')).includes(early))
    expect(await roleOf(early)).toBe('agent')

    await patch(desk, `/Groups/${id}`, { op: 'Add', path: 'members', value: [{ value: late }] })
    await until('the second member in the team', async () => (await membersOf('service-desk')).includes(late))
    await patch(desk, `/Groups/${id}`, { op: 'Remove', path: 'members', value: [{ $ref: null, value: early }] })
    await patch(desk, `/Groups/${id}`, { op: 'remove', path: `members[value eq "${late}"]` })
    await until('nobody of them in the team', async () => {
      const members = await membersOf('service-desk')
      return !members.includes(early) && !members.includes(late)
    })
    await until(
      'both employees again',
      async () => (await roleOf(early)) === 'employee' && (await roleOf(late)) === 'employee',
    )
    expect(await membersOf('service-desk')).toEqual(['p-jihoon.park', 'p-emma.clark'])
  })

  test('takes no role that somebody has by hand, and gives a flag for as long as the group is there', async () => {
    const id = await group('Agents', 'group-agents')
    await rules([
      { group: id, role: 'agent' },
      { group: id, isVip: true },
    ])
    await patch(desk, `/Groups/${id}`, {
      op: 'Add',
      path: 'members',
      value: [{ value: 'p-sora.han' }, { value: 'p-yuna.choi' }],
    })
    await until('the other one an agent', async () => (await roleOf('p-yuna.choi')) === 'agent')
    expect((await ask(desk, '/people/p-yuna.choi', admin)).body.isVip).toBe(true)
    expect((await provision(desk, 'DELETE', `/Groups/${id}`)).status).toBe(204)
    await until('the other one an employee', async () => (await roleOf('p-yuna.choi')) === 'employee')
    expect((await ask(desk, '/people/p-yuna.choi', admin)).body.isVip).toBe(false)
    expect(await roleOf('p-sora.han')).toBe('administrator')
  })

  test('makes nobody a program', async () => {
    const id = await group('Programs', 'group-programs')
    expect(await rules([{ group: id, role: 'integration' }])).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'groups.0.role' }] },
    })
  })

  test('names a group and a team that there are', async () => {
    expect(await rules([{ group: 'g-nothing', role: 'agent' }])).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'groups.0.group' }] },
    })
    const id = await group('Real', 'group-real')
    expect(await rules([{ group: id, team: 'nowhere' }])).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'groups.0.team' }] },
    })
    expect((await ask(desk, '/directory/rules', { as: 'agent' })).status).toBe(403)
  })
})
