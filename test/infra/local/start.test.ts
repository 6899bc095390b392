import { describe, expect, test } from 'vitest'
import { DataFolderInUse } from '../../../infra/local/data-lock.ts'
import { settingsIn, startFailure } from '../../../infra/local/start-settings.ts'
import { NoEngine } from '../../../infra/local/storage/engine.ts'
import { TemplateError } from '../../../infra/local/template/world.ts'

describe('a start without settings', () => {
  test('takes the usual ports and folder', () => {
    expect(settingsIn({})).toEqual({ port: 3000, smtpPort: 2525, dataDir: '.data' })
  })
})

describe('a start with settings', () => {
  test('takes them', () => {
    expect(settingsIn({ PORT: '0', SMTP_PORT: '25', DATA_DIR: '/desk' })).toEqual({
      port: 0,
      smtpPort: 25,
      dataDir: '/desk',
    })
  })

  test.each(['abc', '65536', '-1', '1.5'])('that cannot be a port (%s) is refused in a sentence', (PORT) => {
    expect(() => settingsIn({ PORT })).toThrow('PORT: a port is a whole number up to 65535; 0 takes any free one.')
  })
})

describe('a start that fails', () => {
  const taken = (port: number) => Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port })

  test.each([
    [taken(3000), 'Port 3000 is taken: end what listens there, or set PORT to another port (0 takes any free one).'],
    [
      taken(2525),
      'Port 2525 is taken: end what listens there, or set SMTP_PORT to another port (0 takes any free one).',
    ],
    [
      Object.assign(new Error(), { code: 'EACCES', port: 80 }),
      'Port 80 needs privileges: set PORT to a port above 1023.',
    ],
    [new DataFolderInUse('in use'), 'in use'],
    [new NoEngine('no engine'), 'no engine'],
    [new TemplateError('not played'), 'not played'],
    [new Error('desk/q (AWS::SQS::Queue): not played.'), 'desk/q (AWS::SQS::Queue): not played.'],
  ])('for a reason that a person can mend says one sentence', (error, sentence) => {
    expect(startFailure(error, {})).toBe(sentence)
  })

  test('for another reason says everything', () => {
    const error = new Error('a bug')
    expect(startFailure(error, {})).toBe(error.stack)
  })
})
