/** What this browser knows of an upload that it began on a page. */
export interface Begun {
  readonly id: string
  readonly name: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** The desk forgets an upload after a day. */
const keptMs = 86_400_000

/** What tells one file from another without reading it. */
export const fingerprintOf = ({ name, size, lastModified }: File): string => JSON.stringify([name, size, lastModified])

/** A ticket's uploads are remembered with its address. */
const place = () => `uploads ${location.pathname}`

/** Uploads that were begun on this page and are not on a message yet, by the fingerprints of their files. */
export const begunHere = (): Record<string, Begun> => {
  try {
    const all: Record<string, Begun> = JSON.parse(localStorage.getItem(place()) ?? '{}')
    const since = Date.now() - keptMs
    return Object.fromEntries(Object.entries(all).filter(([, { at }]) => at > since))
  } catch {
    // No storage, or somebody else's: then nothing is remembered.
    return {}
  }
}

const write = (all: Record<string, Begun>) => {
  try {
    if (Object.keys(all).length > 0) localStorage.setItem(place(), JSON.stringify(all))
    else localStorage.removeItem(place())
  } catch {
    // A full or forbidden storage costs the going on after a reload, and nothing else.
  }
}

/** Remembers an upload over reloads. */
export const remember = (fingerprint: string, { id, name }: Pick<Begun, 'id' | 'name'>): void =>
  write({ ...begunHere(), [fingerprint]: { id, name, at: Date.now() } })

/** Forgets an upload: it is on a message, was given up, or is not known any more. */
export const forget = (fingerprint: string): void => {
  const { [fingerprint]: _, ...others } = begunHere()
  write(others)
}
