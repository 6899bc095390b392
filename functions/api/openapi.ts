import * as z from 'zod'
import { moves as changeMoves } from '../../lib/change/life-cycle.ts'
import { type Move, moves } from '../../lib/incident/life-cycle.ts'
import { Scope, scopeFor } from '../../lib/people/scope.ts'
import { IncidentTold, TestTold } from '../../lib/webhook/payload.ts'
import { ChangeEntryView } from './change/entry-view.ts'
import { EntryView } from './incident/entry-view.ts'
import type { Operation } from './operation.ts'
import { eventTypes } from './webhook/event-type.ts'

const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong, and what to do about it.'),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('The fields at fault.'),
    state: z.string().optional().describe('409: the state of the incident or change.'),
    legalMoves: z.array(z.string()).optional().describe('409: the moves that are legal from there.'),
    needsReview: z.boolean().optional().describe('409: a major incident is closed after its review alone.'),
    follows: z.string().optional().describe('409: a closed incident that a new one may follow.'),
    version: z.int().optional().describe('412: the present version.'),
    missing: z.array(z.string()).optional().describe('400: everything that a change still lacks.'),
    obstacles: z
      .array(z.object({ id: z.string(), is: z.string() }))
      .optional()
      .describe('409: what stands in the way of a change.'),
    digest: z.string().optional().describe('412: of what approvers answer for, as it is now.'),
    changes: z
      .array(z.union([EntryView, ChangeEntryView]))
      .optional()
      .describe('412: what happened since the version that the caller has seen.'),
    changesCursor: z.string().nullable().optional().describe('412: the timelineCursor of further changes.'),
  })
  .meta({ id: 'Problem' })

type Schemas = Record<string, object>

/** What a format or a type says already is not said again in hundreds of letters. */
const readable = ({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  if (schema.format !== undefined) delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
}

/** A schema as JSON Schema; what has a name of its own goes to the components. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output', components: Schemas): object => {
  const { $schema: _, ...given } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: readable })
  const { $defs = {}, ...rest } = JSON.parse(
    JSON.stringify(given).replaceAll('"#/$defs/', '"#/components/schemas/'),
  ) as Record<string, Schemas>
  Object.assign(components, $defs)
  if (typeof rest.id !== 'string') return rest
  const { id, ...named } = rest as Record<string, unknown> & { id: string }
  components[id] = named
  return { $ref: `#/components/schemas/${id}` }
}

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
})

const queryParameters = (query: z.ZodType, components: Schemas) => {
  const schema = schemaOf(query, 'input', components) as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    ...(description !== undefined && { description }),
    schema: property,
  }))
}

const scopeOf = ({ access }: Operation) => access && scopeFor(access.kind, access.action)
/** Whether a token that was made for something can do this. */
const isForScopes = (o: Operation) => o.isOpen || scopeOf(o) !== undefined

/** Why a request may be refused, by status. */
const refusals = (o: Operation): Readonly<Record<number, string | undefined>> => {
  const changes = o.method !== 'GET'
  const named = o.path.includes('{')
  return {
    ...((o.body || o.query || changes || named) && {
      400: 'The request is not valid: the field is named, and the remedy',
    }),
    ...(!o.isOpen && {
      401: 'The token is missing or not valid',
      403: isForScopes(o)
        ? 'The caller, or their token, may not do this'
        : 'The caller may not do this; no token with scopes may',
    }),
    ...(named && { 404: 'There is no such thing, or it is not the caller’s to see' }),
    ...(changes && { 409: 'This cannot be done now' }),
    ...(o.matching && { 412: 'Somebody changed it meanwhile: the present version is named' }),
    ...((o.body || o.takesBytes) && { 413: 'The request is too large' }),
    ...(!o.isOpen && { 429: 'The token asked too often: Retry-After says when to go on' }),
    ...(changes && { 503: 'Too many wrote at once; the same request may succeed in a second' }),
  }
}

const refused = (description: string) => ({
  description: `${description}. Nothing changed.`,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** `/api/v1/policy/settings` → `policy`. */
const tagOf = ({ path }: Operation) => path.split('/')[3]!

const describeOperation = (o: Operation, components: Schemas) => ({
  operationId: o.id,
  tags: [tagOf(o)],
  ...(o.isOpen && { security: [] }),
  summary: o.summary,
  ...(o.description !== undefined && { description: o.description }),
  parameters: [
    ...[...o.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(o.query ? queryParameters(o.query, components) : []),
    ...(o.idempotent ? [header('Idempotency-Key', 'The same key with the same request takes effect once.')] : []),
    ...(o.matching
      ? [header('If-Match', 'The version you have seen, in quotes; another one is refused with 412.')]
      : []),
  ],
  ...(o.body && {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(o.body, 'input', components) } },
    },
  }),
  ...(o.takesBytes && { requestBody: { required: true, content: { 'application/octet-stream': {} } } }),
  // For other schemes than OAuth the list names what is required of the credential (OpenAPI 3.1, Security Requirement Object).
  ...(scopeOf(o) && { security: [{ token: [scopeOf(o)] }] }),
  responses: {
    [o.status]: {
      description: o.status === 302 ? 'A link in Location' : 'Done',
      ...(o.answer && { content: { 'application/json': { schema: schemaOf(o.answer, 'output', components) } } }),
    },
    ...Object.fromEntries(Object.entries(refusals(o)).map(([status, why]) => [status, refused(why!)])),
  },
})

/** The legal moves as a table of Markdown, from the very table by which moves are refused. */
const tableOfMoves = [
  '| move | from | to |',
  '| --- | --- | --- |',
  ...(Object.keys(moves) as Move[]).map((move) => `| ${move} | ${moves[move].from.join(', ')} | ${moves[move].to} |`),
].join('\n')

/** The legal moves of a type of change. */
const movesOf = (type: keyof typeof changeMoves) =>
  [
    `| move of a ${type} change | from | to |`,
    '| --- | --- | --- |',
    ...Object.entries(changeMoves[type]).map(([move, { from, to }]) => `| ${move} | ${from.join(', ')} | ${to} |`),
  ].join('\n')

const reviewFirst =
  'A major incident cannot be closed, neither by hand nor by time, before the desk has reviewed it (409 with `needsReview`), and its requester never closes it (403).'

const topics: Readonly<Record<string, string>> = {
  incidents: `Incidents and everything that can be done with them. Any other move than these is refused with 409 and changes nothing:\n\n${tableOfMoves}\n\n${reviewFirst}`,
  changes: `Changes and everything that can be done with them. Any other move than these is refused with 409 and changes nothing:\n\n${movesOf('normal')}\n\n${movesOf('standard')}\n\n${movesOf('emergency')}`,
  'major-incidents': 'Major incidents that are not closed, and candidates that wait for a decision.',
  outages: 'What does not work in the company right now, and whom it hurts.',
  ratings: 'How satisfied people are, said with a key from a mail.',
  freezes: 'Times in which nothing is to be changed: hard ones forbid, soft ones warn.',
  'maintenance-times': 'The only times in which some things may be changed.',
  'change-templates': 'Procedures that are authorized once: what standard changes are made from.',
  'change-meetings': 'Change advisory boards: when they meet, on what, and what came of it.',
  'calendar-feeds': 'Calendars of changes and freezes for calendar programs.',
  uploads:
    'Files that people bring for a message: announce one, put its bytes to storage, and name it in `attachments`.',
  board: 'How the work stands.',
  filters: 'Lists of incidents that agents keep under a name.',
  'ticket-templates': 'What new incidents can begin with.',
  tokens: 'API tokens: who made them for what, and until when.',
  people: 'People, their addresses, roles and wishes.',
  directory:
    'The company’s directory: what its groups give, when it is stopped, and what became of work. It speaks SCIM 2.0 at /scim/v2.',
  teams: 'Teams, and who gets their next ticket.',
  policy: 'The rules of the desk.',
  slas: 'Promises about time.',
  calendars: 'Working hours and holidays.',
  webhooks:
    'Systems of others that are told what happens: signed, in order, tried for 48 hours. What is sent stands under `webhooks` of this document.',
}

const tokenRules = `The service desk with no servers.

Send a token as \`Authorization: Bearer <token>\`. A token does what its scopes cover and its person may: ${Scope.options.map((scope) => `\`${scope}\``).join(', ')}; who may write reads, too.
Each answer says how many requests remain in \`RateLimit\` and \`RateLimit-Policy\` (draft-ietf-httpapi-ratelimit-headers). They are counted
in each running instance of the API, so that a busy desk may let pass more than the limit, and never less.`

const howWebhooksCome = `Posted to each webhook that wants this type, and signed as Standard Webhooks 1.0 says: check \`webhook-signature\` over the bytes of the body with your secret.

- Events of one incident come in the order of \`sequence\`, the next one only after a 2xx for the one before; those of different incidents in any order.
- An event may come again: \`webhook-id\` is the same then. Answer 2xx within 10 seconds; redirects are not followed.
- Anything else is tried again after 5 s, 30 s, 2 min, 10 min, 30 min and then every hour for 48 hours (\`Retry-After\` is heeded up to an hour); then the webhook is disabled, and what waits can be replayed. 410 disables it at once.`

const signed = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})

const describeWebhook = (type: string, payload: object) => ({
  operationId: type,
  tags: ['webhooks'],
  security: [],
  summary: `Told of \`${type}\``,
  description: howWebhooksCome,
  parameters: [
    signed('webhook-id', 'Names the event; the same with each attempt.'),
    signed(
      'webhook-timestamp',
      'Seconds since 1970 at which this attempt began; refuse what is older than five minutes.',
    ),
    signed(
      'webhook-signature',
      '`v1,` and base64 of HMAC-SHA256; two of them, separated by a space, while a secret is replaced.',
    ),
  ],
  requestBody: { required: true, content: { 'application/json': { schema: payload } } },
  responses: { '2XX': { description: 'It has arrived' }, 410: { description: 'Nothing more is wanted' } },
})

/** Everything that webhooks are sent, by type. */
const describeWebhooks = (components: Schemas): Record<string, object> => {
  const told = schemaOf(IncidentTold, 'output', components)
  const tested = schemaOf(TestTold, 'output', components)
  const all = [...eventTypes.map((type) => [type, told] as const), ['webhook.tested', tested] as const]
  return Object.fromEntries(all.map(([type, payload]) => [type, { post: describeWebhook(type, payload) }]))
}

/** The OpenAPI 3.1 document of these operations at `url`, made from the schemas that parse the requests. */
export const openapi = (operations: readonly Operation[], url: string): object => {
  const schemas: Schemas = {}
  schemaOf(Problem, 'output', schemas)
  const paths: Record<string, Record<string, object>> = {}
  for (const o of operations) {
    paths[o.path] ??= {}
    paths[o.path]![o.method.toLowerCase()] = describeOperation(o, schemas)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Haneul', version: '1', description: tokenRules },
    servers: [{ url }],
    security: [{ token: [] }],
    tags: [...new Set(operations.map(tagOf))].map((name) => ({ name, description: topics[name] ?? name })),
    paths,
    webhooks: describeWebhooks(schemas),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas },
  }
}
