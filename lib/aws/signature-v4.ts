import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'

/** Keys of a role, as Lambda puts them into the environment of a function. */
export interface RoleKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

/** A request that is to be signed. */
export interface Unsigned {
  readonly method: 'POST' | 'PUT'
  readonly url: URL
  /** Lower case names; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

const sha256 = (data: string | Uint8Array) => hash('sha256', data, 'hex')
const keyed = (key: string | Buffer | KeyObject, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * Signs requests to one service by Signature Version 4 (IAM User Guide, "Create a signed AWS API request"), for addresses
 * without a query whose path needs no escapes. Answers all headers that must be sent.
 */
export const signer = (service: string, region: string, { accessKeyId, secretAccessKey, sessionToken }: RoleKeys) => {
  let day = ''
  let key: KeyObject | undefined
  return ({ method, url, headers, body }: Unsigned, at: Date): Record<string, string> => {
    const instant = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
    const today = instant.slice(0, 8)
    if (today !== day) {
      key = createSecretKey([region, service, 'aws4_request'].reduce(keyed, keyed(`AWS4${secretAccessKey}`, today)))
      day = today
    }
    const payload = sha256(body)
    const signed: Record<string, string> = {
      ...headers,
      host: url.host,
      'x-amz-content-sha256': payload,
      'x-amz-date': instant,
      ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
    }
    const names = Object.keys(signed).sort()
    const list = names.join(';')
    const canonical = `${method}\n${url.pathname}\n\n${names.map((name) => `${name}:${signed[name]}\n`).join('')}\n${list}\n${payload}`
    const scope = `${today}/${region}/${service}/aws4_request`
    const signature = keyed(key!, `AWS4-HMAC-SHA256\n${instant}\n${scope}\n${sha256(canonical)}`).toString('hex')
    return {
      ...signed,
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`,
    }
  }
}
