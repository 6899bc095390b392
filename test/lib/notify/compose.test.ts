import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { compose, type Subject } from '../../../lib/notify/compose.ts'
import { mimeOf } from '../../../lib/notify/mime.ts'
import { Purpose } from '../../../lib/notify/purpose.ts'
import { completed } from '../../../lib/notify/templates.ts'
import { sampleValues } from '../../../lib/notify/values.ts'
import { Language } from '../../../lib/ticket/message.ts'

const sender = { mailFrom: 'help@haneul.example', instance: 'here', publicUrl: 'https://desk.example' }
const thread = { number: 'INC-12', title: '프린터 고장', replyKey: 'abcdefghijklmnopqrstuvwxyz' }

/** A mail about INC-12, with made-up words. */
const subject = (purpose: Purpose, language: Language, over: Partial<Subject> = {}): Subject => ({
  purpose,
  language,
  thread,
  to: 'minji.kim@haneul.example',
  template: completed(purpose, language),
  values: {
    ...sampleValues(purpose, language, sender.publicUrl),
    number: thread.number,
    title: thread.title,
    by: '박지훈',
    link: 'https://desk.example/tickets/INC-12',
  },
  parent: { messageId: 'b@x', references: ['a@x'] },
  ...over,
})

const parsed = async (given: Subject) =>
  PostalMime.parse(await mimeOf(compose(given, sender), '2026-11-24T01:02:03.000Z'))

const header = (mail: Awaited<ReturnType<typeof parsed>>, key: string) => mail.headers.find((h) => h.key === key)?.value

describe('an acknowledgement', () => {
  test('stands in the requester’s thread: same subject, In-Reply-To the parent, References the whole chain', async () => {
    const mail = await parsed(subject('acknowledgement', 'ko'))
    expect(mail.subject).toBe('Re: 프린터 고장')
    expect(mail.inReplyTo).toBe('<b@x>')
    expect(mail.references).toBe('<a@x> <b@x>')
  })

  test('can be told from a person’s mail by every machine', async () => {
    const mail = await parsed(subject('acknowledgement', 'ko'))
    expect(header(mail, 'auto-submitted')).toBe('auto-replied')
    expect(header(mail, 'x-auto-response-suppress')).toBe('All')
    expect(header(mail, 'precedence')).toBe('bulk')
    expect(header(mail, 'x-haneul-loop')).toBe('here')
  })

  test('is answered to the ticket’s own address', async () => {
    const mail = await parsed(subject('acknowledgement', 'ko'))
    expect(mail.replyTo?.[0]?.address).toBe('help+inc-12-abcdefghijklmnopqrstuvwxyz@haneul.example')
    expect(mail.from?.address).toBe('help@haneul.example')
  })

  test.each([
    ['ko', /접수 번호는 INC-12/],
    ['en', /number is INC-12/],
  ] as const)('speaks %s and says the number, in text and in HTML', async (language, number) => {
    const mail = await parsed(subject('acknowledgement', language))
    expect(mail.text).toMatch(number)
    expect(mail.html).toMatch(number)
    expect(mail.html).toContain(`lang="${language}"`)
  })
})

describe('a mail with an agent’s comment', () => {
  const values = { ...subject('comment', 'ko').values, text: 'Try <b>again</b> & "report"' }

  test('carries the words and who said them; markup in them stays text', async () => {
    const mail = await parsed(subject('comment', 'ko', { values, cc: ['grace.kim@haneul.example'] }))
    expect(mail.cc?.map(({ address }) => address)).toEqual(['grace.kim@haneul.example'])
    expect(mail.text).toContain('박지훈 님이 INC-12 건에 답변을 남겼습니다.')
    expect(mail.text).toContain(values.text)
    expect(mail.html).toContain('Try &lt;b&gt;again&lt;/b&gt; &amp; &quot;report&quot;')
  })

  test('starts a thread of its own, by number, where no mail came before', async () => {
    const mail = await parsed(subject('comment', 'ko', { parent: undefined }))
    expect(mail.subject).toBe('[INC-12] 프린터 고장')
    expect(mail.inReplyTo).toBeUndefined()
    expect(mail.references).toBeUndefined()
  })

  test('is a person’s mail, not bulk', async () => {
    expect(header(await parsed(subject('comment', 'en')), 'precedence')).toBeUndefined()
  })
})

describe('a mail to somebody of the desk', () => {
  test('about an internal note is answered to the address that keeps answers among the desk, and says so', async () => {
    const mail = await parsed(subject('note', 'en'))
    expect(mail.replyTo?.[0]?.address).toBe('help+inc-12-abcdefghijklmnopqrstuvwxyz-note@haneul.example')
    expect(mail.text).toContain('becomes an internal note')
    expect(mail.inReplyTo).toBeUndefined()
  })

  test('with words of the requester is answered to the requester', async () => {
    const mail = await parsed(subject('reply', 'en'))
    expect(mail.replyTo?.[0]?.address).toBe('help+inc-12-abcdefghijklmnopqrstuvwxyz@haneul.example')
  })

  test('stands with the others of its ticket, notes apart', async () => {
    const [reply, note, sla] = await Promise.all(
      (['reply', 'note', 'sla-breached'] as const).map((purpose) => parsed(subject(purpose, 'en'))),
    )
    expect(note?.references).toBe(sla?.references)
    expect(reply?.references).not.toBe(note?.references)
  })
})

describe.each(Language.options)('in %s, every kind of mail', (language) => {
  test.each(Purpose.options)('%s says the same in text and in HTML, and leaves nothing unfilled', async (purpose) => {
    const isDigest = purpose === 'digest'
    const mail = await parsed(subject(purpose, language, isDigest ? { thread: undefined } : {}))
    const bare = (text = '') =>
      text
        .replace(/<head>.*<\/head>/s, '')
        .replace(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '$2: $1')
        .replace(/<[^>]+>/g, ' ')
        .replaceAll('&nbsp;', ' ')
        .replace(/^-- $/m, '')
        .replace(/\s+/g, ' ')
        .trim()
    expect(bare(mail.html)).toBe(bare(mail.text))
    expect(`${mail.subject}${mail.text}`).not.toMatch(/[{}]|undefined/)
    if (isDigest) return
    for (const must of ['INC-12', '프린터 고장', 'https://desk.example/tickets/INC-12'])
      expect(mail.text).toContain(must)
  })
})

test('a very long thread keeps its first and its newest ids', () => {
  const references = Array.from({ length: 100 }, (_, i) => `m${i}`)
  const mail = compose(subject('acknowledgement', 'ko', { parent: { messageId: 'last', references } }), sender)
  expect(mail.references).toHaveLength(20)
  expect(mail.references[0]).toBe('m0')
  expect(mail.references.at(-1)).toBe('last')
})

test('a value that looks like a placeholder stays as it is, and a subject stays one line', () => {
  const values = { ...subject('comment', 'en').values, text: '{{notes}} {{by}}', title: 'Two\nlines' }
  const mail = compose(subject('comment', 'en', { values, parent: undefined }), sender)
  expect(mail.text).toContain('{{notes}} {{by}}')
  expect(mail.subject).toBe('[INC-12] Two lines')
})
