/** What is wrong with an event, each in a sentence that names the field; or the event's own key, which may have to be made. */
export type Checked = { readonly errors: readonly string[] } | { readonly key: string | undefined }

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON object in a body, or nothing. */
export const fieldsIn = (body: Uint8Array): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(body)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    )
    return isFields(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** PagerDuty's limits, in characters (PagerDuty developer documentation, "Send an Alert Event"). */
const longestKey = 255
const longestSummary = 1024

const oneOf = (fields: Fields, path: string, values: readonly string[]): readonly string[] => {
  const value = fields[path.split('.').at(-1)!]
  if (value === undefined || value === null || value === '') return [`'${path}' is missing or blank`]
  return values.includes(value as string) ? [] : [`'${path}' is invalid (must be one of ${values.join(', ')})`]
}

const text = (fields: Fields, path: string, longest?: number): readonly string[] => {
  const value = fields[path.split('.').at(-1)!]
  if (value === undefined || value === null || value === '') return [`'${path}' is missing or blank`]
  if (typeof value !== 'string') return [`'${path}' is invalid (must be a string)`]
  return longest !== undefined && value.length > longest
    ? [`'${path}' is too long (at most ${longest} characters)`]
    : []
}

const keyOf = (fields: Fields, name: string, isNeeded: boolean): readonly string[] => {
  const value = fields[name]
  if (value === undefined || value === null || value === '') return isNeeded ? [`'${name}' is missing or blank`] : []
  return text(fields, name, longestKey)
}

const answer = (fields: Fields, name: string, errors: readonly string[]): Checked =>
  errors.length > 0 ? { errors } : { key: (fields[name] || undefined) as string | undefined }

/** Whether PagerDuty's Events API version 2 would take this event. */
export const checkEvent = (fields: Fields): Checked => {
  const action = oneOf(fields, 'event_action', ['trigger', 'acknowledge', 'resolve'])
  const isTrigger = fields.event_action === 'trigger'
  const { payload } = fields
  const ofTrigger = () =>
    isFields(payload)
      ? [
          ...text(payload, 'payload.summary', longestSummary),
          ...text(payload, 'payload.source'),
          ...oneOf(payload, 'payload.severity', ['critical', 'error', 'warning', 'info']),
        ]
      : ["'payload' is missing or blank"]
  return answer(fields, 'dedup_key', [
    ...action,
    ...keyOf(fields, 'dedup_key', action.length === 0 && !isTrigger),
    ...(isTrigger ? ofTrigger() : []),
  ])
}

/** Whether PagerDuty's API for changes would take this one. */
export const checkChange = ({ payload }: Fields): Checked => {
  const errors = isFields(payload)
    ? text(payload, 'payload.summary', longestSummary)
    : ["'payload' is missing or blank"]
  return errors.length > 0 ? { errors } : { key: undefined }
}

/** Whether PagerDuty's Events API version 1 would take this event. */
export const checkOldEvent = (fields: Fields): Checked => {
  const type = oneOf(fields, 'event_type', ['trigger', 'acknowledge', 'resolve'])
  const isTrigger = fields.event_type === 'trigger'
  return answer(fields, 'incident_key', [
    ...type,
    ...keyOf(fields, 'incident_key', type.length === 0 && !isTrigger),
    ...(isTrigger ? text(fields, 'description', longestSummary) : []),
  ])
}

/** The event with this field at its end, where it counts even if it stood there empty before; all other bytes stay. */
export const withField = (body: Uint8Array, name: string, value: string): Uint8Array => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const end = bytes.lastIndexOf('}')
  return Buffer.concat([
    bytes.subarray(0, end),
    Buffer.from(`,${JSON.stringify(name)}:${JSON.stringify(value)}`),
    bytes.subarray(end),
  ])
}
