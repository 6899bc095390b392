import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Request, Response } from '../../edge/http.ts'
import { authenticate } from '../authenticate.ts'
import { provisioners } from '../directory/access.ts'
import { parseJson } from '../parse.ts'
import { rateLimit } from '../rate-limit.ts'
import type { ScimCall, ScimDesk } from './desk.ts'
import { scimType } from './error.ts'
import { createGroup, deleteGroup, getGroups, patchGroup, replaceGroup } from './groups.ts'
import { describe } from './schema.ts'
import { createUser, deleteUser, getUsers, patchUser, replaceUser } from './users.ts'

const limit = rateLimit()

type Work = (desk: ScimDesk, call: ScimCall) => Promise<Response>

/** What can be done with resources and, where the path has an id, with one. */
const works: Readonly<Record<string, Readonly<Record<string, Work>>>> = {
  'Users GET': { all: getUsers, one: getUsers },
  'Users POST': { all: createUser },
  'Users PUT': { one: replaceUser },
  'Users PATCH': { one: patchUser },
  'Users DELETE': { one: deleteUser },
  'Groups GET': { all: getGroups, one: getGroups },
  'Groups POST': { all: createGroup },
  'Groups PUT': { one: replaceGroup },
  'Groups PATCH': { one: patchGroup },
  'Groups DELETE': { one: deleteGroup },
}

/**
 * Answers the company's directory (SCIM 2.0, RFC 7644) below `/scim/v2/`. Whoever asks bears a token of somebody who may
 * provision people. A request that does not fit the protocol is a `Refusal`.
 */
export const answerScim = async (desk: ScimDesk, request: Request): Promise<Response> => {
  const at = desk.now()
  const { caller, token, requestsPerMinute } = await authenticate(request, desk.store, at)
  limit(token, requestsPerMinute, at)
  provisioners(caller)
  const parts = request.path
    .replace(/^\/scim\/v2\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(decoded)
  const described = request.method === 'GET' ? describe(parts, desk.publicUrl) : undefined
  if (described) return { status: 200, headers: { 'content-type': scimType }, body: described }
  const [what = '', id, ...more] = parts
  const work = works[`${what} ${request.method}`]?.[id === undefined ? 'all' : 'one']
  if (!work || more.length > 0)
    throw new Refusal(
      'not_found',
      `There is nothing to ${request.method} at ${request.path}. See /scim/v2/ResourceTypes.`,
    )
  return work(desk, { request, id, body: parseJson(request.body), by: { ...actorOf(caller), via: 'scim' } })
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal('invalid', `The path has a broken escape in "${part}".`)
  }
}
