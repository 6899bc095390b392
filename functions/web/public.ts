import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { http, type Request, type Response } from '../edge/http.ts'

const folder = join(import.meta.dirname, 'assets')
const names: ReadonlySet<string> = new Set(readdirSync(folder))

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** What pages load: kept for good by browsers, because another version has another address. */
const asset = ({ path, headers }: Request): Response => {
  const name = /^\/assets\/[^/]+\/([\w.-]+)$/.exec(path)?.[1] ?? ''
  const type = types[name.split('.').at(-1) ?? '']
  if (!names.has(name) || !type) throw new Refusal('not_found', `There is nothing at ${path}.`)
  const isSmall = names.has(`${name}.br`) && /\bbr\b/.test(headers['accept-encoding'] ?? '')
  return {
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isSmall && { 'content-encoding': 'br' }),
    },
    body: readFileSync(join(folder, isSmall ? `${name}.br` : name)),
  }
}

/** What everybody may load, signed in or not. */
export const handler = http(async (request) => asset(request))
