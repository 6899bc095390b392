import { gunzipSync } from 'node:zlib'
import type { Delivery } from '../../alert/delivery.ts'
import type { Payload } from '../../alert/payload.ts'
import type { Files } from '../../store/files.ts'

/** Accepted bodies have at most 512 KB; nothing unpacks to more than that and some room. */
const mostBytes = 1024 * 1024

/** What was sent, unpacked. Throws when the bucket has lost it. */
export const payloadOf = async (delivery: Delivery, files: Pick<Files, 'read'>): Promise<Payload> => {
  const { method, path, headers, query } = delivery
  return {
    method,
    path,
    headers,
    query,
    body: gunzipSync(await packedBody(delivery, files), { maxOutputLength: mostBytes }),
  }
}

const packedBody = async ({ id, body, bodyAt }: Delivery, files: Pick<Files, 'read'>): Promise<Uint8Array> => {
  if (body !== undefined) return Buffer.from(body, 'base64')
  if (bodyAt === undefined) throw new Error(`${id} has no body`)
  const found = await files.read(bodyAt)
  if (!found) throw new Error(`The body of ${id} is not at ${bodyAt}`)
  return found.bytes
}
