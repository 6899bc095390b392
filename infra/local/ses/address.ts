/** The bare address in a mailbox such as `"Kim" <kim@example.com>`, trimmed; empty when there is none. */
export function addressIn(mailbox: string): string {
  const inBrackets = /<([^<>]*)>[^<>]*$/.exec(mailbox)
  return (inBrackets?.[1] ?? mailbox).trim()
}

/** The domain of an address, lower case; empty when there is none. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Every address in a header such as To, which may name several mailboxes and groups. */
export function addressesIn(header: string): string[] {
  // Quoted display names may hold commas; comments say nothing.
  const bare = header.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/\([^()]*\)/g, '')
  return bare
    .split(/[,;]|[\w .-]+:(?!\/)/)
    .map(addressIn)
    .filter((address) => address.includes('@'))
}
