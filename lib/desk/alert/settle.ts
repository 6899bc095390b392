import type { Door } from '../../alert/door.ts'
import { type Checked, checkChange, checkEvent, checkOldEvent, fieldsIn, withField } from '../../alert/events-api.ts'
import type { Payload } from '../../alert/payload.ts'
import type { Outcome } from './accept.ts'

/** A request as readers will see it, with the key that the answer must tell where its sender needs to know; or an answer at once. */
export type Settled =
  | (Pick<Payload, 'method' | 'path' | 'body'> & { readonly key?: string })
  | { readonly outcome: Outcome }

const wrongMethod: Settled = { outcome: { is: 'wrong-method' } }
const invalid = (...errors: readonly string[]): Settled => ({ outcome: { is: 'invalid', errors } })

/** What PagerDuty's three APIs check, and the field that names an alert in them. */
const events: Readonly<
  Record<string, { readonly check: (fields: Record<string, unknown>) => Checked; readonly name?: string }>
> = {
  events: { check: checkEvent, name: 'dedup_key' },
  'change-events': { check: checkChange },
  'old-events': { check: checkOldEvent, name: 'incident_key' },
}

/** Whoever triggers without a key is told the one we made, and may resolve by it: so it must be in what is stored. */
const settleEvent = (speech: string, body: Uint8Array, newId: () => string): Settled => {
  const { check, name } = events[speech]!
  const fields = fieldsIn(body)
  if (!fields) return invalid('The body must be a JSON object')
  const checked = check(fields)
  if ('errors' in checked) return invalid(...checked.errors)
  if (name === undefined) return { method: 'POST', path: '', body }
  const made = checked.key ?? newId()
  return { method: 'POST', path: '', key: made, body: checked.key === undefined ? withField(body, name, made) : body }
}

const settleOpsgenie = (method: string, path: string, body: Uint8Array): Settled => {
  // A deleted alert is over, and Opsgenie's clients know no other way to say that it is.
  if (method === 'DELETE') return { method: 'POST', path: `${path.replace(/\/$/, '')}/close`, body }
  // Clients ask what became of a request, and would wait.
  if (method === 'GET' && path.startsWith('/alerts/requests/')) return { outcome: { is: 'looked' } }
  if (method !== 'POST' && method !== 'PUT' && method !== 'PATCH') return wrongMethod
  const fields = body.length === 0 && path !== '/alerts' ? {} : fieldsIn(body)
  if (!fields) return invalid('The body must be a JSON object')
  if (path === '/alerts' && (typeof fields.message !== 'string' || fields.message.trim() === ''))
    return invalid("'message' can not be empty")
  return { method: method === 'PATCH' ? 'PUT' : method, path, body }
}

/** Reads a request as far as the way it came in asks for it: only other products' ways refuse anything for what it says. */
export const settle = ({ speech, rest }: Door, method: string, body: Uint8Array, newId: () => string): Settled => {
  switch (speech) {
    case 'events':
    case 'change-events':
    case 'old-events':
      return method === 'POST' ? settleEvent(speech, body, newId) : wrongMethod
    case 'opsgenie':
      return settleOpsgenie(method, rest, body)
    default: {
      if (method === 'PATCH') return { method: 'PUT', path: rest, body }
      return method === 'GET' || method === 'POST' || method === 'PUT' ? { method, path: rest, body } : wrongMethod
    }
  }
}
