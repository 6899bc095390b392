import type { Resource } from '../world.ts'

/**
 * Stops the start when a resource says something that this host would have to ignore.
 * @param played properties whose meaning the host carries out
 * @param withoutEffect properties that change nothing on one machine, each with the reason
 */
export function refuseUnknown(
  resource: Resource,
  played: readonly string[],
  withoutEffect: Readonly<Record<string, string>> = {},
): void {
  const unknown = Object.keys(resource.properties).filter((name) => !played.includes(name) && !(name in withoutEffect))
  if (unknown.length > 0) throw new Error(sentence(resource, `the local host does not play ${unknown.join(', ')}`))
}

/** A sentence about a resource that names where in the template it stands. */
export function sentence(resource: Resource, complaint: string): string {
  return `${resource.stack}/${resource.logicalId} (${resource.type}): ${complaint}.`
}
