/** Writes one fact as one line of JSON: a sentence, and fields without personal data or secrets. */
export const log = (level: 'info' | 'warn' | 'error', fact: string, fields: Readonly<Record<string, unknown>> = {}) =>
  console[level](JSON.stringify({ level, fact, ...fields }))

/** An error as fields of a log line. */
export const errorFields = (error: unknown) =>
  error instanceof Error ? { error: error.name, message: error.message, stack: error.stack } : { error: String(error) }
