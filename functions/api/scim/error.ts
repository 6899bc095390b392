import SCIMMY from 'scimmy'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import type { Problem } from '../../edge/problem.ts'

/** Seconds after which a directory that was stopped may ask again: administrators need some time to look. */
const afterStop = 3600

/** The media type of everything that SCIM says (RFC 7644 section 3.1). */
export const scimType = 'application/scim+json'

const keywordOf = ({ status, keyword }: Problem): string | undefined => {
  if (typeof keyword === 'string') return keyword
  return status === 409 ? 'uniqueness' : status === 400 ? 'invalidValue' : undefined
}

/**
 * A refusal as SCIM says it (RFC 7644 section 3.12). A directory that was stopped is told to come back later: Entra ID then
 * tries again in its next cycles, which a 409 would end.
 */
export const scimError = (problem: Problem): Response => {
  const isStopped = problem.stop !== undefined
  const status = isStopped ? 503 : problem.status
  const keyword = isStopped ? undefined : keywordOf(problem)
  return {
    status,
    headers: {
      'content-type': scimType,
      ...(status === 503 && { 'retry-after': String(isStopped ? afterStop : 1) }),
      ...(status === 401 && { 'www-authenticate': 'Bearer realm="Haneul"' }),
    },
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(keyword && { scimType: keyword }),
      detail: problem.detail,
    },
  }
}

/** Does something with the library; what it finds wrong in the request becomes a `Refusal` with SCIM's keyword for it. */
export const checked = async <T>(work: () => T | Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SCIMMY.Types.Error) {
      const { message, scimType: keyword } = error as Error & { scimType?: string }
      throw new Refusal('invalid', message, undefined, { ...(keyword && { keyword }) })
    }
    // The library's word for a value of the wrong type.
    if (error instanceof TypeError && /^(?:Attribute|Required|Expected|Complex|SCIM)\b/.test(error.message))
      throw new Refusal('invalid', error.message, undefined, { keyword: 'invalidValue' })
    throw error
  }
}
