interface Put {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** What the desk answers about a file that is being brought. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly state: 'awaited' | 'checking' | 'ready' | 'infected' | 'unchecked'
  readonly threat?: string
  readonly put?: Put
  readonly parts?: readonly {
    readonly number: number
    readonly size: number
    readonly hasArrived: boolean
    readonly put?: Put
  }[]
}

/** An answer that is no success, of the desk or of storage. */
export class Failed extends Error {
  readonly by: 'desk' | 'storage'
  readonly status: number

  constructor(by: 'desk' | 'storage', status: number) {
    super(`${by} ${status}`)
    this.by = by
    this.status = status
  }

  /** What the desk refused as it is will be refused again; a link of storage ends, and bytes that are missing can be sent. */
  get isFinal(): boolean {
    return this.by === 'desk' && this.status >= 400 && this.status < 500 && ![408, 409, 429].includes(this.status)
  }
}

/** Asks the desk; throws `Failed`, or what the network threw. */
export const ask = async (url: string, init?: RequestInit): Promise<Upload> => {
  const answer = await fetch(url, init)
  if (!answer.ok) throw new Failed('desk', answer.status)
  return answer.status === 204 ? ({} as Upload) : answer.json()
}

/** Puts bytes to storage; tells how many are there. Aborting rejects. */
export const put = (
  bytes: Blob,
  { url, headers }: Put,
  signal: AbortSignal,
  tell: (loaded: number) => void,
): Promise<void> =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded }) => tell(loaded)
    request.onload = () => (request.status < 300 ? done() : fail(new Failed('storage', request.status)))
    request.onerror = () => fail(new Error('network'))
    request.onabort = () => fail(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(bytes)
  })

/** SHA-256 of each part in base64, or nothing where the browser cannot count it: then the file goes in one piece. */
export const sumsOf = async (file: File, partBytes: number): Promise<string[] | undefined> => {
  if (!crypto.subtle) return undefined
  const sums: string[] = []
  for (let at = 0; at < file.size; at += partBytes) {
    const digest = await crypto.subtle.digest('SHA-256', await file.slice(at, at + partBytes).arrayBuffer())
    sums.push(btoa(String.fromCharCode(...new Uint8Array(digest))))
  }
  return sums
}
