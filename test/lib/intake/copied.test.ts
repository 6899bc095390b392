import { describe, expect, test } from 'vitest'
import { copiedIn, isRoleAddress } from '../../../lib/intake/copied.ts'
import { letter } from '../../support/letter.ts'

const desk = { helpAddresses: ['help@haneul.example', 'it@haneul.example'] }
const at = (address: string) => ({ name: '', address })
const copied = (to: string[], cc: string[] = []) =>
  copiedIn(letter({ to: to.map(at), cc: cc.map(at) }), desk).map(({ address }) => address)

describe('the people in copy of a mail', () => {
  test('are those in To and Cc, once each, in lower case', () => {
    expect(copied(['help@haneul.example', 'A@x.example'], ['b@x.example', 'a@X.example'])).toEqual([
      'a@x.example',
      'b@x.example',
    ])
  })

  test.each([
    ['the desk', 'IT@haneul.example'],
    ['the desk’s reply address', `help+inc-12-${'a'.repeat(26)}@haneul.example`],
    ['the sender', 'Minji.Kim@haneul.example'],
    ['a machine', 'no-reply@shop.example'],
    ['a machine with a tag', 'noreply+123@shop.example'],
    ['a machine by suffix', 'jira.noreply@shop.example'],
    ['a mail system', 'MAILER-DAEMON@mx.example'],
    ['a list’s machine', 'news-request@lists.example'],
    ['a host without a domain', 'root@localhost'],
    ['no address', 'a b@x.example'],
    ['an address longer than one may be', `${'a'.repeat(60)}@${'b'.repeat(250)}.example`],
  ])('are not %s', (_, address) => {
    expect(copied([address])).toEqual([])
  })

  test('are twenty at most', () => {
    expect(copied(Array.from({ length: 30 }, (_, i) => `p${i}@x.example`))).toHaveLength(20)
  })
})

test.each([
  ['info@x.example', true],
  ['support+de@x.example', true],
  ['helpdesk@x.example', true],
  ['kim@x.example', false],
  ['supporter@x.example', false],
])('whether %s is the address of a function: %s', (address, is) => {
  expect(isRoleAddress(address)).toBe(is)
})
