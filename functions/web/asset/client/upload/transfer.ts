import { ask, Failed, put, sumsOf, type Upload } from './desk.ts'
import { begunHere, fingerprintOf, forget, remember } from './memory.ts'

/** Seconds to wait before the next try: a tunnel, a lift, a sleeping laptop. Whatever arrives begins them anew. */
const pauses = [1, 2, 5, 10, 30]
/** Parts on their way at once: more would share the same line. */
const atOnce = 3

/** What becomes of a file, for whoever shows it. */
export interface Watching {
  /** It is read, to know it again. */
  preparing(): void
  /** So much of it is there, from 0 to 1. */
  sending(share: number): void
  /** There is no line, and it goes on by itself when there is one. */
  offline(): void
}

/** A file on its way. */
export interface Transfer {
  /** Resolves with the upload once all of it is there; rejects when it was refused, given up, or does not go. */
  readonly done: Promise<Upload>
  pause(): void
  resume(): void
  /** Gives the upload up; the desk forgets what has arrived. */
  cancel(): void
}

/** Where files go, and in what parts. */
export interface Place {
  readonly url: string
  readonly partBytes: number
}

/** Brings a file, going on where an earlier try ended, also one before the page was loaded again. */
export const transfer = (place: Place, file: File, watching: Watching): Transfer => {
  const fingerprint = fingerprintOf(file)
  let id = begunHere()[fingerprint]?.id
  let run = new AbortController()
  let isCanceled = false
  let wake: (() => void) | undefined
  let isPaused = false
  let failures = 0

  const mayGo = async () => {
    if (isPaused) await new Promise<void>((done) => (wake = done))
    if (!navigator.onLine) {
      watching.offline()
      await new Promise<void>((done) => addEventListener('online', () => done(), { once: true }))
    }
  }
  const rest = (seconds: number) =>
    new Promise<void>((done) => {
      setTimeout(done, seconds * 1000)
      run.signal.addEventListener('abort', () => done(), { once: true })
    })

  const announce = async (): Promise<Upload> => {
    const isLarge = file.size > place.partBytes
    if (isLarge) watching.preparing()
    const sums = isLarge ? await sumsOf(file, place.partBytes) : undefined
    const type = file.type || 'application/octet-stream'
    const body = new URLSearchParams({ name: file.name, mediaType: type, size: String(file.size) })
    for (const sum of sums ?? []) body.append('parts', sum)
    return ask(place.url, { method: 'POST', body, signal: run.signal })
  }

  /** As the desk knows it, or announced anew when it does not any more. */
  const current = async (): Promise<Upload> => {
    try {
      if (id !== undefined) return await ask(`${place.url}/${id}`, { signal: run.signal })
    } catch (error) {
      // Not known any more, or on a message already.
      if (!(error instanceof Failed && [404, 409].includes(error.status))) throw error
    }
    const upload = await announce()
    id = upload.id
    remember(fingerprint, { id, name: file.name })
    return upload
  }

  const sendParts = async (parts: NonNullable<Upload['parts']>) => {
    const loaded = new Map(parts.map(({ number, size, hasArrived }) => [number, hasArrived ? size : 0]))
    const tell = () => watching.sending([...loaded.values()].reduce((sum, each) => sum + each, 0) / file.size)
    const missing = parts.filter(({ hasArrived }) => !hasArrived)
    const { signal } = run
    const lane = async () => {
      for (let part = missing.shift(); part; part = missing.shift()) {
        const { number, size } = part
        const start = (number - 1) * place.partBytes
        await put(file.slice(start, start + size), part.put!, signal, (bytes) => {
          loaded.set(number, Math.min(bytes, size))
          tell()
        })
        loaded.set(number, size)
        failures = 0
        tell()
      }
    }
    tell()
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, lane))
    const broken = ended.find(({ status }) => status === 'rejected')
    if (broken) throw (broken as PromiseRejectedResult).reason
  }

  const once = async (): Promise<Upload> => {
    const upload = await current()
    if (upload.state !== 'awaited') return upload
    if (upload.parts) await sendParts(upload.parts)
    else await put(file, upload.put!, run.signal, (bytes) => watching.sending(Math.min(1, bytes / file.size)))
    return ask(`${place.url}/${upload.id}/complete`, {
      method: 'POST',
      body: new URLSearchParams(),
      signal: run.signal,
    })
  }

  const whole = async (): Promise<Upload> => {
    for (;;) {
      await mayGo()
      if (isCanceled) throw new DOMException('canceled', 'AbortError')
      try {
        return await once()
      } catch (error) {
        if (isCanceled) throw error
        if (run.signal.aborted) {
          run = new AbortController()
          continue
        }
        // Other bytes than were announced: the file has changed since.
        if (error instanceof Failed && error.by === 'storage' && error.status === 400) id = undefined
        const pause = pauses[failures++]
        if (pause === undefined || (error instanceof Failed && error.isFinal)) throw error
        await rest(pause)
      }
    }
  }

  return {
    done: whole(),
    pause() {
      isPaused = true
      run.abort()
    },
    resume() {
      isPaused = false
      failures = 0
      wake?.()
    },
    cancel() {
      isCanceled = true
      run.abort()
      wake?.()
      forget(fingerprint)
      if (id !== undefined)
        void ask(`${place.url}/${id}/cancel`, { method: 'POST', body: new URLSearchParams() }).catch(() => undefined)
    },
  }
}
