import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Request } from '../../edge/http.ts'

/** A file that came with a form. */
export interface SentFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** What a form says. */
export interface Sent {
  readonly form: URLSearchParams
  readonly files: readonly SentFile[]
}

/** The form in a request's body, urlencoded or, with files, multipart (RFC 7578). */
export const readForm = async ({ headers, body }: Pick<Request, 'headers' | 'body'>): Promise<Sent> => {
  const type = headers['content-type'] ?? ''
  if (/^application\/x-www-form-urlencoded\b/i.test(type) || body.length === 0)
    return { form: new URLSearchParams(Buffer.from(body).toString('utf8')), files: [] }
  if (!/^multipart\/form-data\b/i.test(type))
    throw new Refusal('invalid', 'Send the form as application/x-www-form-urlencoded or multipart/form-data.')
  const data = await new Response(Buffer.from(body), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new Refusal('invalid', 'The form cannot be read: its parts are broken. Send it again.')
  })
  const form = new URLSearchParams()
  const files: SentFile[] = []
  for (const [name, value] of data) {
    if (typeof value === 'string') form.append(name, value)
    // A browser sends a field for files that was left empty as a file without a name.
    else if (value.name !== '')
      files.push({ name: value.name, mediaType: value.type, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { form, files }
}
