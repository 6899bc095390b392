import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMail } from './a-mail.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-mail-'))
  await writeFile(
    join(folder, 'b.eml'),
    aMail(
      { to: 'help+inc-1-abcdefghijklmnopqrstuvwx23@desk.example', references: '<a@x> <b@x>', 'in-reply-to': '<b@x>' },
      'Hi\n\nOn Tue, Mar 5, 2024, Desk <d@x.example> wrote:\n> old',
    ),
  )
  await writeFile(join(folder, 'a.eml'), '')
})
afterAll(() => rm(folder, { recursive: true }))

test('the command prints each mail of a folder, in order, as one line, and a failure stops nothing', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'infra/local/read-mail.ts',
    folder,
    join(folder, 'missing.eml'),
  ])
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ file, error }) => [file, error])).toEqual([
    ['a.eml', 'The mail has no header and no text.'],
    ['b.eml', null],
    ['missing.eml', expect.stringContaining('ENOENT')],
  ])
  expect(Object.keys(lines[0])).toEqual(
    'file error from to subject text newText attachmentNames attachmentCount isAutoReply isBounce inReplyTo references replyKey ms'.split(
      ' ',
    ),
  )
  expect(lines[1]).toMatchObject({
    from: 'kim@customer.example',
    newText: 'Hi',
    inReplyTo: 'b@x',
    references: ['a@x', 'b@x'],
    replyKey: 'abcdefghijklmnopqrstuvwx23',
    isBounce: false,
  })
})
