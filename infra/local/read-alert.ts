import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { formatsNamed } from '../../lib/alert/format/alias.ts'
import { isUnreadable } from '../../lib/alert/format/format.ts'
import type { Payload } from '../../lib/alert/payload.ts'
import { automatic, formatNames, type Read, read } from '../../lib/alert/read.ts'
import type { Reading } from '../../lib/alert/reading.ts'

/**
 * `npm run --silent read-alert -- SOURCE|auto FILE…`: prints what each alert means, one JSON object a line. A file is a
 * body, or a whole HTTP request; headers of a body may lie beside it as `FILE.headers.json`.
 */

const emptyLine = {
  file: '',
  source: null as string | null,
  status: null as string | null,
  dedupKey: null as string | null,
  severity: null as string | null,
  title: null as string | null,
  alerts: [] as { key: string | null; status: string }[],
  kind: null as string | null,
  ci: null as string | null,
  error: null as string | null,
}

const lowered = (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

const targetOf = (target: string) => {
  const { pathname, searchParams } = new URL(target, 'http://desk.invalid')
  return { path: pathname, query: Object.fromEntries(searchParams) }
}

/** `POST /path HTTP/1.1`, headers, an empty line and the body; undefined for anything else. */
const requestIn = (bytes: Uint8Array): Payload | undefined => {
  const start = Buffer.from(bytes.subarray(0, 32_768)).toString('latin1')
  const [head, method, target] = /^(GET|POST|PUT) (\S+)(?: HTTP\/[\d.]+)?(?:\r?\n|$)/.exec(start) ?? []
  // A request without a body may end with its headers.
  const end = /\r?\n\r?\n|$/.exec(start)
  if (head === undefined || !end) return undefined
  const headers = start
    .slice(head.length, end.index)
    .split(/\r?\n/)
    .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
    .filter((line) => line !== null)
    .map(([, name, value]) => [name!, value!])
  return {
    method: method as Payload['method'],
    ...targetOf(target!),
    headers: lowered(Object.fromEntries(headers)),
    body: bytes.subarray(end.index + end[0].length),
  }
}

const headersBeside = async (path: string): Promise<Record<string, string>> => {
  try {
    return lowered(JSON.parse(await readFile(`${path}.headers.json`, 'utf8')))
  } catch {
    return {}
  }
}

const payloadIn = async (path: string): Promise<Payload> => {
  const bytes = await readFile(path)
  const request = requestIn(bytes)
  return request ?? { method: 'POST', path: '', query: {}, headers: await headersBeside(path), body: bytes }
}

/**
 * Of several readings of one alert the last says how it is; of several alerts the first that fires stands for the file,
 * and all are listed.
 */
const describe = ({ readings: all, note }: Read) => {
  const readings = all.filter(({ key }, i) => key === null || !all.slice(i + 1).some((later) => later.key === key))
  const main = readings.find(({ status }) => status === 'firing') ?? readings[0]!
  const keysOf = ({ key, status, members }: Reading): Pick<typeof emptyLine, 'alerts'>['alerts'] =>
    members.length > 0 ? members.map((member) => ({ key: member.key, status: member.status })) : [{ key, status }]
  return {
    source: main.format,
    status: main.status,
    dedupKey: main.key,
    severity: main.severity,
    title: main.title,
    alerts: readings.length > 1 ? readings.flatMap(keysOf) : main.members.length > 0 ? keysOf(main) : [],
    kind: main.kind,
    ci: main.host,
    error: note ?? null,
  }
}

const lineOf = async (source: string, path: string) => {
  const file = basename(path)
  try {
    const isNamed = formatsNamed(source).length > 0
    const isKnown = isNamed || source.toLowerCase() === 'auto'
    const found = await read(await payloadIn(path), { ...automatic, format: isNamed ? source : 'auto' })
    const line = { ...emptyLine, file, ...(isUnreadable(found) ? { error: found.error } : describe(found)) }
    return isKnown
      ? line
      : { ...line, error: line.error ?? `There is no format “${source}”; the file was read by its shape.` }
  } catch (error) {
    return { ...emptyLine, file, error: error instanceof Error ? error.message : String(error) }
  }
}

const print = (line: unknown) =>
  new Promise<void>((resolve, reject) =>
    process.stdout.write(`${JSON.stringify(line)}\n`, (error) => (error ? reject(error) : resolve())),
  )

const [source = '', ...paths] = process.argv.slice(2)
if (paths.length === 0) {
  console.error(`Say \`auto\` or a format, then files. Formats: ${formatNames.join(', ')}`)
  process.exitCode = 1
} else for (const path of paths) await print(await lineOf(source, path))
