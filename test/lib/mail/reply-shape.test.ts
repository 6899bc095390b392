import { describe, expect, test } from 'vitest'
import { replyMarker } from '../../../lib/mail/marker.ts'
import { splitReply } from '../../../lib/mail/reply.ts'

const on = 'On Tue, Mar 5, 2024 at 10:11 AM Desk <help@desk.example> wrote:'
const newText = (text: string) => splitReply(text).newText

describe('our own marker', () => {
  test('ends what is new, quoted or not', () => {
    expect(newText(`Hi\n\n${replyMarker}\nold`)).toBe('Hi')
    expect(newText(`Hi\n\n${on}\n> ${replyMarker}\n>\n> old`)).toBe('Hi')
    expect(newText(`Hi\n\n${on}\n\n> ${replyMarker}\n> old\n\nKim`)).toBe('Hi')
  })

  test('is recognised by either of its sentences when a client wraps it', () => {
    expect(newText('Hi\n\n--- Reply above this line ·\n이 줄 위에 답장을 써 주세요 ---\nold')).toBe('Hi')
    expect(newText('Hi\n\n이 줄 위에 답장을 써 주세요\nold')).toBe('Hi')
  })

  test('does not hide an answer that stands below it', () => {
    expect(newText(`> ${replyMarker}\n> old\n\nMy answer is here.`)).toContain('My answer is here.')
  })
})

describe('an answer below the quote', () => {
  test('is what is new', () => {
    expect(splitReply(`${on}\n> old\n>\n> older\n\nMy answer.\n\nSecond.`)).toEqual({
      newText: 'My answer.\n\nSecond.',
      quotedText: `${on}\n> old\n>\n> older`,
      signature: null,
    })
  })
})

describe('answers between quotes', () => {
  test('are kept with what they answer', () => {
    expect(newText(`${on}\n> one?\n\nYes.\n\n> two?\n\nNo.`)).toBe('> one?\n\nYes.\n\n> two?\n\nNo.')
    expect(newText(`Hi,\n\n${on}\n\n> one?\n\nYes.\n\n> two?\n\nNo.`)).toContain('> two?\n\nNo.')
  })

  test('are kept when people quote by hand', () => {
    expect(newText('> which printer?\n\nThe red one.')).toBe('> which printer?\n\nThe red one.')
  })
})

describe('a mail without words of its own', () => {
  test.each([
    ['a quote', '> old\n> older'],
    [
      'a forward',
      '---------- Forwarded message ----------\nFrom: Kim <kim@x.example>\nDate: Tue, Mar 5, 2024\nSubject: Printer\nTo: me@x.example\n\nIt is broken.',
    ],
    [
      'an announced forward',
      'Begin forwarded message:\n\nFrom: Kim <kim@x.example>\nSubject: Printer\n\nIt is broken.',
    ],
    ['a signature', '--\nKim'],
    ['an app line', 'Sent from my iPhone'],
  ])('that is only %s is kept whole', (_, text) => expect(newText(text)).toBe(text))
})

describe('a signature', () => {
  test.each([
    '\n-- \nKim\nAcme',
    '\n--\nKim',
    '\n—\nKim',
    '\n__________\nKim\nAcme',
    '\n-Kim',
    '\nKim Lee\nSenior Engineer\nAcme Inc.\n+82 2 1234 5678',
    '\n홍길동 과장\n전화: 02-1234-5678',
  ])('%j is no text', (signature) => {
    expect(splitReply(`It works now.\n${signature}`)).toMatchObject({ newText: 'It works now.', quotedText: null })
    expect(splitReply(`It works now.\n${signature}`).signature).toContain(signature.includes('홍') ? '홍길동' : 'Kim')
  })

  test('of a mailing list goes, too', () => {
    expect(
      newText(
        'Hi\n\n_______________________________________________\ntalk mailing list\ntalk@x.example\nhttp://x.example/listinfo',
      ),
    ).toBe('Hi')
  })
})

describe('text that only looks like a client line', () => {
  test.each([
    'As Kim wrote in the manual:\n\nuse the other tray.\n\nIs that right?',
    'Please book a trip.\n\nFrom: Seoul\nTo: Busan\nDate: 3 May 2024\n\nThanks!',
    '노트북을 신청합니다.\n\n제목: 노트북 신청\n날짜: 3월 5일\n수량: 2\n\n감사합니다.',
    '프린터가 안 됩니다.\n\n문서 작성:\n1. 워드 실행\n2. 저장',
    'The error on Monday 3 May was:\n\nPrinter offline',
    'I get this:\n\nFrom: server\nError: 500\n\nWhat now?',
    'Run this:\n\n> ls -la\n\nand tell me.',
    'It works now.\n\nThanks,\nKim',
    '잘 됩니다.\n\n감사합니다.\n홍길동 드림',
    'Steps:\n- one\n- two\n* three\n\nDone.',
    'Steps:\n\n-Restart\n-Log in\n-Wait',
    'Note: the server at 10:30 said:\n\nconnection refused',
    'Here it is.\n\nSent from my desk, is much easier than my phone.',
    'Watch it.\n\n- Kim out',
    'Title\n=====\n\nText.\n\nOther\n-----\n\nMore text.',
    'Please help.\nSent from my old phone I can read mail, but from the new one nothing arrives, why is that so?',
    'Please call me.\n\nMy number is\n+82 10 1234 5678',
  ])('%j stays', (text) => expect(splitReply(text)).toEqual({ newText: text, quotedText: null, signature: null }))

  test('and a long second part below a rule stays', () => {
    const text = `One.\n\n---\n\n${Array.from({ length: 30 }, (_, i) => `Line ${i}.`).join('\n')}`
    expect(newText(text)).toBe(text)
  })
})
