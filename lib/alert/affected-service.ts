import { isIP } from 'node:net'
import * as z from 'zod'

/** What an administrator says of a service. */
export const ServiceFields = z.strictObject({
  name: z
    .string('Give it a name')
    .trim()
    .min(1, 'Give it a name')
    .max(100, 'Use at most 100 characters')
    .describe('What people call it; alerts that name it so are about it.'),
  criticality: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], 'Use 1 to 4')
    .describe('How much hangs on it: 1 most, 4 least.'),
  team: z.string().trim().min(1).max(100).optional().describe('Id of the team that gets its incidents.'),
  identifiers: z
    .array(z.string().trim().min(1).max(500, 'Use at most 500 characters'))
    .max(500, 'Use at most 500 identifiers')
    .default([])
    .describe('What monitors may call its parts: ids such as ARNs, host names, IP addresses.'),
})
export type ServiceFields = z.infer<typeof ServiceFields>

/** A service that alerts can be about. A kept record (lib/store/kept.ts). */
export const Service = z.object({
  ...ServiceFields.shape,
  id: z.string(),
  version: z.int(),
  isRemoved: z.boolean().optional(),
})
export type Service = z.infer<typeof Service>

/** Kind of the record. */
export const serviceKind = 'service'

/** The service that is meant; or none, and those that it could have been. */
export type FoundService =
  | { readonly service: Service; readonly candidates?: undefined }
  | { readonly service?: undefined; readonly candidates: readonly Service[] }

const isHostName = (text: string) => /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/.test(text)
const bare = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^\[([0-9a-f:.]+)\](?::\d+)?$/, '$1')
    .replace(/^([^:]+):\d+$/, '$1')
    .replace(/\.$/, '')
const shortHost = (text: string) => {
  const host = bare(text)
  return isHostName(host) && !isIP(host) ? host.split('.')[0]! : undefined
}
const fqdn = (text: string) => {
  const host = bare(text)
  return isHostName(host) && !isIP(host) && host.includes('.') ? host : undefined
}
const address = (text: string) => (isIP(bare(text)) ? bare(text) : undefined)

/** Ways of naming a service, surest first (rule 21 of the formats' notes): each turns a name into what is compared, or nothing. */
const ways: readonly {
  readonly of: (text: string) => string | undefined
  readonly called: (service: Service) => readonly string[]
}[] = [
  { of: (text) => text.trim().toLowerCase(), called: ({ id, identifiers }) => [id, ...identifiers] },
  { of: fqdn, called: ({ identifiers }) => identifiers },
  { of: shortHost, called: ({ identifiers }) => identifiers },
  { of: address, called: ({ identifiers }) => identifiers },
  { of: (text) => text.trim().toLowerCase(), called: ({ name }) => [name] },
]

type Index = readonly ReadonlyMap<string, readonly Service[]>[]

/** Services change every few minutes at most, and are asked for with every alert. */
const indexes = new WeakMap<readonly Service[], Index>()

const indexOf = (services: readonly Service[]): Index => {
  const known = indexes.get(services)
  if (known) return known
  const index = ways.map(({ of, called }) => {
    const byName = new Map<string, Service[]>()
    for (const service of services)
      for (const name of new Set(called(service).map(of)))
        if (name) byName.set(name, [...(byName.get(name) ?? []), service])
    return byName
  })
  indexes.set(services, index)
  return index
}

/**
 * The service that identifiers of an alert name: by exact id first, then full host name, short host name, IP address and the
 * service's own name. Where a way finds several none is taken, because a guess would call the wrong team. Pure.
 */
export const findService = (identifiers: readonly string[], services: readonly Service[]): FoundService => {
  for (const [i, byName] of indexOf(services).entries()) {
    for (const identifier of identifiers) {
      const wanted = ways[i]!.of(identifier)
      const found = wanted ? byName.get(wanted) : undefined
      if (found?.length === 1) return { service: found[0]! }
      if (found) return { candidates: found }
    }
  }
  return { candidates: [] }
}
