import { isUnreadable } from '../../../lib/alert/format/format.ts'
import type { Payload } from '../../../lib/alert/payload.ts'
import { automatic, type Read, type ReadSettings, read } from '../../../lib/alert/read.ts'
import type { Reading } from '../../../lib/alert/reading.ts'

const bytesOf = (body: unknown) =>
  body instanceof Uint8Array ? body : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))

/** A request with this body: bytes as they are, text as UTF-8, everything else as JSON. */
export const aPayload = (body: unknown, more: Partial<Payload> = {}): Payload => ({
  method: 'POST',
  path: '',
  headers: {},
  query: {},
  ...more,
  body: bytesOf(body),
})

/** What it means, as a source says that reads its bodies by their shape unless told otherwise. */
export const whole = async (payload: Payload, settings: Partial<ReadSettings> = {}): Promise<Read> => {
  const found = await read(payload, { ...automatic, ...settings })
  if (isUnreadable(found)) throw new Error(found.error)
  return found
}

export const readings = async (body: unknown, more: Partial<Payload> = {}): Promise<readonly Reading[]> =>
  (await whole(aPayload(body, more))).readings

/** The one reading in a body. */
export const reading = async (body: unknown, more: Partial<Payload> = {}): Promise<Reading> => {
  const [only, ...others] = await readings(body, more)
  if (!only || others.length > 0) throw new Error(`There are ${others.length + 1} readings.`)
  return only
}

/** Why a body cannot be read. */
export const fault = async (body: unknown, settings: Partial<ReadSettings> = {}): Promise<string> => {
  const found = await read(aPayload(body), { ...automatic, ...settings })
  if (!isUnreadable(found)) throw new Error(`It was read as ${found.readings[0]?.format}.`)
  return found.error
}
