import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../lib/mail/charset.ts'
import { aLetter, bytes } from './a-mail.ts'

/** "사진" in code page 949, which is EUC-KR. */
const photo = bytes(0xbb, 0xe7, 0xc1, 0xf8)

describe('a Korean text', () => {
  test.each([
    'euc-kr',
    'EUC-KR',
    'ks_c_5601-1987',
    'KS_C_5601-1989',
    'cp949',
    'windows-949',
    'ms949',
    'uhc',
    '"euc-kr"',
  ])('labelled %s is code page 949', (label) => expect(decodeText(photo, label)).toEqual({ text: '사진' }))

  test('keeps the syllables that EUC-KR itself does not have', () => {
    expect(decodeText(bytes(0x8c, 0x63, 0x94, 0xee, 0xc6, 0x52, 0x81, 0x41), 'euc-kr').text).toBe('똠뷁힣갂')
  })

  test('in seven bits (ISO-2022-KR) is read', () => {
    expect(decodeText(bytes(0x1b, '$)C', 0x0e, 0x3b, 0x67, 0x41, 0x78, 0x0f, ' ok\n'), 'iso-2022-kr').text).toBe(
      '사진 ok\n',
    )
  })

  test('that is UTF-8 in truth is read as UTF-8, whatever it claims', () => {
    expect(decodeText(Buffer.from('안녕하세요'), 'euc-kr')).toEqual({ text: '안녕하세요', guessed: 'utf-8' })
    expect(decodeText(Buffer.from('안녕하세요'), 'us-ascii')).toEqual({ text: '안녕하세요', guessed: 'utf-8' })
  })

  test('without a label is recognised', () => {
    const hello = bytes(0xbe, 0xc8, 0xb3, 0xe7, 0xc7, 0xcf, 0xbc, 0xbc, 0xbf, 0xe4)
    expect(decodeText(hello, null)).toEqual({ text: '안녕하세요', guessed: 'cp949' })
    expect(decodeText(hello, 'utf-8').text).toBe('안녕하세요')
    expect(decodeText(hello, 'x-nonsense').text).toBe('안녕하세요')
  })

  test('cut in the middle of a syllable loses only that syllable', () => {
    expect(decodeText(bytes(0xbb, 0xe7, 0xc1), 'euc-kr').text).toBe('사\ufffd')
    expect(decodeText(bytes(0xbb, ' x'), 'euc-kr').text).toBe('\ufffd x')
  })
})

describe('texts of other languages', () => {
  test.each([
    ['gb2312', bytes(0x81, 0x40, 0xc4, 0xe3), '丂你'],
    ['x-gbk', bytes(0xc4, 0xe3), '你'],
    ['cp936', bytes(0xc4, 0xe3), '你'],
    ['shift_jis', bytes(0x87, 0x40), '①'],
    ['cp932', bytes(0x87, 0x40), '①'],
    ['iso-2022-jp', bytes(0x1b, '$B-!', 0x1b, '(B'), '①'],
    ['iso-2022-jp-ms', bytes(0x1b, '$B$9', 0x1b, '(B'), 'す'],
    ['big5', bytes(0xa7, 0xda), '我'],
    ['koi8-r', bytes(0xf0, 0xd2), 'Пр'],
    ['windows-1251', bytes(0xcf, 0xf0), 'Пр'],
    ['utf-16le', bytes(0x41, 0, 0xac, 0x20), 'A€'],
    ['utf-7', bytes('Hi +AOk- +- x'), 'Hi é + x'],
    ['iso-8859-1', bytes('caf', 0xe9), 'café'],
    ['utf8', bytes(0xef, 0xbb, 0xbf, 'x'), 'x'],
  ])('%s is read', (label, raw, text) => expect(decodeText(raw, label).text).toBe(text))

  test('NUL is dropped and invalid bytes become replacement characters', () => {
    expect(decodeText(bytes('a', 0, 'b'), 'utf-8').text).toBe('ab')
    expect(decodeText(bytes('x'.repeat(300), 0xe2, 0x82, ' ', 'é'.repeat(3)), 'windows-874').text).not.toContain('\0')
  })

  test('a label that nobody knows is guessed, and said', async () => {
    const letter = await aLetter({ 'content-type': 'text/plain; charset=fakescii' }, bytes('caf', 0xe9))
    expect(letter.text).toBe('café')
    expect(letter.notes).toEqual(["The text's encoding was guessed: windows-1252 (labelled fakescii)."])
  })
})
