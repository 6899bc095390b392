import { describe, expect, test } from 'vitest'
import { safeFileName } from '../../../lib/mail/file-name.ts'
import { aLetter, aLetterOf } from './a-mail.ts'

const text = 'Content-Type: text/plain; charset=utf-8\r\n\r\nsee the file'
const file = (headers: string, content = 'data') => `${headers}\r\n\r\n${content}`

describe('a file that is attached', () => {
  test.each([
    [
      'Content-Type: application/pdf; name="type.pdf"\r\nContent-Disposition: attachment; filename="disposition.pdf"',
      'disposition.pdf',
    ],
    ['Content-Type: application/pdf; name="type.pdf"', 'type.pdf'],
    ['Content-Type: application/pdf; name=un quoted.pdf', 'un quoted.pdf'],
    ['Content-Type: image/jpeg; name="=?ks_c_5601-1987?B?u+fB+C5KUEc=?="', '사진.JPG'],
    ["Content-Disposition: attachment; filename*=UTF-8''%EC%82%AC%EC%A7%84.jpg", '사진.jpg'],
    [
      'Content-Disposition: attachment; filename*0*=euc-kr\'ko\'%BB%E7; filename*1*=%C1%F8; filename*2=".jpg"',
      '사진.jpg',
    ],
    ['Content-Disposition: attachment; filename*1="b.txt"; filename*0="a"', 'ab.txt'],
    ['Content-Disposition: attachment; filename="..\\\\..\\\\etc\\\\passwd.txt"', 'passwd.txt'],
    ['Content-Disposition: attachment; filename="/etc/pass\r\n wd.txt"', 'pass wd.txt'],
    ['Content-Type: image/png\r\nContent-Location: http://x.example/a/logo.png?v=1', 'logo.png'],
    ['Content-Type: text/plain\r\nContent-Disposition: attachment; filename=log.txt', 'log.txt'],
    ['Content-Type: text/plain; name=notes.txt\r\n ; x-mac-type="54455854"', 'notes.txt'],
  ])('%j is named %j', async (headers, name) => {
    const letter = await aLetterOf('multipart/mixed', text, file(headers))
    expect(letter.attachments.map((a) => [a.name, a.named])).toEqual([[name, true]])
    expect(letter.text).toBe('see the file')
  })

  test('without a name gets one made of its type', async () => {
    const { attachments } = await aLetterOf(
      'multipart/mixed',
      text,
      file('Content-Type: application/pdf'),
      file('Content-Type: image/x-odd'),
    )
    expect(attachments.map((a) => [a.name, a.named])).toEqual([
      ['attachment-1.pdf', false],
      ['attachment-2.bin', false],
    ])
  })

  test.each([
    ['base64', 'aGVs\r\nbG8=\r\n', 'hello'],
    ['BASE64', 'aGVsbG8', 'hello'],
    ['quoted-printable', 'he=6Clo=\r\n', 'hello'],
    ['x-uuencode', 'begin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend', 'hello'],
    ['8bit', 'hello', 'hello'],
    ['nonsense', 'hello', 'hello'],
    ['base64', 'aGVsbG8=\r\n____\r\nlist footer', 'hello'],
    ['base64', 'aGU=bGxv', 'hello'],
  ])('is decoded from %s', async (encoding, content, plain) => {
    const letter = await aLetterOf(
      'multipart/mixed',
      text,
      file(`Content-Type: application/x-a; name=a\r\nContent-Transfer-Encoding: ${encoding}`, content),
    )
    expect(Buffer.from(letter.attachments[0]!.bytes).toString()).toBe(plain)
  })

  test('can be the whole mail', async () => {
    const letter = await aLetter(
      { 'content-type': 'application/pdf; name=a.pdf', 'content-transfer-encoding': 'base64' },
      'aGVsbG8=',
    )
    expect(letter.attachments.map((a) => a.name)).toEqual(['a.pdf'])
    expect(letter.text).toBe('')
  })

  test('in the text as uuencode is taken out of it', async () => {
    const letter = await aLetter({}, 'before\r\nbegin 644 a.txt\r\n%:&5L;&\\\r\n`\r\nend\r\nafter')
    expect(letter.attachments.map((a) => [a.name, a.from, Buffer.from(a.bytes).toString()])).toEqual([
      ['a.txt', 'uuencode', 'hello'],
    ])
    expect(letter.text.split('\n').filter(Boolean)).toEqual(['before', 'after'])
  })

  test('begin 644 in a sentence is text', async () => {
    const letter = await aLetter({}, 'To encode, type\nbegin 644 name\nand then your words follow in lines of text.')
    expect(letter.attachments).toEqual([])
    expect(letter.text).toContain('begin 644 name')
  })
})

describe('pictures in the body', () => {
  test('are bound to it by their content id', async () => {
    const letter = await aLetterOf(
      'multipart/related',
      'Content-Type: text/html\r\n\r\n<p>look <img src="cid:pic1"></p>',
      'Content-Type: image/png; name=a.png\r\nContent-ID: <pic1>\r\n\r\nx',
      'Content-Type: image/png; name=b.png\r\nContent-ID: <pic2>\r\nContent-Disposition: attachment\r\n\r\nx',
    )
    expect(letter.attachments.map((a) => [a.name, a.contentId, a.inline])).toEqual([
      ['a.png', 'pic1', true],
      ['b.png', 'pic2', false],
    ])
  })
})

describe('messages in a mail', () => {
  const inner =
    'From: eve@x.example\r\nSubject: inner\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n\r\ninner text\r\n--in\r\nContent-Type: text/x-log; name=inner.log\r\n\r\nlog\r\n--in--'

  test('that are attached stay closed', async () => {
    const letter = await aLetterOf(
      'multipart/mixed',
      text,
      `Content-Type: message/rfc822; name=old.eml\r\nContent-Disposition: attachment\r\n\r\n${inner}`,
    )
    expect(letter.attachments.map((a) => a.name)).toEqual(['old.eml'])
    expect(letter.text).toBe('see the file')
    expect(Buffer.from(letter.attachments[0]!.bytes).toString()).toBe(inner)
  })

  test('that are shown in the body give their files too', async () => {
    const letter = await aLetterOf('multipart/mixed', text, `Content-Type: message/rfc822\r\n\r\n${inner}`)
    expect(letter.attachments.map((a) => a.name)).toEqual(['attachment-1.eml', 'inner.log'])
    expect(letter.text).toBe('see the file')
  })

  test('are what a mail says that has no words of its own', async () => {
    const letter = await aLetterOf('multipart/mixed', `Content-Type: message/rfc822\r\n\r\n${inner}`)
    expect(letter.text).toBe('inner text')
  })
})

describe('an invitation', () => {
  test('is kept as calendar and as a file', async () => {
    const letter = await aLetterOf(
      'multipart/alternative',
      text,
      'Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR',
    )
    expect(letter.calendar).toBe('BEGIN:VCALENDAR\nEND:VCALENDAR')
    expect(letter.attachments.map((a) => [a.name, a.mediaType])).toEqual([['attachment-1.ics', 'text/calendar']])
    expect(letter.text).toBe('see the file')
  })
})

describe('a name to save under', () => {
  test.each([
    ['a/b\\c.txt', 'c.txt'],
    ['con.txt', '_con.txt'],
    ['report\u202efdp.exe', 'reportfdp.exe'],
    ['a\u0000b\r\n.txt', 'ab.txt'],
    ['dots...', 'dots'],
    ['..', 'x.bin'],
    ['', 'x.bin'],
    ['보고서 (1).pdf', '보고서 (1).pdf'],
  ])('%j becomes %j', (name, safe) => expect(safeFileName(name, 'x.bin')).toBe(safe))

  test('is shortened in bytes and keeps its extension', () => {
    const safe = safeFileName(`${'한'.repeat(300)}.xlsx`, 'x.bin')
    expect(safe).toMatch(/^한+\.xlsx$/)
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200)
    expect(Buffer.byteLength(safe)).toBeGreaterThan(190)
  })
})
