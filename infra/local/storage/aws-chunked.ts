/**
 * The bytes in an `aws-chunked` body: each chunk is a line with its length in hex (and perhaps a signature), the bytes,
 * and a line end; trailers follow the last one (S3 API Reference, "Signature calculations … multiple chunks").
 */
export function decodeChunked(body: Buffer): Buffer {
  const chunks: Buffer[] = []
  for (let position = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', position)
    const length = Number.parseInt(body.toString('latin1', position, lineEnd), 16)
    if (lineEnd === -1 || !(length > 0)) return Buffer.concat(chunks)
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length))
    position = lineEnd + 2 + length + 2
  }
}
