import type { ApiCall } from '../../world.ts'
import type { Permission } from '../statement.ts'

/** Bucket and key of a path-style URL, decoded, and its query. */
export function s3Address(url: string): { bucket: string; key: string; query: URLSearchParams } {
  const [path = '', query = ''] = url.split('?', 2)
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? []
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key), query: new URLSearchParams(query) }
}

/** The name of the operation that an S3 request is: method and path say it. Undefined for one that is not known here. */
export function s3Action({ method, url }: Pick<ApiCall, 'method' | 'url'>): string | undefined {
  const { key, query } = s3Address(url)
  for (const other of ['acl', 'policy', 'versions', 'cors']) {
    if (query.has(other)) return undefined
  }
  if (query.has('tagging')) return key !== '' && method === 'GET' ? 'GetObjectTagging' : undefined
  if (query.has('uploads')) return key !== '' && method === 'POST' ? 'CreateMultipartUpload' : undefined
  if (query.has('uploadId')) {
    const actions: Record<string, string> = {
      GET: 'ListParts',
      PUT: 'UploadPart',
      POST: 'CompleteMultipartUpload',
      DELETE: 'AbortMultipartUpload',
    }
    return key === '' ? undefined : actions[method]
  }
  if (key !== '') {
    const actions: Record<string, string> = {
      GET: 'GetObject',
      HEAD: 'HeadObject',
      PUT: 'PutObject',
      DELETE: 'DeleteObject',
    }
    return actions[method]
  }
  if (method === 'HEAD') return 'HeadBucket'
  if (method === 'POST' && query.has('delete')) return 'DeleteObjects'
  return method === 'GET' && query.get('list-type') === '2' ? 'ListObjectsV2' : undefined
}

/** The permissions an S3 call needs (Service Authorization Reference, "Amazon S3"). */
export function s3Permissions({ action, url, headers, body }: ApiCall): readonly Permission[] | undefined {
  const { bucket, key, query } = s3Address(url)
  const bucketArn = `arn:aws:s3:::${bucket}`
  const object = `${bucketArn}/${key}`
  switch (action) {
    case 'GetObject':
    case 'HeadObject':
      return [{ action: 's3:GetObject', resource: object }]
    case 'PutObject': {
      const source = headers['x-amz-copy-source']
      const read = {
        action: 's3:GetObject',
        resource: `arn:aws:s3:::${decodeURIComponent(String(source)).replace(/^\//, '')}`,
      }
      return [{ action: 's3:PutObject', resource: object }, ...(source === undefined ? [] : [read])]
    }
    case 'CreateMultipartUpload':
    case 'CompleteMultipartUpload':
      return [{ action: 's3:PutObject', resource: object }]
    case 'UploadPart':
      // Copying into a part is not played, and nothing must pass for it.
      return headers['x-amz-copy-source'] === undefined ? [{ action: 's3:PutObject', resource: object }] : undefined
    case 'ListParts':
      return [{ action: 's3:ListMultipartUploadParts', resource: object }]
    case 'AbortMultipartUpload':
      return [{ action: 's3:AbortMultipartUpload', resource: object }]
    case 'GetObjectTagging':
      return [{ action: 's3:GetObjectTagging', resource: object }]
    case 'DeleteObject':
      return [{ action: 's3:DeleteObject', resource: object }]
    case 'DeleteObjects':
      return keysIn(body.toString('utf8')).map((each) => ({
        action: 's3:DeleteObject',
        resource: `${bucketArn}/${each}`,
      }))
    case 'HeadBucket':
      return [{ action: 's3:ListBucket', resource: bucketArn }]
    case 'ListObjectsV2':
      return [{ action: 's3:ListBucket', resource: bucketArn, context: { 's3:prefix': query.get('prefix') ?? '' } }]
    default:
      return undefined
  }
}

/** Text of an XML document without its escapes. */
const plain = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return entities[name ?? ''] ?? whole
  })

const entities: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' }

/** The keys that a DeleteObjects document lists. */
export function keysIn(xml: string): string[] {
  return [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => plain(key))
}

/** The parts that a CompleteMultipartUpload document lists, in its order. */
export function partsIn(xml: string): { readonly number: number; readonly etag: string; readonly sha256?: string }[] {
  return [...xml.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => {
    const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(part)?.[1]
    const sha256 = field('ChecksumSHA256')
    return {
      number: Number(field('PartNumber')),
      etag: plain(field('ETag') ?? ''),
      ...(sha256 !== undefined && { sha256: plain(sha256) }),
    }
  })
}
