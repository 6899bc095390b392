import { createHash } from 'node:crypto'

/** Hex digits that stand for `text`: the same in every run. */
export function digits(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}

/** The name of a resource that the template leaves unnamed: the same in every run, lower case, at most `limit` characters. */
export function generatedName(stack: string, logicalId: string, limit: number): string {
  const whole = `${stack}-${logicalId}`.toLowerCase()
  if (whole.length <= limit) return whole
  return `${whole.slice(0, limit - 9)}-${digits(whole, 8)}`
}

/** An id like those AWS makes up for resources without names. */
export function generatedId(stack: string, logicalId: string): string {
  return digits(`${stack}/${logicalId}`, 10)
}

/** A UUID that is the same in every run. */
export function generatedUuid(stack: string, logicalId: string): string {
  return digits(`${stack}/${logicalId}`, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
