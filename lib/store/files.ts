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
