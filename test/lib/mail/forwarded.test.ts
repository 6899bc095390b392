import { describe, expect, test } from 'vitest'
import { readForwarded } from '../../../lib/mail/forwarded.ts'
import { isForwardSubject } from '../../../lib/mail/subject.ts'

const forwarded = (text: string, subject = 'Fwd: Printer') => readForwarded({ subject, text })

describe('a mail that is passed on', () => {
  test('by Gmail belongs to its writer, and the covering text is apart', () => {
    expect(
      forwarded(
        'Please take this one.\n\n---------- Forwarded message ---------\nFrom: Kim Minji <minji.kim@haneul.example>\nDate: Tue, 24 Nov 2026 at 10:00\nSubject: Printer\nTo: Park Jihoon <jihoon.park@haneul.example>\n\n\nIt smells.\n\nMinji',
      ),
    ).toEqual({
      from: { name: 'Kim Minji', address: 'minji.kim@haneul.example' },
      text: 'It smells.\n\nMinji',
      above: 'Please take this one.',
    })
  })

  test.each([
    [
      'Outlook, with a rule',
      'FW: Drucker',
      '________________________________\nVon: Weber, Anna <anna@partner.example>\nGesendet: Dienstag, 24. November 2026 10:00\nAn: Park\nBetreff: Drucker\n\nEr raucht.',
      'anna@partner.example',
      'Er raucht.',
    ],
    [
      'Outlook, with an address in brackets',
      'FW: x',
      'From: Anna Weber [mailto:anna@partner.example]\nSent: Tuesday\nTo: Park\nSubject: x\n\nIt smokes.',
      'anna@partner.example',
      'It smokes.',
    ],
    [
      'Outlook, with the address as its own link',
      'Fw: x',
      '-----Original Message-----\nFrom: anna@partner.example<mailto:anna@partner.example>\nSent: Tuesday\n\nIt smokes.',
      'anna@partner.example',
      'It smokes.',
    ],
    [
      'Apple Mail, quoted',
      'Fwd: x',
      'Begin forwarded message:\n\n> From: Anna Weber <anna@partner.example>\n> Subject: x\n> Date: 24 November 2026 at 10:00:00 KST\n> To: park@haneul.example\n> \n> It smokes.\n> Anna',
      'anna@partner.example',
      'It smokes.\nAnna',
    ],
    [
      'a Korean client',
      '전달: 프린터',
      '-----원본 메시지-----\n보낸 사람: 김민지 <minji.kim@haneul.example>\n보낸 날짜: 2026년 11월 24일 화요일\n받는 사람: 박지훈\n제목: 프린터\n\n연기가 납니다.',
      'minji.kim@haneul.example',
      '연기가 납니다.',
    ],
    [
      'Gmail in Korean, where the subject was changed',
      '프린터 건',
      '확인 부탁드립니다.\n\n---------- 전달된 메시지 ---------\n보낸사람: 김민지 <minji.kim@haneul.example>\n날짜: 2026년 11월 24일\n제목: 프린터\n\n연기가 납니다.',
      'minji.kim@haneul.example',
      '연기가 납니다.',
    ],
    [
      'a client that makes names of headers bold',
      'Fwd: x',
      '*From:* Anna Weber <anna@partner.example>\n*Date:* Tuesday\n*Subject:* x\n\nIt smokes.',
      'anna@partner.example',
      'It smokes.',
    ],
  ])('by %s', (_, subject, text, address, body) => {
    expect(forwarded(text, subject)).toMatchObject({ from: { address }, text: body })
  })
})

describe('no mail that is passed on', () => {
  test.each([
    [
      'an answer above a quoted header block',
      'RE: x',
      'Yes.\n\nFrom: Anna <anna@partner.example>\nSent: Tuesday\nSubject: x\n\nShall we?',
    ],
    [
      'a forward that names no address',
      'Fwd: x',
      '---------- Forwarded message ---------\nFrom: Anna\nSubject: x\n\nIt smokes.',
    ],
    ['a subject alone', 'Fwd: x', 'See attached.'],
    ['a text with colons', 'Fwd: x', 'From: anna@partner.example we know nothing.\nIt smokes.'],
    ['a plain mail', 'Printer', 'It smells.'],
  ])('is %s', (_, subject, text) => {
    expect(forwarded(text, subject)).toBeNull()
  })
})

test.each([
  ['Fwd: Printer', true],
  ['[INC-12] FW: Printer', true],
  ['WG: Drucker', true],
  ['전달: 프린터', true],
  ['[전달] 프린터', true],
  ['RE: FW: Printer', false],
  ['VS: Printer', false],
  ['Forward plan', false],
])('whether the subject %j is that of a forward: %s', (subject, is) => {
  expect(isForwardSubject(subject)).toBe(is)
})
