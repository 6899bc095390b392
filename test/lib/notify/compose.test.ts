import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { compose, type Subject } from '../../../lib/notify/compose.ts'
import { mimeOf } from '../../../lib/notify/mime.ts'
import { at, openCommand } from '../../support/ticket.ts'

const sender = { mailFrom: 'help@haneul.example', instance: 'here' }

const ticket = (language: 'en' | 'ko', title = '프린터 고장') => {
  const [opened] = incidentProcess.decide(undefined, openCommand(title, { language }), at(0))
  return incidentProcess.evolve(undefined, opened!, { number: 'INC-12', sequence: 1, at: at(0).at })
}

const parsed = async (subject: Subject) =>
  PostalMime.parse(await mimeOf(compose(subject, sender), '2026-11-24T01:02:03.000Z'))

const acknowledgement = (over: Partial<Subject> = {}): Subject => ({
  ticket: ticket('ko'),
  purpose: 'acknowledgement',
  to: 'minji.kim@haneul.example',
  parent: { messageId: 'b@x', references: ['a@x'] },
  ...over,
})

const header = (mail: Awaited<ReturnType<typeof parsed>>, key: string) => mail.headers.find((h) => h.key === key)?.value

describe('an acknowledgement', () => {
  test('stands in the requester’s thread: same subject, In-Reply-To the parent, References the whole chain', async () => {
    const mail = await parsed(acknowledgement())
    expect(mail.subject).toBe('Re: 프린터 고장')
    expect(mail.inReplyTo).toBe('<b@x>')
    expect(mail.references).toBe('<a@x> <b@x>')
  })

  test('can be told from a person’s mail by every machine', async () => {
    const mail = await parsed(acknowledgement())
    expect(header(mail, 'auto-submitted')).toBe('auto-replied')
    expect(header(mail, 'x-auto-response-suppress')).toBe('All')
    expect(header(mail, 'precedence')).toBe('bulk')
    expect(header(mail, 'x-haneul-loop')).toBe('here')
  })

  test('is answered to the ticket’s own address', async () => {
    const mail = await parsed(acknowledgement())
    expect(mail.replyTo?.[0]?.address).toBe('help+inc-12-abcdefghijklmnopqrstuvwxyz@haneul.example')
    expect(mail.from?.address).toBe('help@haneul.example')
  })

  test.each([
    ['ko', /접수 번호는 INC-12/],
    ['en', /number is INC-12/],
  ] as const)('speaks %s and says the number, in text and in HTML', async (language, number) => {
    const mail = await parsed(acknowledgement({ ticket: ticket(language) }))
    expect(mail.text).toMatch(number)
    expect(mail.html).toMatch(number)
    expect(mail.html).toContain(`lang="${language}"`)
  })
})

describe('a mail with an agent’s comment', () => {
  const comment = { text: 'Try <b>again</b> & "report"', by: '박지훈' }

  test('carries the words and who said them; markup in them stays text', async () => {
    const mail = await parsed(acknowledgement({ purpose: 'comment', comment }))
    expect(mail.text).toContain('박지훈 님이 INC-12 건에 답변을 남겼습니다.')
    expect(mail.text).toContain(comment.text)
    expect(mail.html).toContain('Try &lt;b&gt;again&lt;/b&gt; &amp; &quot;report&quot;')
  })

  test('starts a thread of its own, by number, where no mail came before', async () => {
    const mail = await parsed(acknowledgement({ purpose: 'comment', comment, parent: undefined }))
    expect(mail.subject).toBe('[INC-12] 프린터 고장')
    expect(mail.inReplyTo).toBeUndefined()
    expect(mail.references).toBeUndefined()
  })
})

test('a very long thread keeps its first and its newest ids', () => {
  const references = Array.from({ length: 100 }, (_, i) => `m${i}`)
  const mail = compose(acknowledgement({ parent: { messageId: 'last', references } }), sender)
  expect(mail.references).toHaveLength(20)
  expect(mail.references[0]).toBe('m0')
  expect(mail.references.at(-1)).toBe('last')
})
