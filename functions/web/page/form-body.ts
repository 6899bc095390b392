import * as z from 'zod'

/** As much of a JSON schema as reading a form needs. */
interface Shape {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Shape>>
  readonly const?: unknown
}

const shapes = new WeakMap<z.ZodType, Shape>()

/** The shape of what a schema reads. */
export const shapeOf = (schema: z.ZodType): Shape => {
  const known = shapes.get(schema)
  if (known) return known
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  shapes.set(schema, shape)
  return shape
}

/** The first of the alternatives that is not null; a form cannot say null but by leaving empty what may be. */
const plain = (shape: Shape, root: Shape): Shape => {
  const named = shape.$ref?.split('/').at(-1)
  if (named) return plain(root.$defs?.[named] ?? {}, root)
  const options = shape.anyOf ?? shape.oneOf ?? shape.allOf
  const first = options?.map((option) => plain(option, root)).find(({ type }) => type !== 'null')
  if (first) return { ...first, ...(shape.properties && { properties: shape.properties }) }
  return Array.isArray(shape.type) ? { ...shape, type: shape.type.find((type) => type !== 'null') } : shape
}

const mayBeNull = ({ type, anyOf, oneOf }: Shape): boolean =>
  type === 'null' ||
  (Array.isArray(type) && type.includes('null')) ||
  (anyOf ?? oneOf ?? []).some((option) => mayBeNull(option))

const fieldValue = (name: string, given: Shape, form: URLSearchParams, root: Shape): unknown => {
  const shape = plain(given, root)
  if (shape.type === 'object') return shape.properties ? objectOf(`${name}.`, shape, form, root) : undefined
  if (shape.type === 'array') return listOf(name, plain(shape.items ?? {}, root), form, root)
  const text = form.get(name)
  if (text === null) return undefined
  const trimmed = text.trim()
  if (trimmed === '') return mayBeNull(given) ? null : undefined
  if (shape.type === 'boolean') return trimmed === 'true' || trimmed === 'on'
  if (shape.type === 'integer' || shape.type === 'number')
    return Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed)
  return text.replaceAll('\r\n', '\n')
}

/** `name` several times, or several lines in one; objects as `name.0.field`, `name.1.field`, gaps left out. */
const listOf = (name: string, item: Shape, form: URLSearchParams, root: Shape): unknown => {
  if (item.type === 'object') {
    const places = [...form.keys()].map((key) =>
      key.startsWith(`${name}.`) ? key.slice(name.length + 1).split('.')[0]! : '',
    )
    const used = [...new Set(places.filter((place) => /^\d{1,4}$/.test(place)))].sort((a, b) => Number(a) - Number(b))
    const items = used
      .map((place) => objectOf(`${name}.${place}.`, item, form, root))
      .filter((value) => Object.keys(value).length > 0)
    return form.has(name) || used.length > 0 ? items : undefined
  }
  if (!form.has(name)) return undefined
  const texts = form.getAll(name).flatMap((text) => text.split(/[\n,]/))
  const given = texts.map((text) => text.trim()).filter((text) => text !== '')
  return item.type === 'integer' || item.type === 'number' ? given.map(Number) : given
}

const objectOf = (prefix: string, shape: Shape, form: URLSearchParams, root: Shape): Record<string, unknown> => {
  const read = Object.entries(shape.properties ?? {}).map(([name, inner]) => [
    name,
    fieldValue(`${prefix}${name}`, inner, form, root),
  ])
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/**
 * What a form says, as the JSON body that an operation reads: nested fields are called `a.b`, lists repeat their name or
 * have a line each, an empty field is left out (null where that is allowed), a checkbox is true when sent, and false when
 * only its companion `<name>` with the value `false` was. The schema itself then accepts or refuses it.
 */
export const formBody = (schema: z.ZodType | undefined, form: URLSearchParams): Record<string, unknown> => {
  if (!schema) return {}
  const root = shapeOf(schema)
  return objectOf('', plain(root, root), lastWins(form), root)
}

/** A checkbox is preceded by a hidden field that says `false`; when both are sent, the box counts. */
const lastWins = (form: URLSearchParams): URLSearchParams => {
  const result = new URLSearchParams(form)
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name)
    if (all.length === 2 && all[0] === 'false' && (all[1] === 'true' || all[1] === 'on')) result.set(name, 'true')
  }
  return result
}
