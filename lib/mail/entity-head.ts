import { type Field, fieldOf, readHeader } from './header.ts'
import { readStructured } from './parameter.ts'

/** The header of a mail or of one of its parts, and what it says about the content below it. */
export interface Head {
  readonly fields: readonly Field[]
  /** `type/subtype`, lower case; `text/plain` where the mail is silent or talks nonsense. */
  readonly mediaType: string
  readonly parameters: Readonly<Record<string, string>>
  /** `attachment`, `inline`, something unknown, or '' when the mail does not say. */
  readonly disposition: string
  /** The name the mail gives it; null for none. */
  readonly fileName: string | null
  /** Where the content begins. */
  readonly bodyAt: number
  /** Whether a limit cut the header short. */
  readonly isCut: boolean
}

/** Reads the header at `start`; `fallback` is the media type of a part that states none. */
export const readHead = (source: string, start: number, end: number, fallback: string): Head => {
  const { fields, bodyAt, isCut } = readHeader(source, start, end)
  const type = readStructured(fieldOf(fields, 'content-type') ?? '')
  const disposition = readStructured(fieldOf(fields, 'content-disposition') ?? '')
  const mediaType = mediaTypeOf(type.value, fallback)
  const names = [
    ...[disposition.parameters.filename, disposition.parameters.name],
    ...[type.parameters.name, type.parameters.filename],
    locationOf(fields, mediaType),
  ]
  return {
    fields,
    mediaType,
    parameters: type.parameters,
    disposition: disposition.value,
    fileName: names.find((name) => name?.trim()) ?? null,
    bodyAt,
    isCut,
  }
}

const mediaTypeOf = (value: string, fallback: string): string => {
  const type = value.replace(/\s/g, '').slice(0, 127)
  if (/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type)) return type === 'message/rfc-822' ? 'message/rfc822' : type
  if (type === 'html' || type === 'text/html/') return 'text/html'
  return type.startsWith('multipart/') ? 'multipart/mixed' : fallback
}

/** The file in a Content-Location, which names a picture but only locates a text. */
const locationOf = (fields: readonly Field[], mediaType: string): string | undefined => {
  const location = /^(?:text|multipart|message)\//.test(mediaType) ? null : fieldOf(fields, 'content-location')
  return location?.split(/[?#]/)[0]?.split('/').at(-1)
}
