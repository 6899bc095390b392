/** A stored file. */
export interface StoredFile {
  readonly bytes: Uint8Array
  /** Bytes of the whole object, also where only the beginning was read. */
  readonly size: number
}

/** The buckets as the rest of the system knows them. Writing the same key again is harmless. */
export interface Files {
  /** The object, or its first `atMost` bytes; nothing when there is no such object. */
  read(key: string, atMost?: number): Promise<StoredFile | undefined>
  /** Stores bytes that will be served only as a download under this name. */
  write(key: string, file: { bytes: Uint8Array; mediaType: string; name: string }): Promise<void>
  /** A link to download the object, good for so many seconds. */
  link(key: string, seconds: number): Promise<string>
}

/** How somebody without a key of ours puts one file into the bucket: a PUT to the link, with these headers and no others. */
export interface Invitation {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Files that people bring, before they belong to anything. */
export interface Incoming {
  /** Lets whoever has the answer put exactly this many bytes of this type at the key, for so many seconds. */
  invite(
    key: string,
    file: { readonly mediaType: string; readonly size: number; readonly sha256?: string | undefined },
    seconds: number,
  ): Promise<Invitation>
  /** The first bytes of what was brought, or nothing while nothing was. */
  peek(key: string, atMost: number): Promise<StoredFile | undefined>
  /** Copies what was brought to where it stays; it will be served only as a download under this name. */
  keep(from: string, to: string, file: { readonly mediaType: string; readonly name: string }): Promise<void>
}
