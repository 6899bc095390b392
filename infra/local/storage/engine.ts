import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

/** What answers DynamoDB calls: a program that we start, or a server that somebody else has started. */
export type Engine = { readonly program: string } | { readonly url: string }

/** This machine has no DynamoDB engine; the message says what helps. */
export class NoEngine extends Error {}

/**
 * Finds the DynamoDB engine: what the person names comes first (`DYNOXIDE_BIN`, then `AWS_ENDPOINT_URL_DYNAMODB`), then
 * the package for this platform, then `dynoxide` on the PATH. Throws `NoEngine` when there is none.
 */
export function findEngine(environment: NodeJS.ProcessEnv): Engine {
  const { DYNOXIDE_BIN, AWS_ENDPOINT_URL_DYNAMODB, PATH = '' } = environment
  if (DYNOXIDE_BIN !== undefined) {
    if (!existsSync(DYNOXIDE_BIN)) throw new NoEngine(`DYNOXIDE_BIN names ${DYNOXIDE_BIN}, which does not exist.`)
    return { program: DYNOXIDE_BIN }
  }
  if (AWS_ENDPOINT_URL_DYNAMODB !== undefined) return { url: AWS_ENDPOINT_URL_DYNAMODB }
  const file = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide'
  const candidates = [packaged(file), ...PATH.split(delimiter).map((folder) => join(folder, file))]
  const program = candidates.find((each) => each !== undefined && existsSync(each))
  if (program !== undefined) return { program }
  throw new NoEngine(
    `There is no DynamoDB engine for ${process.platform}-${process.arch} here: install dynoxide and name it in ` +
      'DYNOXIDE_BIN, or start DynamoDB Local and name its URL in AWS_ENDPOINT_URL_DYNAMODB.',
  )
}

function packaged(file: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`@dynoxide/${process.platform}-${process.arch}/${file}`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}
