import { describe, expect, test } from 'vitest'
import { realType } from '../../../lib/file/real-type.ts'

const bytes = (hex: string, rest = '\0\0 and more') => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(rest)])
const png = bytes('89504e470d0a1a0a')
const zip = bytes('504b0304')
const text = Buffer.from('BMW and MZ and %PDF are words too.\n한글')
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describe('a file that is what it claims', () => {
  test.each([
    ['screen.png', 'image/png', png, 'image/png'],
    ['보고서.docx', docx, zip, docx],
    ['log.txt', 'text/plain', text, 'text/plain'],
    ['excel.txt', 'text/plain', bytes('fffe', 'h\0i\0'), 'text/plain'],
    ['data.json', 'application/json', Buffer.from('{}'), 'application/json'],
  ])('%s stays it', (name, claimed, begin, type) => {
    expect(realType(name, claimed, begin)).toBe(type)
  })

  test('is told what it is when nobody said so', () => {
    expect(realType('screen', 'application/octet-stream', png)).toBe('image/png')
    expect(realType('archive.bin', '', bytes('00112233'))).toBe('application/octet-stream')
  })

  test('is no more than bytes where nothing vouches for its type', () => {
    expect(realType('page.dat', 'application/x-unheard-of', bytes('00'))).toBe('application/octet-stream')
  })
})

describe('a file that nobody should open', () => {
  test.each([
    ['a program', 'setup.exe', 'application/octet-stream', bytes('4d5a')],
    ['a program that is called a picture', 'photo.png', 'image/png', bytes('4d5a9000')],
    ['a program for Linux without an extension', 'tool', 'application/octet-stream', bytes('7f454c46')],
    ['a script', 'fix.ps1', 'text/plain', text],
    ['a shortcut', 'report.pdf.lnk', 'application/pdf', bytes('4c00000001140200')],
    ['a page with scripts', 'invoice.html', 'text/html', text],
    ['a page with scripts that is called a picture', 'logo.png', 'image/svg+xml', text],
    ['a picture with scripts', 'logo.SVG', 'image/png', text],
  ])('%s is refused', (_, name, claimed, begin) => {
    expect(() => realType(name, claimed, begin)).toThrow(expect.objectContaining({ field: 'attachments' }))
  })
})

describe('a file that claims to be another', () => {
  test.each([
    ['a picture that is an archive', 'photo.png', 'image/png', zip],
    ['a PDF that is text', 'a.pdf', 'application/pdf', text],
    ['text that is none', 'a.txt', 'text/plain', bytes('00112233')],
  ])('%s is refused with what to do', (_, name, claimed, begin) => {
    expect(() => realType(name, claimed, begin)).toThrow(/claims to be/)
  })
})
