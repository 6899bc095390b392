import type { ApiAnswer, ApiCall } from '../world.ts'
import { decodeChunked } from './aws-chunked.ts'
import type { ObjectHeaders } from './objects.ts'

/** Headers of a request that are kept with the object (S3 API Reference, "PutObject"). */
const KEPT = /^(?:content-(?:type|disposition|encoding|language)|cache-control|expires|x-amz-meta-.+)$/

/** The headers of a request that go with the object. */
export function keptOf(headers: ApiCall['headers']): ObjectHeaders {
  const encoding = String(headers['content-encoding'] ?? '').replace(/\baws-chunked\b,?\s*/, '')
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    KEPT.test(name) && value !== undefined ? [[name, name === 'content-encoding' ? encoding : String(value)]] : [],
  )
  return Object.fromEntries(kept.filter(([, value]) => value !== ''))
}

/** The bytes that a request brings. */
export function bodyOf({ headers, body }: ApiCall): Buffer {
  return String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ? decodeChunked(body) : body
}

/** An XML document as S3 answers it. */
export const document = (content: string, headers: Readonly<Record<string, string>> = {}): ApiAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`,
})
