import { createHash } from 'node:crypto'
import { errorAnswer, xml } from '../gateway/error-answer.ts'
import { partsIn } from '../iam/required/s3.ts'
import type { ApiAnswer, ApiCall } from '../world.ts'
import { bodyOf, document, keptOf } from './message.ts'
import type { Multipart, Multiparts, Part } from './multipart.ts'
import { type Objects, versionOf } from './objects.ts'

/** Every part but the last has so many bytes at the least (S3 User Guide, "Amazon S3 multipart upload limits"). */
const SMALLEST_PART = 5 * 1024 * 1024
const MOST_PARTS = 10_000

/** What the calls of an upload in parts work with. */
export interface MultipartParts {
  readonly objects: Objects
  readonly multiparts: Multiparts
  /** Epoch milliseconds. */
  readonly now: () => number
}

const failed = (code: string, message: string, status = 400) => errorAnswer('s3', code, message, status)

/** Plays the calls of S3 that concern an upload in parts. */
export async function multipartAnswer(
  parts: MultipartParts,
  call: ApiCall,
  bucket: string,
  key: string,
  query: URLSearchParams,
): Promise<ApiAnswer> {
  const { multiparts } = parts
  if (call.action === 'CreateMultipartUpload') return begin(parts, call, bucket, key)
  const upload = multiparts.find(bucket, key, query.get('uploadId') ?? '')
  if (upload === undefined) return failed('NoSuchUpload', 'The specified multipart upload does not exist.', 404)
  switch (call.action) {
    case 'UploadPart':
      return put(parts, call, upload, Number(query.get('partNumber')))
    case 'ListParts':
      return list(multiparts.parts(upload), upload, query)
    case 'CompleteMultipartUpload':
      return complete(parts, call, upload)
    default:
      multiparts.abort(upload)
      return { status: 204, body: '' }
  }
}

function begin({ multiparts, now }: MultipartParts, { headers }: ApiCall, bucket: string, key: string): ApiAnswer {
  const algorithm = headers['x-amz-checksum-algorithm']
  if (algorithm !== undefined && algorithm !== 'SHA256')
    return failed('NotImplemented', 'The local host checks parts by SHA256 only.', 501)
  const id = multiparts.begin({ bucket, key, headers: keptOf(headers), hasSums: algorithm !== undefined }, now())
  return document(
    `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${xml(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    algorithm === undefined ? {} : { 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-checksum-type': 'COMPOSITE' },
  )
}

async function put({ multiparts, now }: MultipartParts, call: ApiCall, upload: Multipart, number: number) {
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS)
    return failed('InvalidArgument', `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`)
  const bytes = bodyOf(call)
  const sum = call.headers['x-amz-checksum-sha256']
  if (sum === undefined && upload.hasSums)
    return failed('InvalidRequest', 'Checksum Type mismatch occurred, expected checksum Type: sha256, actual: null')
  if (sum !== undefined && sum !== createHash('sha256').update(bytes).digest('base64'))
    return failed('BadDigest', 'The SHA256 you specified did not match the calculated checksum.')
  const { etag, sha256 } = await multiparts.put(upload, number, bytes, now())
  return { status: 200, headers: { etag, ...(upload.hasSums && { 'x-amz-checksum-sha256': sha256 }) }, body: '' }
}

function list(all: readonly Part[], { bucket, key, id, hasSums }: Multipart, query: URLSearchParams): ApiAnswer {
  const after = Number(query.get('part-number-marker') ?? 0)
  const limit = Math.min(Number(query.get('max-parts') ?? 1000), 1000)
  const left = all.filter(({ number }) => number > after)
  const shown = left.slice(0, limit)
  const rows = shown.map(
    ({ number, size, etag, sha256, arrivedAt }) =>
      `<Part><PartNumber>${number}</PartNumber><LastModified>${arrivedAt}</LastModified><ETag>${xml(etag)}</ETag><Size>${size}</Size>` +
      `${hasSums ? `<ChecksumSHA256>${sha256}</ChecksumSHA256>` : ''}</Part>`,
  )
  return document(
    `<ListPartsResult><Bucket>${bucket}</Bucket><Key>${xml(key)}</Key><UploadId>${id}</UploadId>` +
      `<PartNumberMarker>${after}</PartNumberMarker><NextPartNumberMarker>${shown.at(-1)?.number ?? 0}</NextPartNumberMarker>` +
      `<MaxParts>${limit}</MaxParts><IsTruncated>${shown.length < left.length}</IsTruncated>${rows.join('')}</ListPartsResult>`,
  )
}

async function complete({ objects, multiparts }: MultipartParts, { body }: ApiCall, upload: Multipart) {
  const wanted = partsIn(body.toString('utf8'))
  const stored = new Map(multiparts.parts(upload).map((part) => [part.number, part]))
  const chosen = wanted.map((part) => stored.get(part.number))
  const isWrong = (part: Part | undefined, i: number) => {
    const { etag, sha256 } = wanted[i]!
    return part === undefined || part.etag !== etag || (upload.hasSums ? part.sha256 !== sha256 : sha256 !== undefined)
  }
  if (wanted.length === 0) return failed('MalformedXML', 'You must specify at least one part')
  if (wanted.some(({ number }, i) => i > 0 && number <= wanted[i - 1]!.number))
    return failed('InvalidPartOrder', 'The list of parts was not in ascending order.')
  if (chosen.some(isWrong)) return failed('InvalidPart', 'One or more of the specified parts could not be found.')
  const parts = chosen as Part[]
  if (parts.slice(0, -1).some(({ size }) => size < SMALLEST_PART))
    return failed('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
  const { bucket, key } = upload
  const etag = await multiparts.complete(upload, parts)
  return document(
    `<CompleteMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${xml(key)}</Key><ETag>${xml(etag)}</ETag></CompleteMultipartUploadResult>`,
    { 'x-amz-version-id': versionOf(objects.find(bucket, key)!) },
  )
}
