import { leanCall, type Surroundings } from './lean-call.ts'

/** Sends messages to the queue at `url` (SQS API Reference, SendMessage, JSON protocol); each is in it durably when its promise resolves. */
export const alertQueue = (url: string, where: Surroundings) => {
  const call = leanCall('sqs', where)
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' }
  const target = new URL('/', url)
  const queue = JSON.stringify(url)
  return async (message: string): Promise<void> => {
    const body = `{"QueueUrl":${queue},"MessageBody":${JSON.stringify(message)}}`
    await call({ method: 'POST', url: target, headers, body })
  }
}

/**
 * Puts objects into the bucket `name` (S3 API Reference, PutObject). `endpoint` is where all of AWS is on one machine, and
 * there buckets are part of the path.
 */
export const alertBodies = (name: string, where: Surroundings, endpoint?: string) => {
  const call = leanCall('s3', where)
  const base = endpoint === undefined ? `https://${name}.s3.${where.region}.amazonaws.com` : `${endpoint}/${name}`
  const headers = { 'content-type': 'application/gzip' }
  return async (key: string, bytes: Uint8Array): Promise<void> => {
    await call({ method: 'PUT', url: new URL(`${base}/${key}`), headers, body: bytes })
  }
}
