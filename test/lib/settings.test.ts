import { describe, expect, test } from 'vitest'
import { readSettings } from '../../lib/settings.ts'

describe('a function that was told what it needs', () => {
  test('gets the settings it names, parsed, and no other', () => {
    const env = {
      TABLE_NAME: 'table',
      HELP_ADDRESSES: 'help@desk.example,it@desk.example',
      OPEN_PAGES: 'false',
      PUBLIC_URL: 'https://desk.example/',
      MAIL_FROM: 'help@desk.example',
    }
    expect(readSettings(env, 'TABLE_NAME', 'HELP_ADDRESSES', 'OPEN_PAGES', 'PUBLIC_URL')).toEqual({
      TABLE_NAME: 'table',
      HELP_ADDRESSES: ['help@desk.example', 'it@desk.example'],
      OPEN_PAGES: false,
      PUBLIC_URL: 'https://desk.example',
    })
  })

  test('may have no dead-letter queue to look at', () => {
    expect(readSettings({ DEAD_LETTER_QUEUES: '' }, 'DEAD_LETTER_QUEUES')).toEqual({ DEAD_LETTER_QUEUES: [] })
  })
})

describe('a function that was not told what it needs', () => {
  test('says at once everything it lacks', () => {
    expect(() =>
      readSettings({ TABLE_NAME: 'table', OPEN_PAGES: 'yes' }, 'TABLE_NAME', 'MAIL_BUCKET', 'OPEN_PAGES'),
    ).toThrow('The function lacks a usable value for MAIL_BUCKET, OPEN_PAGES in its environment.')
  })
})
