import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLetter, UnreadableMail } from '../../../lib/mail/read-letter.ts'

/** Pieces that mean something in a mail, in any order. */
const piece = fc.constantFrom(
  ...[
    'From: a@x.example\n',
    'Subject: =?utf-8?B?7ZWc?=\n',
    'Content-Type: multipart/mixed; boundary=b\n',
    'Content-Type: text/html\n',
    'Content-Transfer-Encoding: base64\n',
  ],
  ...[
    '\n',
    '\r\n\r\n',
    '--b\n',
    '--b--\n',
    '> ',
    'On Tue, Mar 5, 2024, K <k@x.example> wrote:\n',
    '-- \n',
    '<div class="gmail_quote">',
    '</div>',
    '<blockquote>',
    'begin 644 a\n',
    'end\n',
  ],
  ...[
    'Content-Type: message/rfc822\n',
    "Content-Disposition: attachment; filename*0*=x''%\n",
    'Sent from my iPhone\n',
    '"',
    '(',
    '\0',
    '\xff',
    'words ',
  ],
)
const mail = fc
  .array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 })
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'))

test('any bytes become a letter that never loses its text, or are unreadable', async () => {
  await fc.assert(
    fc.asyncProperty(mail, async (raw) => {
      const letter = await readLetter(raw).catch((error: unknown) => {
        expect(error).toBeInstanceOf(UnreadableMail)
      })
      if (!letter) return
      if (letter.text !== '') expect(letter.newText).not.toBe('')
      expect(JSON.stringify(letter)).not.toMatch(/[\ufdd0-\ufdd2]/)
      expect(new Set(letter.references).size).toBe(letter.references.length)
    }),
    { numRuns: 500, seed: 42 },
  )
})
