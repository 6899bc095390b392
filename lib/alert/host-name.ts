/**
 * The host in what a sender calls instance, target or URL: without scheme, user, port and path, as written otherwise;
 * null when nothing is left. IPv6 addresses keep their colons and lose their brackets.
 */
export const hostName = (value: string | null | undefined): string | null => {
  const said = value?.trim()
  if (!said || said.length > 1024) return null
  const [, afterScheme] = /^[a-z][a-z0-9+.-]*:\/\/(.*)$/i.exec(said) ?? []
  const rest = afterScheme === undefined ? said : afterScheme.replace(/[/?#].*$/s, '').replace(/^[^@]*@/, '')
  const bracketed = /^\[([0-9a-f:.%]+)\](?::\d+)?$/i.exec(rest)?.[1]
  return bracketed ?? (/^[^:\s]+:\d{1,5}$/.test(rest) ? rest.slice(0, rest.lastIndexOf(':')) : rest || null)
}
