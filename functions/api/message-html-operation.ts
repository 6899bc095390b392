import * as z from 'zod'
import { type Operation, operation } from './operation.ts'

/** What the API's document says of the message pages, which a function of their own answers. */
export const messageHtml: Operation = operation({
  method: 'GET',
  path: '/api/v1/incidents/{number}/messages/{sequence}/html',
  id: 'readMessageHtml',
  access: { kind: 'incident', action: 'read' },
  summary: 'Read the HTML of a message that came by mail, made harmless; to be shown in a sandboxed frame',
  query: z.strictObject({
    anyway: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Administrators only: also a mail in which the virus scan found something.'),
  }),
  status: 200,
  run: () => Promise.reject(new Error('The route of message pages leads to the wrong function')),
})
