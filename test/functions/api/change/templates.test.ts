import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeOffice } from '../../../../functions/api/change/whole-change-desk.ts'
import { changeProcess } from '../../../../lib/change/process.ts'
import { openChange } from '../../../../lib/desk/change/order.ts'
import { execute } from '../../../../lib/desk/execute.ts'
import { startApi, type TestApi } from '../../../support/api.ts'
import { jihoon } from '../../../support/life.ts'
import { afternoon, lead } from '../../../support/planned-change.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const admin = { as: 'sora.han' }
const path = '/api/v1/change-templates/renew-certificate'
const fields = {
  name: 'Renew a certificate',
  service: 'web',
  items: ['web-1', 'web-2'],
  team: 'network',
  owner: 'p-emma.clark',
  plan: 'Ask the authority, install it, reload.',
  test: 'Look at it in a browser.',
  backout: 'The old one is still there.',
}
const save = (over: object = {}, asking: object = {}) =>
  api.ask(path, { method: 'PUT', body: { ...fields, ...over }, ...asking })
const open = (body: object = {}) =>
  api.ask('/api/v1/changes', { body: { template: 'renew-certificate', window: afternoon, ...body } })

describe('a template of standard changes', () => {
  test('is written by an agent, and of no use before a change manager has approved it', async () => {
    expect((await save()).body).toMatchObject({ edition: 1, standing: 'draft' })
    expect(await open()).toMatchObject({ status: 409, body: { errors: [{ field: 'template' }] } })
    expect((await api.ask(`${path}/approve`, { body: { edition: 1 } })).status).toBe(403)
    expect((await api.ask(`${path}/approve`, { body: { edition: 1 }, ...admin })).body).toMatchObject({
      standing: 'usable',
      approved: { edition: 1, by: { id: 'p-sora.han' } },
    })
  })

  test('makes a change that goes without approval, and says just what was authorized', async () => {
    const { body } = await open()
    expect(body).toMatchObject({ type: 'standard', title: fields.name, team: 'network', service: 'web' })
    await lead(api, body.number, ['submit'])
    const { state, items, inside, owner } = (await api.change(body.number)).body
    expect({ state, items, owner: owner.id }).toEqual({ state: 'scheduled', items: fields.items, owner: fields.owner })
    expect(inside).toMatchObject({ plan: fields.plan, template: { id: 'renew-certificate', version: 1 } })
    for (const edit of [{ plan: 'Something else' }, { service: 'mail' }, { items: ['db-1'] }, { impact: 'high' }])
      expect((await api.change(body.number, undefined, edit, { method: 'PATCH' })).status).toBe(409)
    expect((await api.change(body.number, undefined, { title: 'Renew web-1' }, { method: 'PATCH' })).status).toBe(200)
  })

  test('lets nobody say what it says itself, or touch more than it covers', async () => {
    expect((await open({ plan: 'My way' })).body).toMatchObject({ errors: [{ field: 'plan' }] })
    expect((await open({ items: ['db-1'] })).body).toMatchObject({ errors: [{ field: 'items' }] })
    expect((await open({ type: 'normal' })).body).toMatchObject({ errors: [{ field: 'type' }] })
    expect((await open({ items: ['web-1'] })).status).toBe(201)
    expect((await api.ask('/api/v1/changes', { body: { title: 'x', type: 'standard' } })).body).toMatchObject({
      errors: [{ field: 'template' }],
    })
  })

  test('gives a change that became normal its own words, and no way back to standard', async () => {
    const { number } = (await open()).body
    await lead(api, number, ['set-type', { type: 'normal' }])
    await api.change(number, undefined, { plan: 'My way' }, { method: 'PATCH' })
    expect((await api.change(number, 'set-type', { type: 'standard' })).status).toBe(400)
  })

  test('that is edited stays usable as it was approved, until the new edition is approved by somebody else', async () => {
    expect((await save({ plan: 'Ask another authority.' }, admin)).body).toMatchObject({
      edition: 2,
      approved: { edition: 1 },
    })
    const pinned = (await open()).body.number
    expect((await api.change(pinned)).body.inside).toMatchObject({ plan: fields.plan, template: { version: 1 } })
    expect((await api.ask(`${path}/approve`, { body: { edition: 2 }, ...admin })).status).toBe(403)
    await save({ plan: 'Ask the better authority.' })
    expect((await api.ask(`${path}/approve`, { body: { edition: 2 }, ...admin })).status).toBe(412)
    await api.ask(`${path}/approve`, { body: { edition: 3 }, ...admin })
    expect((await api.change((await open()).body.number)).body.inside).toMatchObject({
      plan: 'Ask the better authority.',
      template: { version: 3 },
    })
    expect((await api.change(pinned)).body.inside.plan).toBe(fields.plan)
  })

  test('that was retired is refused with the reason, and its changes go on', async () => {
    const { number } = (await open()).body
    const reason = 'Certificates renew themselves now.'
    expect((await api.ask(`${path}/retire`, { body: { reason }, ...admin })).body.standing).toBe('retired')
    const refused = await open()
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining(reason) } })
    expect((await save({ name: 'Again' })).status).toBe(409)
    await lead(api, number, ['submit'])
    expect((await api.ask(`${path}/reinstate`, { body: {}, ...admin })).body.standing).toBe('usable')
    expect((await open()).status).toBe(201)
    const history = (await api.ask(`${path}/history`)).body.items
    expect(history[1].value.retired).toMatchObject({ reason, by: { id: 'p-sora.han' } })
  })
})

describe('the same change that went well three times', () => {
  /** A change that was opened at an instant and has ended; its way there was walked elsewhere. */
  const ended = async (title: string, day: number, outcome: 'successful' | 'failed' = 'successful') => {
    const at = `2026-11-${String(day).padStart(2, '0')}T01:00:00.000Z`
    const context = { at, by: jihoon, channel: 'api' as const }
    const { number } = await openChange(
      changeOffice(api.desk),
      {
        of: 'normal',
        title,
        message: { text: '' },
        requester: { id: 'p-minji.kim', name: '김민지' },
        items: ['db-1'],
        service: 'db',
        language: 'en',
        replyKey: `key-${title}`,
      },
      { context },
    )
    // Closing is all that counts here, so this process knows no other move.
    const short = {
      ...changeProcess,
      decide: () => [{ type: 'change.reviewed' as const, outcome, notes: 'x' }, { type: 'change.closed' as const }],
    }
    const command = { type: 'close' } as const
    await execute(api.desk, { process: short, number, command, context })
    return number
  }

  test('is proposed as a template, with the changes that speak for it', async () => {
    const numbers = [
      await ended('Rotate the keys of the database 1', 2),
      await ended('Rotate the keys of the database 2026-11', 9),
      await ended('rotate the keys of the database (3)', 16),
    ]
    await ended('Move the database', 3)
    const { body } = await api.ask('/api/v1/change-templates/proposals')
    expect(body.items).toMatchObject([{ service: 'db', items: ['db-1'], numbers: numbers.toReversed() }])
  })

  test('is not proposed once it has failed, or where there is a template for it', async () => {
    for (const day of [4, 5, 6]) await ended('Empty the queue', day)
    const titles = async () =>
      (await api.ask('/api/v1/change-templates/proposals')).body.items.map(({ title }: { title: string }) => title)
    expect(await titles()).toContain('Empty the queue')
    await api.ask('/api/v1/change-templates/empty', { method: 'PUT', body: { ...fields, name: 'Empty the queue' } })
    expect(await titles()).not.toContain('Empty the queue')
    await ended('Rotate the keys of the database', 20, 'failed')
    expect(await titles()).toEqual([])
  })
})
