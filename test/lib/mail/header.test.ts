import { describe, expect, test } from 'vitest'
import { readLetter } from '../../../lib/mail/read-letter.ts'
import { aLetter, aMail, bytes } from './a-mail.ts'

describe('a subject', () => {
  test.each([
    ['=?UTF-8?B?7ZWc6riA?=', '한글'],
    ['=?utf-8?q?caf=C3=A9_au_lait?=', 'café au lait'],
    ['=?euc-kr?B?u+fB+A==?= ok', '사진 ok'],
    ['=?UTF-8?Q?one?= =?UTF-8?Q?_two?=', 'one two'],
    ['=?UTF-8?B?7Q==?= =?UTF-8?B?lZw=?=', '한'],
    ['=?utf-8?Q?with spaces inside?=', 'with spaces inside'],
    ['a =?utf-8?Q?b?= c', 'a b c'],
    ['not =?encoded at all', 'not =?encoded at all'],
    ['folded\r\n over lines', 'folded over lines'],
  ])('%j is %j', async (raw, text) => expect((await aLetter({ subject: raw })).subject).toBe(text))

  test('in undeclared UTF-8 or Korean is read', async () => {
    const utf8 = aMail({ subject: Buffer.from('프린터 고장').toString('latin1') })
    expect((await readLetter(utf8)).subject).toBe('프린터 고장')
    const raw = Buffer.concat([
      bytes('From: a@b.example\r\nContent-Type: text/plain; charset=euc-kr\r\nSubject: ', 0xbb, 0xe7, 0xc1, 0xf8),
      bytes('\r\n\r\nx'),
    ])
    expect((await readLetter(raw)).subject).toBe('사진')
  })
})

describe('message ids', () => {
  test('are read without brackets, in order, each once, however they are separated', async () => {
    const letter = await aLetter({
      'message-id': ' <a@x> ',
      'in-reply-to': '<b@x>, <b@x>',
      references: '<a@x>\r\n <b@x>,<c d@x>\t<b@x>',
    })
    expect(letter.messageId).toBe('a@x')
    expect(letter.inReplyTo).toEqual(['b@x'])
    expect(letter.references).toEqual(['a@x', 'b@x', 'cd@x'])
  })

  test('without brackets, or among words, are found', async () => {
    const letter = await aLetter({
      'in-reply-to': 'Your message of Monday <b@x>',
      references: 'a@x b@x',
      'message-id': 'plain-id',
    })
    expect(letter.inReplyTo).toEqual(['b@x'])
    expect(letter.references).toEqual(['a@x', 'b@x'])
    expect(letter.messageId).toBe('plain-id')
  })

  test('are missing when the mail has none', async () =>
    expect((await aLetter({ 'message-id': null })).messageId).toBeNull())

  test('of a long thread are the newest fifty', async () => {
    const ids = Array.from({ length: 80 }, (_, i) => `${i}@x`)
    const { references } = await aLetter({ references: ids.map((id) => `<${id}>`).join('\r\n ') })
    expect(references).toEqual(ids.slice(-50))
  })
})

describe('a date', () => {
  test.each([
    ['Tue, 05 Mar 2024 10:11:12 +0900', '2024-03-05T01:11:12.000Z'],
    ['5 Mar 2024 10:11 KST', '2024-03-05T01:11:00.000Z'],
    ['Tue, 5 Mar 24 10:11:12 GMT (comment)', '2024-03-05T10:11:12.000Z'],
    ['Tue Mar  5 10:11:12 2024', '2024-03-05T10:11:12.000Z'],
    ['2024-03-05T10:11:12+09:00', '2024-03-05T01:11:12.000Z'],
    ['5-Mar-2024 10:11:12 PM -0500', '2024-03-06T03:11:12.000Z'],
    ['Tue, 35 Mar 2024 10:11:12', null],
    ['yesterday', null],
  ])('%j is %j', async (raw, iso) => expect((await aLetter({ date: raw })).date).toBe(iso))
})

describe('addresses', () => {
  const first = async (raw: string) => (await aLetter({ to: raw })).to

  test.each([
    ['Kim <kim@X.example>', [{ name: 'Kim', address: 'kim@x.example' }]],
    ['kim@x.example (Kim Lee)', [{ name: 'Kim Lee', address: 'kim@x.example' }]],
    [
      '"Lee, Kim" <kim@x.example>, b@x.example',
      [
        { name: 'Lee, Kim', address: 'kim@x.example' },
        { name: '', address: 'b@x.example' },
      ],
    ],
    ['Lee, Kim <kim@x.example>', [{ name: 'Lee, Kim', address: 'kim@x.example' }]],
    [
      'Team: a@x.example, B <b@x.example>; c@x.example',
      ['a', 'b', 'c'].map((n) => ({ name: n === 'b' ? 'B' : '', address: `${n}@x.example` })),
    ],
    ['undisclosed-recipients:;', []],
    [
      'a@x.example; b@x.example',
      [
        { name: '', address: 'a@x.example' },
        { name: '', address: 'b@x.example' },
      ],
    ],
    ['=?utf-8?B?6rmALCDssqDsiJg=?= <kim@x.example>', [{ name: '김, 철수', address: 'kim@x.example' }]],
    ["'kim@x.example'", [{ name: '', address: 'kim@x.example' }]],
    ['<mailto:kim@x.example>', [{ name: '', address: 'kim@x.example' }]],
    ['"open quote <kim@x.example>', [{ name: '"open quote', address: 'kim@x.example' }]],
    ['"kim lee"@x.example', [{ name: '', address: '"kim lee"@x.example' }]],
    ['<@relay.example:kim@x.example>', [{ name: '', address: 'kim@x.example' }]],
    ['Kim < kim@x.example >', [{ name: 'Kim', address: 'kim@x.example' }]],
    ['nobody', []],
  ])('%j', async (raw, addresses) => expect(await first(raw)).toEqual(addresses))
})

describe('the sender', () => {
  test('is From', async () =>
    expect((await aLetter({ from: 'Kim <Kim.L@X.Example>' })).from).toEqual({
      name: 'Kim',
      address: 'Kim.L@x.example',
    }))

  test('is Reply-To only when a list says in X-Original-From that it rewrote From', async () => {
    const list = { from: 'Kim via List <list@l.example>', 'reply-to': 'Kim <kim@x.example>' }
    expect((await aLetter(list)).from?.address).toBe('list@l.example')
    expect((await aLetter({ ...list, 'x-original-from': 'Kim <kim@x.example>' })).from?.address).toBe('kim@x.example')
    expect((await aLetter({ ...list, 'x-original-from': 'Eve <eve@x.example>' })).from?.address).toBe('list@l.example')
  })

  test('is nobody when no header names an address', async () => {
    expect((await aLetter({ from: 'nobody' })).from).toBeNull()
    expect((await aLetter({ from: null })).from).toBeNull()
  })
})

describe('the envelope', () => {
  test('tells by delivery headers where the mail went', async () => {
    const { deliveredTo } = await aLetter({
      'delivered-to': 'help+key@desk.example',
      'x-original-to': '<a@desk.example>',
      'envelope-to': 'b@desk.example, help+key@desk.example',
    })
    expect(deliveredTo).toEqual(['help+key@desk.example', 'a@desk.example', 'b@desk.example'])
  })

  test('has a return path, a null one, or none that we know', async () => {
    expect((await aLetter({ 'return-path': '<kim@x.example>' })).returnPath).toBe('kim@x.example')
    expect((await aLetter({ 'return-path': '<>' })).returnPath).toBe('')
    expect((await aLetter({})).returnPath).toBeNull()
  })
})
