import type { TestDesk } from './desk.ts'
import type { Json } from './json.ts'

const urn = 'urn:ietf:params:scim'
export const enterprise = `${urn}:schemas:extension:enterprise:2.0:User`
export const patchSchema = `${urn}:api:messages:2.0:PatchOp`

/** An answer to the directory. */
export interface Provisioned {
  readonly status: number
  readonly headers: Headers
  readonly body: Json
}

/** Asks the desk as the directory does. */
export const provision = async (
  desk: TestDesk,
  method: string,
  path: string,
  body?: object,
  as: 'admin' | 'agent' | 'employee' = 'admin',
): Promise<Provisioned> => {
  const answer = await desk.api(`/scim/v2${path}`, { as, method, ...(body && { body }) })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
}

/** A PATCH with these operations. */
export const patch = (desk: TestDesk, path: string, ...Operations: object[]) =>
  provision(desk, 'PATCH', path, { schemas: [patchSchema], Operations })

/** A user as Entra ID sends one who is new. */
export const newUser = (id: string, mail: string, more: object = {}) => ({
  schemas: [`${urn}:schemas:core:2.0:User`, enterprise],
  externalId: id,
  userName: mail,
  active: true,
  displayName: mail.split('@')[0],
  emails: [{ primary: true, type: 'work', value: mail }],
  meta: { resourceType: 'User' },
  name: { formatted: mail, familyName: 'Family', givenName: 'Given' },
  roles: [],
  ...more,
})
