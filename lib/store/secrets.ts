/**
 * Secrets that must be usable as they are, such as those that bodies are signed with; never in the table. Names are paths
 * of letters, digits, `.`, `-` and `_`, such as `alert-source/<source>/<secret>` or `webhook/<webhook>/<secret>`.
 */
export interface Secrets {
  /** The secret, or nothing when there is none of that name. May be as old as five minutes. */
  read(name: string): Promise<string | undefined>
  /** Keeps it, at most 4 KB, in place of what had that name. */
  write(name: string, value: string): Promise<void>
  /** Forgets it; harmless when there is none. */
  remove(name: string): Promise<void>
}

const nothing = () => Promise.reject(new Error('This function was given no way to secrets.'))

/** For functions that carry out no operation on secrets, and are granted none. */
export const noSecrets: Secrets = { read: nothing, write: nothing, remove: nothing }
