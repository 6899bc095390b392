import { applyIdentity } from './apply-identity.ts'
import { readBody } from './body.ts'
import { evaluate } from './expression.ts'
import { formatsNamed } from './format/alias.ts'
import { type Format, isUnreadable } from './format/format.ts'
import { formats } from './format/formats.ts'
import { generic } from './format/generic.ts'
import { instant } from './instant.ts'
import type { Json } from './json.ts'
import { type Layer, layersOf } from './layer.ts'
import { mapBody } from './map-body.ts'
import type { Payload } from './payload.ts'
import type { Reading, Unreadable } from './reading.ts'
import type { AlertSourceFields } from './source.ts'
import { isRecord } from './walk.ts'

/** What a source's settings say about reading; a source itself fits. */
export type ReadSettings = Pick<AlertSourceFields, 'format' | 'mapping' | 'identity' | 'levels' | 'suppressWhen'>

/** Settings of a source of which nobody said anything. */
export const automatic: ReadSettings = { format: 'auto', identity: [], levels: {} }

/** What a delivery means: one reading for each independent alert, at least one. */
export interface Read {
  readonly readings: readonly Reading[]
  /** What somebody who looks after the source should know, such as that the body is not of the format it names. */
  readonly note?: string
}

/** The names that a source's `format` may have besides `auto` and `mapping`. */
export const formatNames: readonly string[] = [...formats, generic].map(({ id }) => id)

const withEnvelope = (layer: Layer, readings: readonly Reading[]): readonly Reading[] =>
  readings.map((reading, i) => ({
    ...reading,
    ...(!reading.at && instant(layer.at) && { at: instant(layer.at)! }),
    // Several alerts of one delivery are told apart, so that each takes effect.
    ...(!reading.deliveryId &&
      layer.deliveryId && { deliveryId: readings.length > 1 ? `${layer.deliveryId}/${i}` : layer.deliveryId }),
  }))

const by = (format: Format, layer: Layer, payload: Payload): readonly Reading[] | Unreadable => {
  const found = format.read(layer.body, payload)
  if (isUnreadable(found)) return found
  return found.length === 0
    ? { error: `The body holds no alert of the format ${format.id}.` }
    : withEnvelope(layer, found)
}

/** The innermost layer that a format knows; an envelope that is itself part of that format stays around it. */
const detect = (layers: readonly Layer[], payload: Payload): readonly [Format, Layer] | undefined => {
  let found: readonly [Format, Layer] | undefined
  for (const layer of layers.toReversed()) {
    const format = formats.find((one) => one.recognises(layer.body, payload))
    if (format && (found === undefined || found[0].id === format.id)) found = [format, layer]
  }
  return found
}

const isNoAlert = (found: readonly Reading[] | Unreadable) =>
  !isUnreadable(found) && found.every(({ kind }) => kind === 'non-alert')

/** Whether it is an alert for certain, and not an event that happens to have a name. */
const namesItself = ({ severity, title, key }: Reading) =>
  title !== null && (severity !== null || !/^(?:payload|host|check)=/.test(key ?? 'payload='))

/** Alerts that somebody put into an array, each of a format of its own; null when one of them is none. */
const readEach = (
  parts: readonly Json[],
  readOne: (part: Json) => readonly Reading[] | Unreadable,
): readonly Reading[] | null => {
  const all: Reading[] = []
  for (const part of parts) {
    const found = isRecord(part) ? readOne(part) : { error: 'It is no object.' }
    if (isUnreadable(found)) return null
    for (const one of found) all.push(one)
  }
  return all.length > 0 ? all : null
}

const automatically = (layers: readonly Layer[], payload: Payload): readonly Reading[] | Unreadable => {
  const detected = detect(layers, payload)
  const known = detected && by(...detected, payload)
  // A notification that is no alert of its format may carry one of a sender that no format knows.
  const carried = known && detected[1] !== layers.at(-1) && isNoAlert(known) && by(generic, layers.at(-1)!, payload)
  if (carried && !isUnreadable(carried) && carried.every(namesItself)) return carried
  if (known) return known
  const innermost = layers.at(-1)!
  const parts = Array.isArray(innermost.body) ? innermost.body : []
  const isKnown = parts.length > 0 && detect([{ body: parts[0] }], payload) !== undefined
  const each = isKnown ? readEach(parts, (body) => automatically([{ ...innermost, body }], payload)) : null
  if (each) return each
  for (const layer of layers.toReversed()) {
    const found = by(generic, layer, payload)
    if (!isUnreadable(found)) return found
  }
  return {
    error:
      typeof layers[0]!.body === 'string'
        ? /^[[{]/.test(layers[0]!.body)
          ? 'The body begins as JSON and cannot be parsed: it is cut off, malformed or nested too deeply.'
          : 'The body is a text and no JSON.'
        : 'No format knows this body, and it has no fields of the usual names for an alert.',
  }
}

/** Whether it has a state, can be known again and says something of itself. */
const saysEnough = ({ kind, key, title, status }: Reading) =>
  kind !== 'non-alert' &&
  kind !== 'control' &&
  status !== 'ignored' &&
  key !== null &&
  !key.startsWith('payload=') &&
  (title !== null || status !== 'firing')

const byName = (name: string, layers: readonly Layer[], payload: Payload): Read | Unreadable => {
  const named = formatsNamed(name)
  if (named.length === 0) return { error: `There is no format “${name}”.` }
  const inward = layers.toReversed()
  for (const format of named) {
    const fitting = inward.find(({ body }) => format.recognises(body, payload))
    if (!fitting) continue
    const found = by(format, fitting, payload)
    return isUnreadable(found) ? found : { readings: found }
  }
  const innermost = layers.at(-1)!
  const parts = Array.isArray(innermost.body) ? innermost.body : []
  const ofEach = named.find((format) => parts.length > 0 && parts.every((one) => format.recognises(one, payload)))
  const each = ofEach ? readEach(parts, (body) => by(ofEach, { ...innermost, body }, payload)) : null
  if (each) return { readings: each }
  // A fork or a proxy may have left out what the format is recognised by, and still say enough.
  const forced = named.flatMap((format) => inward.map((layer) => by(format, layer, payload)))
  const enough = forced.find((found) => !isUnreadable(found) && found.every(saysEnough))
  if (enough && !isUnreadable(enough)) return { readings: enough }
  const found = automatically(layers, payload)
  return isUnreadable(found)
    ? { error: `The body is not of the format ${name}. ${found.error}` }
    : { readings: found, note: `The body is not of the format ${name}; it was read as ${found[0]!.format}.` }
}

const suppressed = async (condition: string, body: Json, read: Read): Promise<Read> => {
  const found = await evaluate(condition, body)
  if (isUnreadable(found)) return { ...read, note: `The condition for suppressing cannot be evaluated: ${found.error}` }
  if (!found.value) return read
  const readings = read.readings.map((one) =>
    one.status === 'firing' ? { ...one, status: 'suppressed' as const } : one,
  )
  return { ...read, readings }
}

const withLevels = (levels: ReadSettings['levels'], readings: readonly Reading[]): readonly Reading[] =>
  readings.map((one) => {
    const word = one.severity?.trim().toLowerCase()
    return word !== undefined && Object.hasOwn(levels, word) ? { ...one, level: levels[word]! } : one
  })

/**
 * What a delivery means by its source's settings. `auto` finds the format by the body's shape, a name
 * (`formatsNamed`) forces one, `mapping` uses the source's JSONata. `level` stays null where neither the format nor the source's words know it.
 * Unreadable, in a sentence, when it cannot be told. Never throws, whatever the bytes are.
 */
export const read = async (payload: Payload, settings: ReadSettings): Promise<Read | Unreadable> => {
  const decoded = readBody(payload)
  if (isUnreadable(decoded)) return decoded
  const { body } = decoded
  const layers = layersOf(body, payload)
  let result: Read | Unreadable
  if (settings.format === 'mapping') {
    const found = settings.mapping
      ? await mapBody(settings.mapping, body, payload)
      : { error: 'The source has the format `mapping` and no mapping.' }
    result = isUnreadable(found) ? found : { readings: withEnvelope(layers.at(-1)!, found) }
  } else if (settings.format === 'auto') {
    const found = automatically(layers, payload)
    result = isUnreadable(found) ? found : { readings: found }
  } else result = byName(settings.format, layers, payload)
  if (isUnreadable(result)) return result
  const identified = await applyIdentity(settings.identity, body, result.readings)
  if (isUnreadable(identified)) return identified
  const whole = { ...result, readings: withLevels(settings.levels, identified) }
  return settings.suppressWhen ? suppressed(settings.suppressWhen, body, whole) : whole
}
