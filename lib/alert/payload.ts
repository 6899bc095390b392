/** A webhook's request as it arrived, after its secrets were taken off: what readers read. */
export interface Payload {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** The path behind the source's key, such as `/alerts/abc/close`; empty for most. */
  readonly path: string
  /** Lower case names; only those that tell formats and deliveries apart, never credentials. */
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The bytes of the body. */
  readonly body: Uint8Array
}
