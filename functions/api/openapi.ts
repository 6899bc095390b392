import * as z from 'zod'
import type { Operation } from './operation.ts'

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
})

const queryParameters = (query: z.ZodType) => {
  const schema = schemaOf(query, 'input') as { properties?: Record<string, object>; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }))
}

const describeOperation = (o: Operation) => ({
  operationId: o.id,
  summary: o.summary,
  parameters: [
    ...[...o.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(o.query ? queryParameters(o.query) : []),
    ...(o.idempotent ? [header('Idempotency-Key', 'The same key with the same request takes effect once.')] : []),
    ...(o.matching
      ? [header('If-Match', 'The version you have seen, in quotes; another one is refused with 412.')]
      : []),
  ],
  ...(o.body && {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(o.body, 'input') } } },
  }),
  responses: {
    [o.status]: {
      description: o.status === 302 ? 'A link in Location' : 'Done',
      ...(o.answer && { content: { 'application/json': { schema: schemaOf(o.answer, 'output') } } }),
    },
    default: {
      description: 'It was refused, and nothing changed',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
})

/** The OpenAPI 3.1 document of these operations at `url`, made from the schemas that parse the requests. */
export const openapi = (operations: readonly Operation[], url: string): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const o of operations) {
    paths[o.path] ??= {}
    paths[o.path]![o.method.toLowerCase()] = describeOperation(o)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Haneul', version: '1', description: 'The service desk with no servers.' },
    servers: [{ url }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  }
}
