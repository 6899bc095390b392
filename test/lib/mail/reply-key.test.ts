import { describe, expect, test } from 'vitest'
import { replyKeyOf } from '../../../lib/mail/reply-key.ts'
import { aLetter } from './a-mail.ts'

const key = 'abcdefghijklmnopqrstuvwx23'

describe('a reply', () => {
  test.each([
    [{ to: `help+inc-123-${key}@desk.example` }, key],
    [{ cc: 'reply+59d8df8370b7e95c5a49fbf86aeb2c93@x.example' }, '59d8df8370b7e95c5a49fbf86aeb2c93'],
    [
      { 'delivered-to': 'reply+6bdc3f4d-0bed-4515-a284-5d916fdde489@x.example' },
      '6bdc3f4d-0bed-4515-a284-5d916fdde489',
    ],
    [{ 'envelope-to': `help+inc-1-${key}@desk.example` }, key],
    [{ references: '<issue_1@x> <reply-59d8df8370b7e95c5a49fbf86aeb2c93@x>' }, '59d8df8370b7e95c5a49fbf86aeb2c93'],
    [{ 'in-reply-to': '<reply+59d8df8370b7e95c5a49fbf86aeb2c93@x>' }, '59d8df8370b7e95c5a49fbf86aeb2c93'],
  ])('%j names its conversation', async (headers, found) => expect(replyKeyOf(await aLetter(headers))).toBe(found))

  test.each([{ to: 'kim+newsletter@x.example' }, { to: 'help@desk.example' }, { references: '<abc@x>' }])(
    '%j names none',
    async (headers) => {
      expect(replyKeyOf(await aLetter(headers))).toBeNull()
    },
  )
})
