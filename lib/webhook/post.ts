import type { Answer } from './attempt.ts'

/** The way out: posts a body and answers how that ended. It never throws for what the receiver or the network does. */
export type Post = (
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
) => Promise<Answer>
