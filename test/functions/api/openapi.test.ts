import { describe, expect, test } from 'vitest'
import { openapi } from '../../../functions/api/openapi.ts'
import { operations } from '../../../functions/api/operations.ts'
import { eventTypes } from '../../../functions/api/webhook/event-type.ts'
import type { ChangeCommand } from '../../../lib/change/command.ts'
import { moves as changeMoves } from '../../../lib/change/life-cycle.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { moves } from '../../../lib/incident/life-cycle.ts'

interface Schema {
  readonly description?: string
  readonly properties?: Record<string, Schema>
}

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly security?: readonly object[]
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly description?: string }[]
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } }
  readonly responses: Record<string, { readonly content?: object }>
}

interface Document {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Record<string, Record<string, Described>>
  readonly webhooks: Record<string, Record<string, Described>>
  readonly components: { readonly schemas: Record<string, Schema> }
}

const document = openapi(operations, 'https://desk.example') as Document
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
)

describe('the document of the API', () => {
  test('is OpenAPI 3.1 of this desk, and names every operation once', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.servers).toEqual([{ url: 'https://desk.example' }])
    expect(described.map(({ operationId }) => operationId)).toEqual(operations.map(({ id }) => id))
    expect(new Set(described.map(({ operationId }) => operationId)).size).toBe(operations.length)
    expect(document.tags.map(({ name }) => name)).toEqual([...new Set(described.flatMap(({ tags }) => tags))])
  })

  test.each(described)(
    '$name says what each field of its body and each of its parameters is',
    ({ parameters, requestBody }) => {
      const fields = Object.entries(requestBody?.content['application/json']?.schema.properties ?? {})
      expect(fields.filter(([, { description }]) => !description).map(([field]) => field)).toEqual([])
      expect(parameters.filter((p) => p.in !== 'path' && !p.description).map(({ name }) => name)).toEqual([])
    },
  )

  test.each(operations.filter(({ body }) => body && 'shape' in body))(
    '$method $path shows the body that it takes, field by field',
    ({ method, path, body }) => {
      const shown = document.paths[path]![method.toLowerCase()]!.requestBody?.content['application/json']?.schema
      expect(Object.keys(shown?.properties ?? {})).toEqual(Object.keys((body as unknown as { shape: object }).shape))
    },
  )

  test('lists the refusals of each operation: a missing token, a right, a thing that is not there, a stale version, too many', () => {
    const statuses = (id: string) => Object.keys(described.find((one) => one.operationId === id)!.responses)
    expect(statuses('listIncidents')).toEqual(['200', '400', '401', '403', '429'])
    expect(statuses('readIncident')).toEqual(['200', '400', '401', '403', '404', '429'])
    expect(statuses('openIncident')).toEqual(['201', '400', '401', '403', '409', '413', '429', '503'])
    expect(statuses('resolveIncident')).toEqual(['200', '400', '401', '403', '404', '409', '412', '413', '429', '503'])
  })

  test('says for what a token must be made', () => {
    const security = (id: string) => described.find((one) => one.operationId === id)!.security
    expect(security('listIncidents')).toEqual([{ token: ['tickets:read'] }])
    expect(security('openIncident')).toEqual([{ token: ['tickets:write'] }])
    expect(security('makeToken')).toBeUndefined()
  })

  test('says what webhooks are sent, of every type they can ask for, and by which headers it is checked', () => {
    expect(Object.keys(document.webhooks)).toEqual([...eventTypes, 'webhook.tested'])
    for (const { post } of Object.values(document.webhooks)) {
      expect(post!.parameters.map(({ name }) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature'])
      expect(post!.requestBody?.content['application/json']?.schema).toMatchObject({ $ref: expect.any(String) })
    }
    expect(document.components.schemas.IncidentTold!.properties).toMatchObject({ type: {}, timestamp: {}, data: {} })
  })

  test('refers only to schemas that it has', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect(refs.length).toBeGreaterThan(0)
    expect([...new Set(refs)].filter((name) => !(name! in document.components.schemas))).toEqual([])
    expect(JSON.stringify(document)).not.toContain('#/$defs/')
  })

  test('has the very table of moves by which moves are refused', () => {
    const { description } = document.tags.find(({ name }) => name === 'incidents')!
    const rows = [...description.matchAll(/^\| (?!move|---)(\S+) \| ([^|]+) \| (\S+) \|$/gm)]
    const table = rows.map(([, move, from, to]) => [move, { from: from!.split(', '), to }])
    expect(Object.fromEntries(table)).toEqual(moves)
  })

  test('has the very tables of moves by which moves of changes are refused, one for each type', () => {
    const { description } = document.tags.find(({ name }) => name === 'changes')!
    const tables = [...description.matchAll(/\| move of a (\w+) change[^\n]*\n[^\n]*\n((?:\|[^\n]*\n?)+)/g)].map(
      ([, type, rows]) => {
        const cells = [...rows!.matchAll(/^\| (\S+) \| ([^|]+) \| (\S+) \|$/gm)]
        return [type, Object.fromEntries(cells.map(([, move, from, to]) => [move, { from: from!.split(', '), to }]))]
      },
    )
    expect(Object.fromEntries(tables)).toEqual(changeMoves)
  })
})

/** The path of each command that people can give; null for what only the desk itself asks of an incident. */
const offered: Record<IncidentCommand['type'], string | null> = {
  open: '/api/v1/incidents',
  comment: '/api/v1/incidents/{number}/comments',
  start: '/api/v1/incidents/{number}/start',
  hold: '/api/v1/incidents/{number}/hold',
  resume: '/api/v1/incidents/{number}/resume',
  resolve: '/api/v1/incidents/{number}/resolve',
  reopen: '/api/v1/incidents/{number}/reopen',
  close: '/api/v1/incidents/{number}/close',
  rate: '/api/v1/incidents/{number}/rate',
  cancel: '/api/v1/incidents/{number}/cancel',
  assign: '/api/v1/incidents/{number}/assign',
  edit: '/api/v1/incidents/{number}/edit',
  prioritize: '/api/v1/incidents/{number}/prioritize',
  'override-priority': '/api/v1/incidents/{number}/override-priority',
  'declare-major': '/api/v1/incidents/{number}/declare-major',
  'propose-major': '/api/v1/incidents/{number}/propose-major',
  'accept-major': '/api/v1/incidents/{number}/accept-major',
  'reject-major': '/api/v1/incidents/{number}/reject-major',
  'update-plan': '/api/v1/incidents/{number}/update-plan',
  review: '/api/v1/incidents/{number}/review',
  announce: '/api/v1/incidents/{number}/announce',
  'withdraw-announcement': '/api/v1/incidents/{number}/withdraw-announcement',
  watch: '/api/v1/incidents/{number}/watch',
  unwatch: '/api/v1/incidents/{number}/unwatch',
  'set-parent': '/api/v1/incidents/{number}/set-parent',
  merge: '/api/v1/incidents/{number}/merge',
  unmerge: '/api/v1/incidents/{number}/unmerge',
  'split-off': '/api/v1/incidents/{number}/split',
  echo: null,
  'add-child': null,
  'remove-child': null,
  absorb: null,
  release: null,
  'follow-up': null,
  'report-undelivered': null,
  'report-infected': null,
  tick: null,
}

describe('everything that can be asked of an incident', () => {
  const commands = Object.entries(offered).flatMap(([command, path]) => (path === null ? [] : [{ command, path }]))

  test.each(commands)('$command is an operation that is repeated without harm', ({ path }) => {
    const operation = operations.find((one) => one.method === 'POST' && one.path === path)
    expect(operation?.idempotent).toBe(true)
    expect(operation?.matching ?? false).toBe(path !== '/api/v1/incidents')
  })
})

/** The operation of each command that people can give to a change; null for what follows of itself, or is asked elsewhere. */
const offeredOfChanges: Record<ChangeCommand['type'], string | null> = {
  open: 'POST /api/v1/changes',
  comment: 'POST /api/v1/changes/{number}/comments',
  edit: 'PATCH /api/v1/changes/{number}',
  'set-type': 'POST /api/v1/changes/{number}/set-type',
  assign: 'POST /api/v1/changes/{number}/assign',
  submit: 'POST /api/v1/changes/{number}/submit',
  'request-approval': 'POST /api/v1/changes/{number}/request-approval',
  decide: null,
  'replace-approver': null,
  revert: 'POST /api/v1/changes/{number}/revert',
  'override-freeze': 'POST /api/v1/changes/{number}/override-freeze',
  start: 'POST /api/v1/changes/{number}/start',
  finish: 'POST /api/v1/changes/{number}/finish',
  'record-implementation': 'POST /api/v1/changes/{number}/record-implementation',
  review: 'POST /api/v1/changes/{number}/review',
  close: 'POST /api/v1/changes/{number}/close',
  cancel: 'POST /api/v1/changes/{number}/cancel',
  'declare-unauthorized': 'POST /api/v1/changes/{number}/declare-unauthorized',
  watch: 'POST /api/v1/changes/{number}/watch',
  unwatch: 'POST /api/v1/changes/{number}/unwatch',
  tick: null,
}

describe('everything that can be asked of a change', () => {
  const commands = Object.entries(offeredOfChanges).flatMap(([command, way]) =>
    way === null ? [] : [{ command, way }],
  )

  test.each(commands)('$command is an operation that is repeated without harm', ({ way }) => {
    const operation = operations.find(({ method, path }) => `${method} ${path}` === way)
    expect(operation?.idempotent).toBe(true)
    expect(operation?.matching ?? false).toBe(way !== 'POST /api/v1/changes')
  })
})
