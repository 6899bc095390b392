import { describe, expect, test } from 'vitest'
import { readCommands } from '../../../lib/intake/mail-command.ts'

const commandsIn = (text: string) => readCommands(text)?.commands.map(({ command }) => command)

describe('a mail that begins with commands', () => {
  test.each([
    ['!note', { do: 'note' }],
    ['!Note', { do: 'note' }],
    ['!assign me', { do: 'assign' }],
    ['!assign Jihoon.Park@haneul.example', { do: 'assign', address: 'jihoon.park@haneul.example' }],
    ['!assign <a@b.example>', { do: 'assign', address: 'a@b.example' }],
    ['!assign a@b.example <mailto:a@b.example>', { do: 'assign', address: 'a@b.example' }],
    ['!team network', { do: 'team', team: 'network' }],
    ['!priority P2 The whole floor waits', { do: 'priority', priority: 'P2', reason: 'The whole floor waits' }],
    ['!priority p1 down', { do: 'priority', priority: 'P1', reason: 'down' }],
    ['!hold caller', { do: 'hold', reason: 'caller' }],
    ['!hold vendor until 2026-12-01', { do: 'hold', reason: 'vendor', until: '2026-12-01' }],
    ['!resume', { do: 'resume' }],
    ['!resolve solved', { do: 'resolve', code: 'solved' }],
    [
      '!resolve workaround Use the second printer',
      { do: 'resolve', code: 'workaround', notes: 'Use the second printer' },
    ],
    ['!close', { do: 'close' }],
    ['!cancel Sent by mistake', { do: 'cancel', reason: 'Sent by mistake' }],
    ['!reopen', { do: 'reopen' }],
  ])('%s', (line, command) => {
    expect(readCommands(line)).toMatchObject({ commands: [{ command }], problems: [], rest: '' })
  })

  test('has its words below them; a command further down is text', () => {
    expect(readCommands('\n!assign me\n\n !hold caller \nWhich floor?\n!close')).toMatchObject({
      commands: [
        { name: 'Line 2, "!assign me"', command: { do: 'assign' } },
        { name: 'Line 4, "!hold caller"', command: { do: 'hold' } },
      ],
      rest: 'Which floor?\n!close',
      head: '!assign me\n!hold caller',
    })
  })
})

describe('a line that looks like a command and is none is told by its number', () => {
  test.each([
    '!asign me',
    '!assign',
    '!assign somebody',
    '!assign me please',
    '!team',
    '!team The Network',
    '!priority P2',
    '!priority P6 reason',
    '!priority high reason',
    '!hold',
    '!hold lunch',
    '!hold caller until tomorrow',
    '!hold caller 2026-12-01',
    '!hold caller until 2026-02-30',
    '!resolve',
    '!resolve done all fine',
    '!cancel',
    '!close now',
    '!note to self',
    '!reopen it',
    '!constructor',
    '!toString',
  ])('%s', (line) => {
    const read = readCommands(`!note\n${line}\ntext`)
    expect(read?.problems).toEqual([expect.stringMatching(/^Line 2, "!.+": .+\.$/)])
  })

  test('when there are too many of them', () => {
    expect(readCommands('!note\n'.repeat(11))?.problems).toHaveLength(1)
  })
})

test.each(['It smells.', '! note', '!', '!!! urgent', 'Please !close it', '', '1!close'])('%j has none', (text) => {
  expect(commandsIn(text)).toBeUndefined()
})
