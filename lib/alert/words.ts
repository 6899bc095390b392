import type { Reading } from './reading.ts'

/** Longest title of an incident. */
const longestTitle = 250
/** Enough to know what is wrong; the delivery log has the whole. */
const longestDescription = 2000
const longestFact = 300
const longestAll = 6000

/** One line without control characters: a title is text, whatever the sender put into it. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** What an alert is called: the sender's title, else what is hurt, else its key. */
export const titleOf = ({ title, host, key }: Pick<Reading, 'title' | 'host' | 'key'>): string => {
  const found = [title, host, key].map((text) => oneLine(text ?? '')).find((text) => text !== '') ?? 'Alert'
  return found.length > longestTitle ? `${found.slice(0, longestTitle - 1)}…` : found
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text)

/** What an alert says, as plain text: description, facts and links. Nothing in it is markup. */
export const wordsOf = (reading: Reading): string => {
  const { description, host, severity, facts, links, members } = reading
  const named = [
    ...(host ? [{ name: 'host', value: host }] : []),
    ...(severity ? [{ name: 'severity', value: severity }] : []),
    ...facts,
  ]
  const several =
    members.length > 1
      ? members.slice(0, 20).map(({ key, title, status }) => `- ${oneLine(title ?? key)} (${status})`)
      : []
  const parts = [
    description ? cut(description.trim(), longestDescription) : titleOf(reading),
    several.join('\n'),
    named.map(({ name, value }) => `${oneLine(name)}: ${cut(oneLine(value), longestFact)}`).join('\n'),
    links.map(({ text, url }) => `${oneLine(text)}: ${url}`).join('\n'),
  ]
  return cut(parts.filter((part) => part !== '').join('\n\n'), longestAll)
}
