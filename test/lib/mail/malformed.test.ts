import { describe, expect, test } from 'vitest'
import { readLetter, UnreadableMail } from '../../../lib/mail/read-letter.ts'
import { aLetter } from './a-mail.ts'

const read = (raw: string) => readLetter(Buffer.from(raw, 'latin1'))
const plain = 'From: a@x.example\nSubject: hi\n\nhello'

describe('a mail that starts oddly', () => {
  test.each([
    ['blank lines', `\n\r\n${plain}`],
    ['a byte order mark', `\xef\xbb\xbf${plain}`],
    ['an mbox line', `From a@x.example Tue Mar  5 10:11:12 2024\n${plain}`],
    ['an escaped mbox line', `>From a@x.example Tue Mar  5 10:11:12 2024\n${plain}`],
    ['carriage returns for line breaks', plain.replaceAll('\n', '\r')],
    ['doubled carriage returns', plain.replaceAll('\n', '\r\r\n')],
    ['blanks before a colon', plain.replace('Subject:', 'Subject :')],
  ])('with %s is read', async (_, raw) => {
    const letter = await read(raw)
    expect([letter.from?.address, letter.subject, letter.text]).toEqual(['a@x.example', 'hi', 'hello'])
  })

  test('without any header is all text', async () => {
    expect(await read('Hello,\nthe printer is broken.')).toMatchObject({
      text: 'Hello,\nthe printer is broken.',
      from: null,
      subject: '',
    })
  })

  test('without a blank line below its header loses nothing', async () => {
    expect(await read('From: a@x.example\nSubject: hi\nhello\nworld')).toMatchObject({
      subject: 'hi',
      text: 'hello\nworld',
    })
  })

  test('whose header line lost its indent is still one header', async () => {
    expect(await read('From: a@x.example\nReceived: by x\nfor y\nSubject: hi\n\nhello')).toMatchObject({
      subject: 'hi',
      text: 'hello',
    })
  })
})

describe('a mail that is nothing', () => {
  test.each(['', '\n\n', ' \r\n', '\0'])('%j is unreadable, and says so', async (raw) => {
    await expect(read(raw)).rejects.toThrow(UnreadableMail)
  })

  test('but has a header is a letter', async () =>
    expect((await read('Subject: only this\n')).subject).toBe('only this'))
})

describe('a multipart', () => {
  const multi = (boundary: string | null, body: string) =>
    aLetter({ 'content-type': `multipart/mixed${boundary === null ? '' : `; boundary="${boundary}"`}` }, body)

  test('whose last boundary is missing keeps its last part', async () => {
    expect((await multi('b', '--b\r\n\r\none\r\n--b\r\n\r\ntwo')).text).toBe('one\n\ntwo')
  })

  test('that announces no boundary takes the first line that looks like one', async () => {
    expect((await multi(null, 'preamble\r\n--b\r\n\r\none\r\n--b--')).text).toBe('one')
  })

  test('that announces a wrong boundary takes the one it uses', async () => {
    const letter = await multi('wrong', '--right\r\nContent-Type: text/html\r\n\r\n<b>one</b>\r\n--right--')
    expect(letter.text).toBe('one')
    expect(letter.notes).toEqual(['A part did not use the boundary it announced; the one in its text was taken.'])
  })

  test('that has no parts at all is text', async () => {
    expect((await multi('b', 'just words')).text).toBe('just words')
  })

  test('ends inner multiparts when the outer boundary comes', async () => {
    const inner = '--o\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n\r\nplain\r\n'
    const letter = await multi('o', `${inner}--o\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n--o--`)
    expect([letter.text, letter.attachments.length]).toEqual(['plain', 1])
  })

  test('leaves out preamble and epilogue', async () => {
    expect((await multi('b', 'This is MIME.\r\n--b\r\n\r\none\r\n--b--\r\nepilogue')).text).toBe('one')
  })

  test('takes no line for a boundary that only begins like one', async () => {
    expect((await multi('b', '--b\r\n\r\none\r\n--bc\r\ntwo\r\n--b--')).text).toBe('one\n--bc\ntwo')
  })

  test('with parts without headers reads them as text', async () => {
    expect((await multi('b', '--b\r\none\r\n--b--')).text).toBe('one')
  })
})

describe('a content type', () => {
  test.each(['text', 'text/plain; charset', 'TEXT/PLAIN;charset=utf-8;;', '', 'nonsense', 'text/plain charset=utf-8'])(
    '%j is read as text',
    async (type) => {
      expect((await aLetter({ 'content-type': type }, 'hello')).text).toBe('hello')
    },
  )
})
