import { describe, expect, test } from 'vitest'
import { limits } from '../../../lib/mail/limits.ts'
import { aLetter, aTextLetter } from './a-mail.ts'

/** About a megabyte of one thing. */
const much = (what: string) => what.repeat(Math.ceil(1_048_576 / what.length))

describe('a mail made to be slow', () => {
  test.each([
    ...[
      '> ',
      '> x\n',
      ' ',
      '\n',
      '-',
      '--\n',
      'x\n--\n\n',
      '- '.repeat(150).concat('x\n'),
      'On Mon, Apr 2, 2012 at 6:26 PM, Kim <kim@x.example> wrote:\n',
    ],
    ...[
      'On Mon Apr 2 2012 at 6:26 PM\n',
      'From: a@x.example\n',
      'From: a\nx\n',
      'x\n-----Original Message-----\n',
      'begin 644 x\n',
      'begin 644 x\n#0V%T\n',
      '2024년 3월 5일, 홍길동 작성\n',
    ],
  ])('of %j over and over is read', async (piece) =>
    expect((await aTextLetter(`x${much(piece)}x`)).text.length).toBeGreaterThan(0),
  )

  test.each([
    ...[
      '<',
      '<a ',
      '<a b="x>',
      '<a b="><',
      '<div>',
      '<div>x',
      '<blockquote>x',
      '<b>x</b>',
      '<ul><li>x',
      '<td>x',
      '<p></p>',
      '<br>',
      '<!--',
      '<script>',
      '<style></',
    ],
    ...['<p style="display:none">x', '<pre>\n', '&', '&#x', ' ', '<a href="x">y'],
  ])('of HTML %j over and over is read', async (piece) => {
    const letter = await aLetter({ 'content-type': 'text/html' }, `start ${much(piece)} end`)
    expect(letter.text).toContain('start')
  })

  test.each(['=', '= ', 'QQ=='])('of encoded %j over and over is read', async (piece) => {
    for (const encoding of ['base64', 'quoted-printable'])
      expect((await aLetter({ 'content-transfer-encoding': encoding }, much(piece))).subject).toBe('Printer')
  })

  test.each(['x', '"', '(', '<', ' ', '=?utf-8?Q?', '=?utf-8?Q?a?= ', '; a="b', "; filename*0*=utf-8''x", '<a@x> '])(
    'with a header of %j over and over is read',
    async (piece) => {
      const names = ['to', 'cc', 'subject', 'content-disposition', 'references']
      const letter = await aLetter(Object.fromEntries(names.map((name) => [name, much(piece)])), 'hello')
      expect([letter.text, letter.from?.address]).toEqual(['hello', 'kim@customer.example'])
    },
  )
})

describe('a mail over a limit', () => {
  test('of depth is read as far as it goes', async () => {
    const nested = Array.from(
      { length: 10_000 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
    ).join('')
    const letter = await aLetter({ 'content-type': 'multipart/mixed; boundary=o' }, `--o\n\ntop\n--o\n${nested}\ndeep`)
    expect(letter.text).toBe('top')
    expect(letter.notes).toEqual([`Parts nested more than ${limits.depth} deep were skipped.`])
  })

  test('of messages in messages is read as far as it goes', async () => {
    const letter = await aLetter(
      { 'content-type': 'multipart/mixed; boundary=o' },
      `--o\n\ntop\n--o\n${'Content-Type: message/rfc822\n\n'.repeat(10_000)}`,
    )
    expect(letter.text).toBe('top')
    expect(letter.notes).toEqual([`Parts nested more than ${limits.depth} deep were skipped.`])
  })

  test('of parts keeps the first ones', async () => {
    const letter = await aLetter(
      { 'content-type': 'multipart/mixed; boundary=b' },
      `${'--b\nContent-Type: image/png\n\nx\n'.repeat(50_000)}--b--`,
    )
    expect(letter.attachments).toHaveLength(limits.parts)
    expect(letter.notes).toEqual([`Parts after the first ${limits.parts} were skipped.`])
  })

  test('of addresses keeps the first ones', async () => {
    const to = Array.from({ length: 20_000 }, (_, i) => `u${i}@x.example`)
    const letter = await aLetter({ to: to.join(', ') })
    expect(letter.to.map(({ address }) => address)).toEqual(to.slice(0, limits.addresses))
    expect(letter.notes).toContain(`Addresses after the first ${limits.addresses} of a header were left out.`)
  })

  test('of header bytes keeps what came before', async () => {
    const letter = await aLetter({ 'x-large': much('x'), 'x-many': much('y '), 'x-after': 'z' }, 'hello')
    expect([letter.subject, letter.text]).toEqual(['Printer', 'hello'])
    expect(letter.notes).toEqual(['A header was too long; its end was left out.'])
  })

  test('of text keeps its beginning', async () => {
    const letter = await aTextLetter('한글 '.repeat(500_000))
    expect(letter.text.length).toBeLessThanOrEqual(limits.text)
    expect(letter.notes).toEqual([`A text was longer than ${limits.text} characters; its end was left out.`])
  })
})
