import SCIMMY from 'scimmy'
import { deskUser } from '../../../lib/people/directory/scim-user.ts'

const { Attribute, SchemaDefinition } = SCIMMY.Types

/** What a service desk wants to know of a user beside what all want to know. */
const deskDefinition = new SchemaDefinition('DeskUser', deskUser, 'What a service desk wants to know of a user', [
  new Attribute('boolean', 'vip', { description: 'Whether their incidents are urgent until somebody judges.' }),
  new Attribute('boolean', 'sharedMailbox', { description: 'Whether it is a mailbox that several people read.' }),
])

SCIMMY.Schemas.User.definition.extend(SCIMMY.Schemas.EnterpriseUser.definition, false)
SCIMMY.Schemas.User.definition.extend(deskDefinition, false)
SCIMMY.Config.set({
  patch: true,
  filter: 100,
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'An API token of somebody who may provision people.',
    },
  ],
})

/** The users and groups of SCIM, with the extensions that we know. */
export const { User, Group } = SCIMMY.Schemas
export const { PatchOp } = SCIMMY.Messages
export const { Filter } = SCIMMY.Types

const base = '/scim/v2'

/** What can be asked about the protocol itself, by path below `/scim/v2/`; nothing for another path. */
export const describe = (path: readonly string[], publicUrl: string): object | undefined => {
  const [what, id] = path
  const at = `${publicUrl}${base}`
  const found = {
    ServiceProviderConfig: () => configOf(at),
    Schemas: () => schemas(at),
    ResourceTypes: () => types(at),
  }
  if (what === undefined || !(what in found)) return undefined
  const described = found[what as keyof typeof found]()
  if (!Array.isArray(described)) return described
  return id === undefined ? listOf(described, described.length, 1) : described.find((one) => one.id === id)
}

const configOf = (at: string) => ({
  ...JSON.parse(JSON.stringify(new SCIMMY.Schemas.ServiceProviderConfig(SCIMMY.Config.get()))),
  meta: { resourceType: 'ServiceProviderConfig', location: `${at}/ServiceProviderConfig` },
})

const schemas = (at: string): { id: string }[] =>
  [User.definition, Group.definition, SCIMMY.Schemas.EnterpriseUser.definition, deskDefinition].map((definition) =>
    JSON.parse(JSON.stringify(definition.describe(`${at}/Schemas`))),
  )

const types = (at: string): { id: string }[] =>
  [SCIMMY.Resources.User, SCIMMY.Resources.Group].map((resource) => {
    const described = resource.describe() as { name: string }
    return {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
      ...described,
      id: described.name,
      meta: { resourceType: 'ResourceType', location: `${at}/ResourceTypes/${described.name}` },
    }
  })

/** One page of results (RFC 7644 section 3.4.2); `startIndex` counts from 1. */
export const listOf = (items: readonly unknown[], totalResults: number, startIndex: number): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults,
  startIndex,
  itemsPerPage: items.length,
  Resources: items,
})
