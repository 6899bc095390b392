import middy from '@middy/core'
import type { Context } from 'aws-lambda'
import { errorFields, log } from './log.ts'

/**
 * The onion around every function that is not asked over HTTP: an error is logged as a fact and thrown on, so that
 * Lambda retries and in the end puts the event into the dead-letter queue.
 */
export const invoked = <Event, Result>(handle: (event: Event, context: Context) => Promise<Result>) =>
  middy<Event, Result>()
    .use({
      onError: ({ error, context }) => {
        log('error', `${context.functionName} failed; it will be tried again`, {
          requestId: context.awsRequestId,
          ...errorFields(error),
        })
      },
    })
    .handler(handle)
