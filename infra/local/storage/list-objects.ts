import { xml } from '../gateway/error-answer.ts'
import type { ApiAnswer } from '../world.ts'
import { document } from './message.ts'
import type { Objects, StoredObject } from './objects.ts'

/** Plays ListObjectsV2: page by page, by prefix, and by folder. */
export function listObjects(objects: Objects, bucket: string, query: URLSearchParams): ApiAnswer {
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const token = query.get('continuation-token')
  const limit = Math.min(Number(query.get('max-keys') ?? 1000), 1000)
  const contents: StoredObject[] = []
  const folders = new Set<string>()
  let after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8')
  let more = true
  while (contents.length + folders.size < limit) {
    const [object] = objects.list(bucket, prefix, after, 1)
    if (object === undefined) {
      more = false
      break
    }
    const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length)
    if (cut === -1) contents.push(object)
    else folders.add(object.key.slice(0, cut + delimiter.length))
    // A whole folder is one entry: go on behind it.
    after = cut === -1 ? object.key : `${object.key.slice(0, cut + delimiter.length)}\u{10ffff}`
  }
  const truncated = more && objects.list(bucket, prefix, after, 1).length > 0
  const next = truncated
    ? `<NextContinuationToken>${Buffer.from(after, 'utf8').toString('base64url')}</NextContinuationToken>`
    : ''
  const rows = contents.map(
    ({ key, size, etag, modifiedAt }) =>
      `<Contents><Key>${xml(key)}</Key><LastModified>${modifiedAt}</LastModified><ETag>${xml(etag)}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  )
  const common = [...folders].map((folder) => `<CommonPrefixes><Prefix>${xml(folder)}</Prefix></CommonPrefixes>`)
  return document(
    `<ListBucketResult><Name>${bucket}</Name><Prefix>${xml(prefix)}</Prefix><KeyCount>${rows.length + common.length}</KeyCount>` +
      `<MaxKeys>${limit}</MaxKeys><IsTruncated>${truncated}</IsTruncated>${next}${rows.join('')}${common.join('')}</ListBucketResult>`,
  )
}
