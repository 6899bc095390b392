import { describe, expect, test } from 'vitest'
import { aLetter } from './a-mail.ts'

describe('an automatic answer', () => {
  test.each([
    [{ 'auto-submitted': 'auto-replied' }, 'Auto-Submitted: auto-replied'],
    [{ 'auto-submitted': 'auto-replied (vacation)' }, 'Auto-Submitted: auto-replied (vacation)'],
    [{ 'x-autoreply': 'yes' }, 'x-autoreply: yes'],
    [{ 'x-autorespond': 'kim@x.example' }, 'x-autorespond: kim@x.example'],
    [{ precedence: 'auto_reply' }, 'Precedence: auto_reply'],
    [{ 'x-apple-action': 'VACATION/1' }, 'X-Apple-Action: vacation'],
    [{ subject: 'Automatic reply: Printer' }, 'Subject: Automatic reply: Printer'],
    [{ subject: 'Out of Office: Printer' }, 'Subject: Out of Office: Printer'],
    [{ subject: 'Automatische Antwort: Drucker' }, 'Subject: Automatische Antwort: Drucker'],
    [{ subject: '=?utf-8?B?7J6Q64+Z7ZqM7IugOiDtlITrprDthLA=?=' }, 'Subject: 자동회신: 프린터'],
    [{ subject: '=?utf-8?B?67aA7J6s7KSR?=' }, 'Subject: 부재중'],
  ])('%j is known by its headers', async (headers, reason) => {
    expect(await aLetter(headers, 'I am away.')).toMatchObject({ automatic: reason, autoReply: true, bounce: null })
  })
})

describe('machine mail that answers nothing', () => {
  test.each([
    [{ 'auto-submitted': 'auto-generated' }, 'Auto-Submitted: auto-generated'],
    [{ precedence: 'bulk' }, 'Precedence: bulk'],
    [{ 'x-auto-response-suppress': 'DR, OOF, AutoReply' }, 'X-Auto-Response-Suppress: DR, OOF, AutoReply'],
    [{ 'return-path': '<>' }, 'Return-Path: <>'],
    [{ 'x-loop': 'desk' }, 'X-Loop: desk'],
    [{ from: 'noreply@shop.example' }, 'From: noreply@shop.example'],
    [{ 'content-type': 'multipart/report; report-type=disposition-notification' }, 'Report: disposition-notification'],
  ])('%j is automatic, but no answer', async (headers, reason) => {
    expect(await aLetter(headers, 'x')).toMatchObject({ automatic: reason, autoReply: false })
  })

  test('of a mailing list is that', async () => {
    expect(await aLetter({ 'list-id': '<talk.x.example>' })).toMatchObject({
      mailingList: true,
      autoReply: false,
      automatic: 'list-id: <talk.x.example>',
    })
  })

  test('that is our own has our loop header', async () => {
    expect((await aLetter({ 'x-haneul-loop': 'desk-1' })).loop).toBe('desk-1')
  })
})

describe("a person's mail", () => {
  test.each([
    { 'auto-submitted': 'no' },
    { 'x-autoreply': 'no' },
    { subject: 'Out of office does not work in Outlook' },
    { subject: 'Vacation calendar is empty' },
    { subject: 'Automatically installed update broke it' },
    { subject: '=?utf-8?B?7Zy06rCAIOyLoOyyreydtCDslYgg65Cp64uI64uk?=' },
    { precedence: 'normal' },
  ])('%j is not automatic', async (headers) => {
    expect(await aLetter(headers, 'please help')).toMatchObject({ automatic: null, autoReply: false })
  })
})
