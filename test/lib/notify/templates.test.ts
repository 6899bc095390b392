import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resume } from '../../../lib/notify/send.ts'
import { keepTemplate, templateFor } from '../../../lib/notify/templates.ts'
import { mailTexts } from '../../../lib/notify/text/texts.ts'
import { askForTrial } from '../../../lib/notify/trial.ts'
import { everybody } from '../../support/circle.ts'
import { sendingOf } from '../../support/sending.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at } from '../../support/ticket.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const by = { id: 'p-sora', name: '한소라', is: 'administrator' } as const
const put = (purpose: Parameters<typeof keepTemplate>[1]['purpose'], template: object) =>
  keepTemplate(table.store, { purpose, language: 'ko', template, by, at: at(0).at })

describe('an administrator’s words', () => {
  test('stand in the place of the usual ones, part by part, in that language only', async () => {
    await put('comment', { closing: '감사합니다.' })
    const usual = mailTexts.ko.templates.comment
    expect(await templateFor(table.store, 'comment', 'ko')).toEqual({ ...usual, closing: '감사합니다.' })
    expect(await templateFor(table.store, 'comment', 'en')).toEqual(mailTexts.en.templates.comment)
    await put('comment', {})
    expect(await templateFor(table.store, 'comment', 'ko')).toEqual(usual)
  })

  test('with a placeholder that such a mail does not know are refused, naming it and those there are', async () => {
    await expect(put('resolved', { intro: 'Hello {{name}}' })).rejects.toMatchObject({
      code: 'invalid',
      field: 'intro',
      message: expect.stringMatching(/\{\{name\}\}.*\{\{number\}\}.*\{\{notes\}\}/),
    })
    // Words of the desk are none of the requester's.
    await expect(put('resolved', { intro: '{{assignee}}' })).rejects.toMatchObject({ field: 'intro' })
  })
})

test('a trial goes to whoever asked for it, with the words that are not kept yet, once', async () => {
  const desk = sendingOf(table.store)
  const person = everybody.find(({ id }) => id === 'p-sora')!
  const template = { intro: 'Dear {{requester}}' }
  const trial = { purpose: 'comment', language: 'en', template } as const
  const to = await askForTrial(desk, trial, person, { newId: 'abc', at: at(0).at })
  const name = { number: 'TRIAL-abc', sequence: 0, purpose: 'comment' as const }
  expect([await resume(name, desk), await resume(name, desk)]).toEqual(['sent', 'sent'])
  expect(desk.posted.map((mail) => mail.to)).toEqual([[to]])
  expect((await desk.posted[0]!.read()).text).toContain('Dear Oliver Reed')
})
