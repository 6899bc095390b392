const parsed = new WeakMap<Buffer, unknown>()

/** The body of a JSON-protocol request; read once, however many parts ask. Throws a `SyntaxError` for one that is no JSON. */
export function jsonOf<Request>(body: Buffer): Request {
  let value = parsed.get(body)
  if (value === undefined) {
    value = JSON.parse(body.toString('utf8'))
    parsed.set(body, value)
  }
  return value as Request
}
