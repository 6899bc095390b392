import { gunzipSync, inflateSync } from 'node:zlib'
import { type Json, parseJson } from './json.ts'
import type { Payload } from './payload.ts'
import type { Unreadable } from './reading.ts'
import { isRecord } from './walk.ts'

/** Ten times what PagerDuty takes; a small body that inflates to more is no alert. */
const largest = 5 * 1024 * 1024

/** JSON in a string in a string: nobody needs more, and each layer is as long as the one around it. */
const layers = 3

/** Fields of a form that hold the whole alert as JSON (Uptime Kuma's `data`, Slack's `payload`, Discord's `payload_json`). */
const wholeFields = ['payload', 'data', 'payload_json', 'json', 'body', 'message', 'alert', 'event']

const inflated = (body: Uint8Array, encoding: string): Uint8Array => {
  const isGzip = body[0] === 0x1f && body[1] === 0x8b
  if (isGzip) return gunzipSync(body, { maxOutputLength: largest })
  return encoding.includes('deflate') ? inflateSync(body, { maxOutputLength: largest }) : body
}

const strictly = (encoding: string, body: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body)
  } catch {
    return null
  }
}

/** The encoding by its mark, by the zero bytes of ASCII in UTF-16, or by what is valid. */
const decoded = (body: Uint8Array): string => {
  const [a, b] = body
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(body)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(body)
  if (body.length % 2 === 0 && a && b === 0) return new TextDecoder('utf-16le').decode(body)
  if (body.length % 2 === 0 && a === 0 && b) return new TextDecoder('utf-16be').decode(body)
  return strictly('utf-8', body) ?? strictly('euc-kr', body) ?? new TextDecoder('windows-1252').decode(body)
}

/**
 * What templates and libraries get wrong: line breaks and tabs as they are within strings, a comma before a closing
 * bracket, and numbers that JSON does not know (`NaN`), which become null. One pass; the text of strings stays as it is.
 */
const mended = (text: string): string => {
  let out = ''
  let from = 0
  let isInString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (isInString) {
      if (c === 0x5c) i++
      else if (c === 0x22) isInString = false
      else if (c < 0x20) {
        out += `${text.slice(from, i)}\\u${c.toString(16).padStart(4, '0')}`
        from = i + 1
      }
    } else if (c === 0x22) isInString = true
    else if (c === 0x2c) {
      let j = i + 1
      while (j < text.length && text.charCodeAt(j) <= 0x20) j++
      if (text[j] === '}' || text[j] === ']') {
        out += text.slice(from, i)
        from = i + 1
      }
      i = j - 1
    } else if (c === 0x4e || c === 0x49) {
      const [word] = /^(?:NaN|Infinity)/.exec(text.slice(i, i + 8)) ?? []
      if (word === undefined) continue
      out += `${text.slice(from, text[i - 1] === '-' ? i - 1 : i)}null`
      i += word.length - 1
      from = i + 1
    }
  }
  return out + text.slice(from)
}

const parsed = (text: string): Json | undefined => parseJson(text) ?? parseJson(mended(text))

/** One JSON value a line, as an array. */
const lines = (text: string): Json | undefined => {
  const each = text.split('\n').filter((line) => line.trim() !== '')
  if (each.length < 2 || each.length > 10_000) return undefined
  const values: Json[] = []
  for (const line of each) {
    const value = parseJson(line)
    if (!isRecord(value)) return undefined
    values.push(value)
  }
  return values
}

const base64 = (text: string): Json | undefined => {
  const plain = text.replace(/\s+/g, '')
  if (plain.length < 16 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(plain)) return undefined
  const inner = Buffer.from(plain, 'base64')
  return inner[0] === 0x7b || inner[0] === 0x5b ? parsed(decoded(inner)) : undefined
}

const ofFields = (fields: Iterable<[string, string]>): Json | undefined => {
  const form: { [name: string]: Json } = Object.create(null)
  for (const [name, value] of fields) form[name] ??= value
  for (const name of wholeFields) {
    const value = form[name]
    const inner = typeof value === 'string' ? ofText(value, 1) : undefined
    if (typeof inner === 'object' && inner !== null) return inner
  }
  return Object.keys(form).length > 0 ? { ...form } : undefined
}

const form = (text: string): Json | undefined => {
  if (text.length > 1_000_000 || !/^[^\s={}"<>]{1,200}=/.test(text)) return undefined
  const fields = ofFields(new URLSearchParams(text))
  // A name that no form has: this is a text with an equals sign in it.
  return isRecord(fields) && Object.keys(fields).every((name) => name.length <= 200) ? fields : undefined
}

/** A form's only field whose JSON nobody escaped. */
const bare = (text: string): Json | undefined => {
  const [head] = /^\w{1,40}=\s*(?=[[{])/.exec(text) ?? []
  return head === undefined ? undefined : parsed(text.slice(head.length))
}

/** JSON that was escaped for a form as a whole, without a field. */
const escaped = (text: string): Json | undefined => {
  if (!/^%(?:7B|5B)/i.test(text)) return undefined
  try {
    return parsed(decodeURIComponent(text.replace(/\+/g, ' ').replace(/=$/, '')))
  } catch {
    return undefined
  }
}

const multipart = (text: string, type: string): Json | undefined => {
  const named = /boundary="?([^";,]{1,200})"?/i.exec(type)?.[1]
  const boundary = named ? `--${named}` : /^--\S{1,200}/.exec(text)?.[0]
  if (!boundary || !text.includes(boundary)) return undefined
  const fields = text.split(boundary).flatMap((part): [string, string][] => {
    const end = /\r?\n\r?\n/.exec(part)
    const name = end && /name="([^"]*)"/i.exec(part.slice(0, end.index))?.[1]
    return name && end ? [[name, part.slice(end.index + end[0].length).replace(/\r?\n$/, '')]] : []
  })
  return ofFields(fields)
}

/**
 * What a text says as JSON: JSON, JSON as a string, one value a line, a form, base64 of JSON; the text itself when it is
 * none of these. `depth` counts the layers already taken off. Never throws.
 */
export const ofText = (text: string, depth = 0): Json => {
  const said = text.trim().replace(/^\ufeff/, '')
  const value = parsed(said)
  if (typeof value === 'string' && depth < layers) return ofText(value, depth + 1)
  return value ?? lines(said) ?? escaped(said) ?? bare(said) ?? base64(said) ?? form(said) ?? said
}

/**
 * The body as JSON, whatever its content type says: UTF-8 or UTF-16, gzipped, JSON, forms, several lines. A request
 * without a body is its query. A text that is nothing else stays a text. Never throws.
 */
export const readBody = ({ headers, path, query, body }: Payload): { readonly body: Json } | Unreadable => {
  if (body.length > largest) return { error: 'The body is larger than 5 MB.' }
  let text: string
  try {
    text = decoded(inflated(body, headers['content-encoding'] ?? ''))
  } catch {
    return { error: 'The body says that it is compressed and cannot be unpacked, or is larger than 5 MB then.' }
  }
  if (text.trim() === '') {
    // Some calls say everything in their path.
    if (path !== '' && Object.keys(query).length === 0) return { body: {} }
    return Object.keys(query).length > 0
      ? { body: ofFields(Object.entries(query)) ?? '' }
      : { error: 'The body is empty.' }
  }
  const type = headers['content-type'] ?? ''
  const parts = /^\s*--\S/.test(text) ? multipart(text.trimStart(), type) : undefined
  return { body: parts ?? ofText(text) }
}
