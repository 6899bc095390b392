import { BlockList, isIP } from 'node:net'

/** `10.0.0.0/8` → its parts; nothing for what is neither an address nor a network. */
const networkOf = (text: string) => {
  const [address = '', bits, ...more] = text.trim().split('/')
  const version = isIP(address)
  const longest = version === 4 ? 32 : 128
  if (version === 0 || more.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= longest)))
    return undefined
  return { address, family: version === 4 ? ('ipv4' as const) : ('ipv6' as const), bits: Number(bits ?? longest) }
}

/** Whether a text is an IP address or a network in CIDR notation, of version 4 or 6. */
export const isNetwork = (text: string): boolean => networkOf(text) !== undefined

/** Asks whether an address is in one of these networks; in an empty list everybody is. Unreadable addresses are in none. */
export const allowing = (networks: readonly string[]): ((address: string) => boolean) => {
  if (networks.length === 0) return () => true
  const list = new BlockList()
  for (const network of networks) {
    const { address, family, bits } = networkOf(network) ?? {}
    if (address !== undefined) list.addSubnet(address, bits!, family!)
  }
  return (address) => {
    // A listener on both versions writes addresses of version 4 like this.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const version = isIP(plain)
    return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6')
  }
}
