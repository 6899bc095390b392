import { lookup as resolve } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { hostIn, mayConnect, type Reach } from '../../lib/webhook/address.ts'
import type { Answer } from '../../lib/webhook/attempt.ts'
import type { Post } from '../../lib/webhook/post.ts'

/** Nobody needs more of an answer; the rest is not read. */
const mostBytes = 1024

class AddressRefused extends Error {
  readonly code = 'address-refused'
}

/**
 * Resolves a name for a connection, and refuses it where any of its addresses is closed to us: what is checked is what is
 * connected to, so a name that answers differently the second time gains nothing.
 */
const lookupWithin =
  (reach: Reach): LookupFunction =>
  (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, [])
      if (addresses.length === 0 || addresses.some(({ address }) => !mayConnect(address, reach)))
        return done(new AddressRefused(), [])
      return options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family)
    })
  }

const seconds = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined

/**
 * Posts to addresses of strangers: only to where `reach` allows, whole within so many milliseconds, with a connection of its
 * own, and no redirect is followed.
 */
export const outboundPost =
  (reach: Reach, timeoutMilliseconds = 10_000): Post =>
  (target, { headers, body }) =>
    new Promise<Answer>((done) => {
      const url = new URL(target)
      const host = hostIn(url)
      // Addresses are connected to without a lookup.
      if (isIP(host) > 0 && !mayConnect(host, reach)) return done({ error: 'address-refused' })
      if (url.protocol !== 'https:' && reach === 'public') return done({ error: 'not-https' })
      const signal = AbortSignal.timeout(timeoutMilliseconds)
      const fail = (error: NodeJS.ErrnoException) =>
        done({ error: signal.aborted ? 'timeout' : (error.code ?? 'failed') })
      const send = url.protocol === 'https:' ? secureRequest : plainRequest
      const sent = send(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        lookup: lookupWithin(reach),
        agent: false,
        signal,
      })
      sent.on('error', fail)
      sent.on('response', (response) => {
        const parts: Buffer[] = []
        let size = 0
        const end = () => {
          const status = response.statusCode ?? 0
          const text = Buffer.concat(parts).subarray(0, mostBytes).toString('utf8')
          done({ status, body: text, retryAfter: seconds(response.headers['retry-after']) })
          sent.destroy()
        }
        response.on('data', (part: Buffer) => {
          parts.push(part)
          size += part.length
          if (size >= mostBytes) end()
        })
        response.on('end', end)
        response.on('error', fail)
      })
      sent.end(body)
    })
