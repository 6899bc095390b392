import { describe, expect, test } from 'vitest'
import { hostName } from '../../../lib/alert/host-name.ts'
import { instant } from '../../../lib/alert/instant.ts'
import { makeReading } from '../../../lib/alert/make-reading.ts'
import { levelOf } from '../../../lib/alert/severity-word.ts'

const made = (found: object) => makeReading({ format: 'x', status: 'firing', ...found })

describe('what every reading keeps to', () => {
  test('a key that is too long is its hash, so that two of them stay two', () => {
    const [one, two] = [made({ key: `${'k'.repeat(2000)}1` }), made({ key: `${'k'.repeat(2000)}2` })]
    expect(one.key).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(one.key).not.toBe(two.key)
    expect(made({ key: 'k'.repeat(1024) }).key).toHaveLength(1024)
  })

  test('a title is cut, and never within a character', () => {
    expect(made({ title: `${'a'.repeat(1023)}😀` }).title).toBe('a'.repeat(1023))
  })

  test('text is data: markup and placeholders stay as they came', () => {
    expect(made({ title: '<b>$HOST</b> <no value> {{x}}' }).title).toBe('<b>$HOST</b> <no value> {{x}}')
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '/relative',
    'no url',
    `https://x.test/${'a'.repeat(3000)}`,
  ])('the link %s is dropped', (url) => expect(made({ links: [['x', url]] }).links).toEqual([]))

  test('a member that is listed twice is one, and fires if either does', () => {
    const member = (status: 'firing' | 'resolved') => ({ key: 'a', status })
    expect(made({ members: [member('firing'), member('resolved')] }).members).toEqual([member('firing')])
  })
})

describe('times', () => {
  test.each<[string | number | null, string | undefined]>([
    ['2026-03-02T08:15:04Z', '2026-03-02T08:15:04.000Z'],
    ['2026-03-02T08:15:04.1234567Z', '2026-03-02T08:15:04.123Z'],
    ['2026-03-02T17:15:04.123456789+09:00', '2026-03-02T08:15:04.123Z'],
    ['2026-03-02T08:15:04.077+0000', '2026-03-02T08:15:04.077Z'],
    ['2026-03-02 14:59:03 +0000 UTC', '2026-03-02T14:59:03.000Z'],
    ['Mon, 02 Mar 2026 08:15:04 GMT', '2026-03-02T08:15:04.000Z'],
    [1772439304, '2026-03-02T08:15:04.000Z'],
    ['1772439304077', '2026-03-02T08:15:04.077Z'],
    ['1772439304077000110', '2026-03-02T08:15:04.077Z'],
    ['0001-01-01T00:00:00Z', undefined],
    ['1970-01-01T00:00:00Z', undefined],
    [0, undefined],
    ['2026-03-02 08:15:04', undefined],
    ['2026-99-99T08:15:04Z', undefined],
    ['yesterday', undefined],
    [null, undefined],
  ])('%s is %s', (said, meant) => expect(instant(said)).toBe(meant))

  test('a time without a zone is known only where it is in UTC', () => {
    expect(instant('2026-03-02T08:15:04', { isUtc: true })).toBe('2026-03-02T08:15:04.000Z')
  })
})

describe('hosts', () => {
  test.each([
    ['till-07:9100', 'till-07'],
    ['https://me:secret@tills.shop.test:8443/pay?x=1', 'tills.shop.test'],
    ['[2001:db8::7]:9100', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['10.0.0.7:443', '10.0.0.7'],
    ['Checkout service', 'Checkout service'],
    ['  ', null],
  ])('%s is %s', (said, meant) => expect(hostName(said)).toBe(meant))
})

describe('severity words', () => {
  test.each([
    ['Disaster', 'critical'],
    ['P1', 'critical'],
    ['P2 - High', 'high'],
    ['SEV-1', 'high'],
    ['Average', 'medium'],
    ['P3', 'medium'],
    ['informational', 'low'],
    ['none', 'low'],
    ['3', null],
    ['purple', null],
    ['', null],
  ])('%s means %s', (word, level) => expect(levelOf(word)).toBe(level))
})
