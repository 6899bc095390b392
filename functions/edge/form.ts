import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Request } from './http.ts'

/** A file of a form, as the browser sent it. */
export interface FormFile {
  /** Name of its field. */
  readonly field: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What a form without script sends. */
export interface Form {
  /** The last value of each field. */
  readonly fields: Readonly<Record<string, string>>
  /** Files that were chosen; a field in which none was is an empty text. */
  readonly files: readonly FormFile[]
}

/**
 * Reads `application/x-www-form-urlencoded` and `multipart/form-data` bodies, as browsers send them (WHATWG Fetch, "consume
 * body" as form data, which Node carries out). Throws a `Refusal` for anything else.
 */
export const readForm = async ({ headers, body }: Pick<Request, 'headers' | 'body'>): Promise<Form> => {
  const type = headers['content-type'] ?? ''
  let data: FormData
  try {
    data = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  } catch {
    throw new Refusal('invalid', 'The form cannot be read. Send it again.')
  }
  const entries = [...data.entries()]
  const files = entries.flatMap(([field, value]) =>
    typeof value === 'string' || (value.name === '' && value.size === 0) ? [] : [{ field, value }],
  )
  return {
    fields: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    files: await Promise.all(
      files.map(async ({ field, value }) => ({
        field,
        name: value.name,
        mediaType: value.type,
        bytes: new Uint8Array(await value.arrayBuffer()),
      })),
    ),
  }
}
