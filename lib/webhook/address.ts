import { BlockList, isIP } from 'node:net'
import { Refusal } from '../ticket/refusal.ts'

/** How far webhooks reach: what everybody on the internet reaches, or this very machine, too, where a desk runs on a laptop. */
export type Reach = 'public' | 'loopback'

/** Networks that are not the internet: IANA IPv4 Special-Purpose Address Registry, multicast, and what is reserved. */
const special4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, the metadata services of clouds among it.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

/**
 * Within what IPv6 gives out for use on the internet (2000::/3), what is not that either: IANA IPv6 Special-Purpose Address
 * Registry. 2001::/23 has Teredo, 2002::/16 carries IPv4 addresses inside.
 */
const special6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const

const listOf = (family: 'ipv4' | 'ipv6', nets: readonly (readonly [string, number])[]) => {
  const list = new BlockList()
  for (const [net, bits] of nets) list.addSubnet(net, bits, family)
  return list
}
const closed4 = listOf('ipv4', special4)
const closed6 = listOf('ipv6', special6)
const global6 = listOf('ipv6', [['2000::', 3]])
const loopback = listOf('ipv4', [['127.0.0.0', 8]])

/** Whether a webhook may connect to this IP address. Anything that is no address of the internet is refused. */
export const mayConnect = (address: string, reach: Reach): boolean => {
  const family = isIP(address)
  if (reach === 'loopback' && (address === '::1' || (family === 4 && loopback.check(address, 'ipv4')))) return true
  if (family === 4) return !closed4.check(address, 'ipv4')
  return family === 6 && global6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
}

/** The host of a URL as a connection takes it: an IPv6 address without its brackets. */
export const hostIn = ({ hostname }: Pick<URL, 'hostname'>): string => hostname.replace(/^\[(.*)\]$/, '$1')

/**
 * Refuses a URL that no webhook may have: no HTTPS, a password in it, or an address that is not of the internet. What a name
 * resolves to is looked at again with every connection.
 */
export const checkUrl = (text: string, reach: Reach): void => {
  const refuse = (why: string) => new Refusal('invalid', `url: ${why}`, 'url')
  const url = new URL(text)
  const host = hostIn(url)
  const isHere = reach === 'loopback' && (host === 'localhost' || (isIP(host) > 0 && mayConnect(host, reach)))
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) throw refuse('use https.')
  if (url.username !== '' || url.password !== '')
    throw refuse('leave out the user name and password; what we send is signed.')
  if (isIP(host) > 0 ? !mayConnect(host, reach) : !isHere && !host.includes('.'))
    throw refuse('give a host that is reached over the internet.')
}
