import { describe, expect, test } from 'vitest'
import { checkUrl, mayConnect } from '../../../lib/webhook/address.ts'

const closed = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::a00:1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'nonsense',
]

describe('a webhook in the cloud', () => {
  test.each(closed)('never connects to %s', (address) => {
    expect(mayConnect(address, 'public')).toBe(false)
  })

  test.each(['1.1.1.1', '93.184.215.14', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    'may connect to %s',
    (address) => {
      expect(mayConnect(address, 'public')).toBe(true)
    },
  )

  test.each([
    'http://example.com/hook',
    'ftp://example.com/hook',
    'https://user:secret@example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'https://intranet/',
  ])('cannot be given the address %s', (url) => {
    expect(() => checkUrl(url, 'public')).toThrow(/^url: /)
  })

  test('takes an address of the internet, on any port and with any query', () => {
    expect(() => checkUrl('https://hooks.example.com:8443/haneul?token=1', 'public')).not.toThrow()
  })
})

describe('a webhook on a laptop', () => {
  test('may lead to the laptop itself, without TLS there, and to nothing else that is closed', () => {
    for (const url of [
      'http://localhost:9000/',
      'http://127.0.0.1:9000/',
      'http://[::1]:9000/',
      'https://example.com/',
    ])
      expect(() => checkUrl(url, 'loopback')).not.toThrow()
    for (const url of ['http://example.com/', 'https://10.0.0.1/', 'http://192.168.0.1/'])
      expect(() => checkUrl(url, 'loopback')).toThrow(/^url: /)
    expect(mayConnect('127.0.0.1', 'loopback')).toBe(true)
    expect(mayConnect('169.254.169.254', 'loopback')).toBe(false)
  })
})
