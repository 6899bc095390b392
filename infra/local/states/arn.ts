import { randomBytes } from 'node:crypto'

/** ARN of an execution of a machine. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`
}

/** ARN of the machine that an execution belongs to; machine names have no colon. */
export function machineOfExecution(arn: string): string {
  return arn.split(':').slice(0, 7).join(':').replace(':execution:', ':stateMachine:')
}

/** The last part of an ARN. */
export function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1)
}

/** A task token of an execution: nobody can guess it, and it says which machine's grants answering it needs. */
export function newToken(execution: string): string {
  return Buffer.from(`${execution}|${randomBytes(24).toString('base64url')}`).toString('base64')
}

/** ARN of the machine that a token belongs to; undefined for a text that no machine gave out. */
export function machineOfToken(token: string): string | undefined {
  const [, execution] = /^(arn:aws:states:[^|]+)\|[\w-]{32}$/.exec(Buffer.from(token, 'base64').toString('utf8')) ?? []
  return execution === undefined ? undefined : machineOfExecution(execution)
}
