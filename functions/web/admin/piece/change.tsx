import { formatInstant } from '../../../../lib/people/reader-time.ts'
import type { Reader } from '../../page/reader.ts'
import { type AdminTexts, adminTexts } from '../text.ts'
import type { Change } from './difference.ts'

/** Names by id, for what ids stand for. */
export type Names = Readonly<Record<string, string>>

const isSpell = (value: unknown): value is { from: string; to: string } =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value

/** What something is called, where it has a name: a field, a day, an event. */
const nameIn = (name: string, { term, weekday, event }: AdminTexts): string | undefined =>
  (({ ...event, ...weekday, ...term }) as Readonly<Record<string, string>>)[name]

/** What people wrote themselves stands as they wrote it, even where it is called like something of ours. */
const written: ReadonlySet<string> = new Set([
  'name',
  'department',
  'location',
  'skills',
  'addresses',
  'note',
  'holidays',
  'subject',
  'intro',
  'closing',
])

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/

/** A value in words: lists with commas, spells as "09:00–12:00", what has a word by its word. */
export const valueText = (value: unknown, reader: Reader, names: Names = {}): string => {
  const texts = adminTexts[reader.language]
  if (value === undefined || value === null || value === '') return texts.nothing
  if (typeof value === 'boolean') return value ? reader.texts.yes : reader.texts.no
  if (Array.isArray(value))
    return value.length === 0 ? texts.nothing : value.map((one) => valueText(one, reader, names)).join(', ')
  if (isSpell(value)) return `${value.from}–${value.to}`
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => `${nameIn(name, texts) ?? name}: ${valueText(inner, reader, names)}`)
      .join(' · ')
  const text = String(value)
  if (instant.test(text)) return formatInstant(text, reader)
  return names[text] ?? (texts.word as Readonly<Record<string, string>>)[text] ?? text
}

/** What changed, a line each: what it was → what it is. */
export const Changes = (props: { changes: readonly Change[]; reader: Reader; names?: Names }) => {
  const { changes, reader, names = {} } = props
  const texts = adminTexts[reader.language]
  const shown = (path: readonly string[], value: unknown) => {
    if (!path.some((name) => written.has(name))) return valueText(value, reader, names)
    const text = Array.isArray(value) ? value.join(', ') : String(value ?? '')
    return text === '' ? texts.nothing : text
  }
  return (
    <ul class="changes">
      {changes.map(({ path, before, after }) => (
        <li>
          <span class="soft">{path.map((name) => names[name] ?? nameIn(name, texts) ?? name).join(' › ')}</span>{' '}
          <del>{shown(path, before)}</del> <span aria-hidden="true">→</span>
          <span class="hidden">{texts.became}</span> <ins>{shown(path, after)}</ins>
        </li>
      ))}
    </ul>
  )
}
