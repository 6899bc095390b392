import { createHash } from 'node:crypto'
import { errorAnswer, xml } from '../gateway/error-answer.ts'
import { keysIn, s3Address } from '../iam/required/s3.ts'
import { refuseUnknown } from '../lambda/known-properties.ts'
import type { ApiAnswer, ApiCall, ApiHandler, Resource, World } from '../world.ts'
import { listObjects } from './list-objects.ts'
import { bodyOf, document, keptOf } from './message.ts'
import type { Multiparts } from './multipart.ts'
import { multipartAnswer } from './multipart-api.ts'
import { type Objects, type StoredObject, versionOf } from './objects.ts'

/** Query parameters of a GET that replace headers of the answer. */
const OVERRIDES: Readonly<Record<string, string>> = {
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-content-type': 'content-type',
  'response-expires': 'expires',
}

const WITHOUT_EFFECT = {
  BucketEncryption: 'the disk is as encrypted as the machine',
  OwnershipControls: 'everything belongs to one account',
  PublicAccessBlockConfiguration: 'the gateway lets in nobody without a key',
  Tags: 'nobody reads them',
  VersioningConfiguration: 'the last version is kept; the template lets nobody read older ones',
}

const DAY_MS = 86_400_000

/** For how long the rules of a bucket let an upload in parts lie; the other rules change nothing in a data folder. */
function abandonedAfterMs({ properties }: Resource): number {
  const rules: { AbortIncompleteMultipartUpload?: { DaysAfterInitiation: number } }[] =
    properties.LifecycleConfiguration?.Rules ?? []
  const days = rules.flatMap(({ AbortIncompleteMultipartUpload: abort }) => abort?.DaysAfterInitiation ?? [])
  return Math.min(...days) * DAY_MS
}

/**
 * Plays S3 for the buckets of the template. `mayList` says whether a caller may list a bucket: who may not is told
 * AccessDenied for a key that does not exist, as S3 does.
 */
export function s3Api(
  world: World,
  objects: Objects,
  multiparts: Multiparts,
  mayList: (caller: string, bucket: string) => boolean,
  now: () => number = Date.now,
): ApiHandler {
  const buckets = new Map(
    world.ofType('AWS::S3::Bucket').map((bucket): [string, number] => {
      refuseUnknown(bucket, ['BucketName', 'CorsConfiguration', 'LifecycleConfiguration'], WITHOUT_EFFECT)
      return [bucket.ref, abandonedAfterMs(bucket)]
    }),
  )
  const giveUpAbandoned = () => {
    for (const [bucket, after] of buckets) multiparts.expire(bucket, now() - after)
  }
  giveUpAbandoned()
  return async (call) => {
    const { bucket, key, query } = s3Address(call.url)
    if (!buckets.has(bucket)) return failed('NoSuchBucket', 'The specified bucket does not exist', 404)
    switch (call.action) {
      case 'PutObject':
        return put(objects, call, bucket, key)
      case 'GetObject':
      case 'HeadObject': {
        const object = objects.find(bucket, key)
        if (object !== undefined) return get(objects, call, object, query)
        if (!mayList(call.caller, bucket)) return failed('AccessDenied', 'Access Denied', 403)
        return failed('NoSuchKey', 'The specified key does not exist.', 404)
      }
      case 'CreateMultipartUpload':
        giveUpAbandoned()
        return multipartAnswer({ objects, multiparts, now }, call, bucket, key, query)
      case 'UploadPart':
      case 'ListParts':
      case 'CompleteMultipartUpload':
      case 'AbortMultipartUpload':
        return multipartAnswer({ objects, multiparts, now }, call, bucket, key, query)
      case 'GetObjectTagging':
        return tagging(objects.tagsOf(bucket, key))
      case 'DeleteObject':
        objects.remove(bucket, key)
        return { status: 204, body: '' }
      case 'DeleteObjects':
        for (const each of keysIn(call.body.toString('utf8'))) objects.remove(bucket, each)
        return document('<DeleteResult/>')
      case 'HeadBucket':
        return { status: 200, body: '' }
      default:
        return listObjects(objects, bucket, query)
    }
  }
}

const failed = (code: string, message: string, status: number) => errorAnswer('s3', code, message, status)

function tagging(tags: Readonly<Record<string, string>>): ApiAnswer {
  const rows = Object.entries(tags).map(
    ([name, value]) => `<Tag><Key>${xml(name)}</Key><Value>${xml(value)}</Value></Tag>`,
  )
  return document(`<Tagging><TagSet>${rows.join('')}</TagSet></Tagging>`)
}

async function put(objects: Objects, call: ApiCall, bucket: string, key: string): Promise<ApiAnswer> {
  const { headers } = call
  const source = headers['x-amz-copy-source']
  if (source !== undefined) return copy(objects, headers, bucket, key)
  if (headers['if-none-match'] === '*' && objects.find(bucket, key) !== undefined) {
    return failed('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412)
  }
  const bytes = bodyOf(call)
  const sum = headers['x-amz-checksum-sha256']
  if (sum !== undefined && sum !== createHash('sha256').update(bytes).digest('base64')) {
    return failed('BadDigest', 'The SHA256 you specified did not match what we received', 400)
  }
  const draft = await objects.draft(bytes)
  objects.keep(bucket, key, draft, keptOf(headers))
  const version = versionOf(objects.find(bucket, key)!)
  return { status: 200, headers: { etag: draft.etag, 'x-amz-version-id': version }, body: '' }
}

async function copy(objects: Objects, headers: ApiCall['headers'], bucket: string, key: string): Promise<ApiAnswer> {
  const source = String(headers['x-amz-copy-source'])
  const [, fromBucket = '', fromKey = ''] = /^\/?([^/]+)\/(.*)$/s.exec(decodeURIComponent(source)) ?? []
  const original = objects.find(fromBucket, fromKey)
  if (original === undefined) return failed('NoSuchKey', 'The specified key does not exist.', 404)
  const draft = await objects.draft(await objects.read(original))
  const isReplaced = headers['x-amz-metadata-directive'] === 'REPLACE'
  objects.keep(bucket, key, draft, isReplaced ? keptOf(headers) : original.headers)
  return document(
    `<CopyObjectResult><ETag>${xml(draft.etag)}</ETag><LastModified>${original.modifiedAt}</LastModified></CopyObjectResult>`,
    {
      'x-amz-copy-source-version-id': versionOf(original),
      'x-amz-version-id': versionOf(objects.find(bucket, key)!),
    },
  )
}

async function get(
  objects: Objects,
  { action, headers: asked }: ApiCall,
  object: StoredObject,
  query: URLSearchParams,
): Promise<ApiAnswer> {
  const { size, etag, modifiedAt } = object
  const headers: Record<string, string> = {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    etag,
    'x-amz-version-id': versionOf(object),
    'last-modified': new Date(modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  }
  for (const [parameter, header] of Object.entries(OVERRIDES)) {
    const value = query.get(parameter)
    if (value !== null) headers[header] = value
  }
  if (asked['if-none-match'] === etag) return { status: 304, headers, body: '' }
  if (asked['if-match'] !== undefined && asked['if-match'] !== etag) {
    return failed('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412)
  }
  const range = rangeOf(String(asked.range ?? ''), size)
  if (range === 'unsatisfiable') return failed('InvalidRange', 'The requested range is not satisfiable', 416)
  const { start, length } = range ?? { start: 0, length: size }
  if (range !== undefined) headers['content-range'] = `bytes ${start}-${start + length - 1}/${size}`
  headers['content-length'] = String(length)
  const body = action === 'HeadObject' ? '' : await objects.read(object, start, length)
  return { status: range === undefined ? 200 : 206, headers, body }
}

/** RFC 9110, 14.1.2: one byte range; anything else is no range at all. */
function rangeOf(header: string, size: number): { start: number; length: number } | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end || start >= size ? 'unsatisfiable' : { start, length: end - start + 1 }
}
