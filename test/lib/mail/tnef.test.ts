import { describe, expect, test } from 'vitest'
import { decompressRtf, textOfRtf } from '../../../lib/mail/rtf.ts'
import { unpackTnef } from '../../../lib/mail/tnef.ts'
import { aLetterOf, bytes } from './a-mail.ts'

const u16 = (n: number) => Buffer.from([n & 255, n >> 8])
const u32 = (n: number) => Buffer.concat([u16(n & 0xffff), u16(n >>> 16)])
const padded = (raw: Uint8Array) => Buffer.concat([raw, Buffer.alloc((4 - (raw.length % 4)) % 4)])

/** One TNEF attribute; its checksum is not looked at. */
const attribute = (level: number, id: number, data: Uint8Array) =>
  Buffer.concat([bytes(level), u16(id), u16(0), u32(data.length), data, u16(0)])
/** A MAPI property of variable length. */
const property = (id: number, type: number, value: Uint8Array) =>
  Buffer.concat([u32(id * 0x10000 + type), u32(1), u32(value.length), padded(value)])
const properties = (...all: readonly Uint8Array[]) => Buffer.concat([u32(all.length), ...all])
const tnef = (...attributes: readonly Uint8Array[]) => Buffer.concat([u32(0x223e9f78), u16(1), ...attributes])

const start = attribute(2, 0x9002, Buffer.alloc(14))
const title = (name: string) => attribute(2, 0x8010, bytes(name, 0))
const content = (text: string) => attribute(2, 0x800f, bytes(text))
const mapi = (...all: readonly Uint8Array[]) => attribute(2, 0x9005, properties(...all))

describe('a winmail.dat', () => {
  test('gives its files', () => {
    const found = unpackTnef(tnef(start, title('a.txt'), content('one'), start, title('b.txt'), content('two')))
    expect(found?.files.map((file) => [file.name, Buffer.from(file.bytes).toString()])).toEqual([
      ['a.txt', 'one'],
      ['b.txt', 'two'],
    ])
  })

  test('gives the long name, type and content id that MAPI knows', () => {
    const found = unpackTnef(
      tnef(
        start,
        title('LONGNA~1.PDF'),
        content('x'),
        mapi(
          property(0x3707, 0x1f, Buffer.from('긴 이름.pdf\0', 'utf16le')),
          property(0x370e, 0x1e, bytes('Application/PDF', 0)),
          property(0x3712, 0x1e, bytes('cid1', 0)),
        ),
      ),
    )
    expect(found?.files).toMatchObject([{ name: '긴 이름.pdf', mediaType: 'application/pdf', contentId: 'cid1' }])
  })

  test('reads names in the code page it states', () => {
    const korean = attribute(1, 0x9007, Buffer.concat([u32(949), u32(0)]))
    expect(unpackTnef(tnef(korean, start, title('\xbb\xe7'), content('x')))?.files[0]?.name).toBe('사')
  })

  test('opens a message inside it', () => {
    const inner = tnef(start, title('inner.txt'), content('deep'))
    const found = unpackTnef(
      tnef(start, title('message'), mapi(property(0x3701, 0x0d, Buffer.concat([Buffer.alloc(16), inner])))),
    )
    expect(found?.files.map((file) => file.name)).toEqual(['inner.txt'])
  })

  test('that is cut gives what it still holds', () => {
    const whole = tnef(start, title('a.txt'), content('one'), start, title('b.txt'), content('two'))
    expect(unpackTnef(whole.subarray(0, whole.length - 20))?.files[0]).toMatchObject({ name: 'a.txt' })
    expect(unpackTnef(bytes('PK', 3, 4, 0, 0, 0))).toBeNull()
  })

  test('stays beside its files in the letter', async () => {
    const raw = tnef(start, title('a.txt'), content('one')).toString('base64')
    const letter = await aLetterOf(
      'multipart/mixed',
      '\r\nwords',
      `Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${raw}`,
    )
    expect(letter.attachments.map((a) => [a.name, a.from])).toEqual([
      ['winmail.dat', 'message'],
      ['a.txt', 'tnef'],
    ])
    expect(letter.text).toBe('words')
  })

  test('is what the mail says when nothing else does', async () => {
    const raw = tnef(attribute(1, 0x9003, properties(property(0x1000, 0x1e, bytes('from Outlook', 0))))).toString(
      'base64',
    )
    const letter = await aLetterOf(
      'multipart/mixed',
      `Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${raw}`,
    )
    expect(letter.text).toBe('from Outlook')
  })

  test('that is something else is kept as it came, with a note', async () => {
    const letter = await aLetterOf(
      'multipart/mixed',
      '\r\nwords',
      'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nnot tnef',
    )
    expect(letter.attachments.map((a) => a.name)).toEqual(['winmail.dat'])
    expect(letter.notes).toEqual(['A winmail.dat could not be unpacked; it is kept as it came.'])
  })
})

describe('rich text', () => {
  test('is unpacked from the form that Outlook compresses', () => {
    // The example of [MS-OXRTFCP] section 3.1.1.
    const compressed = Buffer.from(
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      'hex',
    )
    expect(decompressRtf(compressed)).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n')
    expect(decompressRtf(bytes('short'))).toBeNull()
  })

  test('gives its words', () => {
    expect(
      textOfRtf(
        "{\\rtf1\\ansi\\ansicpg949{\\fonttbl{\\f0 Arial;}}\\f0 Hi \\b there\\b0\\par \\'bb\\'e7 \\u54620?{\\*\\hidden no}\\{x\\}}",
      ),
    ).toBe('Hi there\n사 한{x}')
  })
})
