import { describe, expect, test } from 'vitest'
import { readSettings } from '../../lib/settings.ts'

describe('a function that was told what it needs', () => {
  test('gets the settings it names, parsed, and no other', () => {
    const env = {
      TABLE_NAME: 'table',
      HELP_ADDRESSES: 'help@desk.example,it@desk.example',
      SIGN_IN_DOMAINS: '',
      PUBLIC_URL: 'https://desk.example/',
      MAIL_FROM: 'help@desk.example',
    }
    expect(readSettings(env, 'TABLE_NAME', 'HELP_ADDRESSES', 'SIGN_IN_DOMAINS', 'PUBLIC_URL')).toEqual({
      TABLE_NAME: 'table',
      HELP_ADDRESSES: ['help@desk.example', 'it@desk.example'],
      SIGN_IN_DOMAINS: [],
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
      readSettings({ TABLE_NAME: 'table', PUBLIC_URL: 'here' }, 'TABLE_NAME', 'MAIL_BUCKET', 'PUBLIC_URL'),
    ).toThrow('The function lacks a usable value for MAIL_BUCKET, PUBLIC_URL in its environment.')
  })
})
