/** A stored file. */
export interface StoredFile {
  readonly bytes: Uint8Array
  /** Bytes of the whole object, also where only the beginning was read. */
  readonly size: number
  /** Which version of the object this is, where its bucket keeps versions. */
  readonly version?: string | undefined
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

/** One of the parts in which a large file comes; they count from 1. */
export interface FilePart {
  readonly number: number
  /** Bytes. */
  readonly size: number
  /** SHA-256 of its bytes in base64. */
  readonly sha256: string
}

/** A part that is there, with the mark by which storage knows it. */
export interface ArrivedPart extends FilePart {
  readonly mark: string
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
  /**
   * Copies what was brought to where it stays; it will be served only as a download under this name. Answers which version
   * of what was brought this is: people may bring something else to the same key until their link ends.
   */
  keep(from: string, to: string, file: { readonly mediaType: string; readonly name: string }): Promise<string>
  /** Begins a file in parts of this type; answers what the other calls call it by. */
  begin(key: string, mediaType: string): Promise<string>
  /** Lets whoever has the answer put exactly the bytes of this part, for so many seconds. */
  invitePart(key: string, multipart: string, part: FilePart, seconds: number): Promise<Invitation>
  /** The parts that are there; nothing when the file is joined, was given up, or has been forgotten. */
  parts(key: string, multipart: string): Promise<readonly ArrivedPart[] | undefined>
  /** Makes the file of all its parts. A second time, or when it has been given up, it changes nothing. */
  join(key: string, multipart: string, parts: readonly ArrivedPart[]): Promise<void>
  /** Gives a file in parts up: those that are there are removed. */
  abandon(key: string, multipart: string): Promise<void>
}
