import { enterpriseUser } from './scim-user.ts'

type Json = Readonly<Record<string, unknown>>

/** One operation of a PATCH, as RFC 7644 section 3.5.2 has it. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path?: string
  readonly value?: unknown
}

/** Attributes that are true or false; Entra ID sends them as `"True"` and `"False"` (aadOptscim062020 not set). */
const booleans: ReadonlySet<string> = new Set(['active', 'primary', 'vip', 'sharedmailbox'])
const managerPath = `${enterpriseUser}:manager`.toLowerCase()

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const truth = (value: unknown): unknown => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined
  return word === 'true' ? true : word === 'false' ? false : value
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** A manager is `{"value": id}`; Entra ID sends the id alone as well. */
const manager = (value: unknown): unknown => {
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? { value: one } : one
}

/**
 * A resource as the standard wants it: `"False"` is false, an id alone is a manager, and what is null is not sent (Entra ID
 * sends `"$ref": null`).
 */
export const normalResource = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(normalResource)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      if (inner === null) return []
      if (booleans.has(name.toLowerCase())) return [[name, truth(inner)]]
      if (name.toLowerCase() === 'manager') return isEmpty(inner) ? [] : [[name, normalResource(manager(inner))]]
      return [[name, normalResource(inner)]]
    }),
  )
}

/** Last part of a path: `emails[type eq "work"].value` → `value`. */
const lastOf = (path: string) => /([^.:\]]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''

/** Names of a resource that a PATCH without a path repeats, and that nobody can change. */
const fixed: ReadonlySet<string> = new Set(['id', 'schemas', 'meta'])

/**
 * The operations of a PATCH as Entra ID sends it, one attribute each, as the standard wants them: `op` in lower case, true
 * and false, a manager as an object, an operation without a path taken apart (its names may be paths), an empty value as
 * a removal. What is no operation at all is left to whoever applies it.
 */
export const normalOperations = (operations: readonly unknown[]): readonly PatchOperation[] =>
  operations.flatMap((given): readonly PatchOperation[] => {
    if (!isObject(given)) return [given as unknown as PatchOperation]
    const op = (typeof given.op === 'string' ? given.op.toLowerCase() : given.op) as PatchOperation['op']
    const { path, value } = given
    if (typeof path === 'string' && path !== '') return [one(op, path, value)]
    if (op === 'remove' || !isObject(value)) return [{ op, value }]
    return Object.entries(value).flatMap(([name, inner]) => {
      if (fixed.has(name)) return []
      // `"urn:…:User": {"department": …}`: the parts of an extension are attributes of their own.
      if (name.startsWith('urn:') && isObject(inner))
        return Object.entries(inner).map(([part, innermost]) => one(op, `${name}:${part}`, innermost))
      return [one(op, name, inner)]
    })
  })

const one = (op: PatchOperation['op'], path: string, value: unknown): PatchOperation => {
  const isManager = path.toLowerCase() === managerPath || path.toLowerCase() === `${managerPath}.value`
  const at = isManager ? path.replace(/\.value$/i, '') : path
  if (op === 'remove') return { op, path: at, ...(!isEmpty(value) && { value: normalResource(value) }) }
  const read = isManager
    ? normalResource(manager(value))
    : booleans.has(lastOf(path))
      ? truth(value)
      : normalResource(value)
  const isGone = isEmpty(value) || (isManager && isEmpty((read as Json | undefined)?.value))
  return isGone ? { op: 'remove', path: at } : { op, path: at, value: read }
}

const filtered = /^(\w+)\[(\w+) eq "([^"]*)"\]\.(\w+)$/i

/**
 * The operation for a resource that does not have the entry which its path selects: `emails[type eq "work"].value` of
 * somebody without a mail of work adds one. Unchanged where the resource has it.
 */
export const fitted = (operation: PatchOperation, resource: Json): PatchOperation => {
  const [, list, key, wanted, part] = filtered.exec(operation.path ?? '') ?? []
  if (operation.op === 'remove' || !list || !key || !part) return operation
  const entries = resource[list]
  const has = Array.isArray(entries) && entries.some((entry) => isObject(entry) && String(entry[key]) === wanted)
  if (has) return operation
  const value = booleans.has(key.toLowerCase()) ? truth(wanted) : wanted
  return { op: 'add', path: list, value: [{ [key]: value, [part]: operation.value }] }
}
