import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import type { Secrets } from '../store/secrets.ts'

/** The parameter store answers 40 reads a second, all functions together (Systems Manager quotas): remembered, nobody meets that. */
const rememberMilliseconds = 5 * 60_000

/** More than any desk has; what was asked for longest ago goes first. */
const mostRemembered = 1000

/**
 * SecureString parameters below `path` (such as `/haneul/prod`), encrypted with the key that AWS manages, which costs
 * nothing. An absent one is not remembered: it may be written the next moment.
 */
export const parameterSecrets = (
  path: string,
  client: SSMClient = new SSMClient(),
  now: () => number = Date.now,
): Secrets => {
  const known = new Map<string, { readonly value: string; readonly until: number }>()
  const at = (name: string) => `${path}/${name}`
  const remember = (name: string, value: string) => {
    known.delete(name)
    known.set(name, { value, until: now() + rememberMilliseconds })
    for (const oldest of known.keys()) {
      if (known.size <= mostRemembered) break
      known.delete(oldest)
    }
  }
  return {
    read: async (name) => {
      const found = known.get(name)
      if (found && now() < found.until) return found.value
      try {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: at(name), WithDecryption: true }))
        const value = Parameter?.Value
        if (value !== undefined) remember(name, value)
        return value
      } catch (error) {
        if (!(error instanceof ParameterNotFound)) throw error
        known.delete(name)
        return undefined
      }
    },
    write: async (name, value) => {
      await client.send(
        new PutParameterCommand({ Name: at(name), Value: value, Type: 'SecureString', Overwrite: true }),
      )
      known.delete(name)
    },
    remove: async (name) => {
      known.delete(name)
      try {
        await client.send(new DeleteParameterCommand({ Name: at(name) }))
      } catch (error) {
        if (!(error instanceof ParameterNotFound)) throw error
      }
    },
  }
}
