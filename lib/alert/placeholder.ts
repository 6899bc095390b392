import type { Json } from './json.ts'
import { asText, field } from './walk.ts'

/** `*monitorID*`, `$SERVICE`, `${event.id}`, `{{id}}`, `{EVENT.ID}`, `##ALERTID##`, `%sensorid`, `$HOSTNAME$`. */
const placeholder =
  /^(?:\*[\w .]+\*|\$\{[^}]*\}|\$[A-Z][\w]*\$?|\{\{[^}]*\}\}|\{[A-Z][\w.<>$,:"() -]*\}|##[\w.]+##|%[a-z]+%?)$/

/** Whether the sender left a variable of its template as it was, or wrote that it has no value. */
export const isPlaceholder = (text: string): boolean =>
  placeholder.test(text.trim()) || /^(?:\*UNKNOWN\*|<no value>|null|undefined|None|n\/a)$/i.test(text.trim())

/** The first of `paths` with a text that the sender's template filled in; null when none has. What identifies uses this. */
export const filled = (value: Json | undefined, ...paths: string[]): string | null => {
  for (const path of paths) {
    const found = asText(field(value, path))
    if (found !== null && !isPlaceholder(found)) return found.trim()
  }
  return null
}
