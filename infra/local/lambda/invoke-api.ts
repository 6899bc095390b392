import type { ApiHandler, World } from '../world.ts'
import { type LambdaService, RequestTooLarge } from './functions.ts'

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations/

/** Plays `Invoke` (RequestResponse, Event and DryRun) for callers behind the gateway. */
export function invokeApi(world: World, lambda: LambdaService): ApiHandler {
  return async ({ url, headers, body }) => {
    const name = decodeURIComponent(PATH.exec(url)?.[1] ?? '')
    const arn = name.startsWith('arn:') ? name : `arn:aws:lambda:${world.region}:${world.account}:function:${name}`
    if (!lambda.has(arn)) return refusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`)
    const event = body.length === 0 ? '{}' : body.toString('utf8')
    try {
      JSON.parse(event)
      switch (headers['x-amz-invocation-type'] ?? 'RequestResponse') {
        case 'DryRun':
          return { status: 204, body: '' }
        case 'Event':
          lambda.acceptText(arn, event)
          return { status: 202, body: '' }
        default: {
          const { ok, payload } = await lambda.invokeText(arn, event)
          const failed: Record<string, string> = ok ? {} : { 'x-amz-function-error': 'Unhandled' }
          return { status: 200, headers: { 'x-amz-executed-version': '$LATEST', ...failed }, body: payload }
        }
      }
    } catch (error) {
      if (error instanceof SyntaxError) return refusal(400, 'InvalidRequestContentException', error.message)
      if (error instanceof RequestTooLarge) return refusal(413, 'RequestTooLargeException', error.message)
      throw error
    }
  }
}

function refusal(status: number, type: string, message: string) {
  return { status, headers: { 'x-amzn-errortype': type }, body: JSON.stringify({ Type: 'User', Message: message }) }
}
