import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, entries, ticketCalled } from '../support/conversation.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

interface Letter {
  readonly id: string
  readonly outcome: string
  readonly reason?: string
  readonly from?: string
  readonly subject?: string
  readonly number?: string
  readonly receivedAt: string
  readonly raw: string
  readonly recipients: readonly string[]
  readonly verdicts: Readonly<Record<string, string>>
  readonly notes: readonly string[]
}

type Options = Parameters<TestDesk['api']>[1]
const ask = async (path: string, options?: Options) => {
  const answer = await desk.api(`/api/v1/${path}`, options)
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, never> }
}
const found = async (query: string): Promise<readonly Letter[]> =>
  ((await ask(`letters?${query}`)).body as unknown as { items: Letter[] }).items
const one = (query: string) => until(`a letter by ${query}`, async () => (await found(query))[0])

// First of all: until a mail arrives, no function remembers the rules from before.
describe('the rules about mail', () => {
  const put = (rules: object, headers: Record<string, string> = {}, as: 'admin' | 'agent' = 'admin') =>
    ask('mail-rules', { method: 'PUT', body: rules, headers, as })
  const autoReply = (from: string, subject: string) =>
    desk.send({ from, subject, text: 'Automatic.', headers: { 'Auto-Submitted': 'auto-replied' } })

  test('are an administrator’s to change, and everybody has seen what they change', async () => {
    expect((await ask('mail-rules')).body).toEqual({
      allowedDomains: [],
      blockedDomains: [],
      doesMachineMailOpen: true,
      version: 0,
    })
    expect((await ask('mail-rules', { as: 'employee' })).status).toBe(403)
    expect((await put({}, {}, 'agent')).status).toBe(403)
    expect(await put({ blockedDomains: ['not a domain'] })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'blockedDomains.0' }] },
    })
    const { status, headers } = await put({ allowedDomains: ['Monitor.Example'], blockedDomains: ['evil.example'] })
    expect([status, headers.get('etag')]).toEqual([200, '"1"'])
    expect((await put({}, { 'if-match': '"7"' })).status).toBe(412)
    expect((await ask('mail-rules/history')).body).toMatchObject({
      items: [{ version: 1, by: { id: 'p-sora.han' }, value: { allowedDomains: ['monitor.example'] } }],
    })
  })

  test('let automatic mail of some domains open tickets, and keep other domains out, in sight', async () => {
    await desk.send({ from: 'probe@mail.evil.example', subject: 'Blocked', text: 'x' })
    await autoReply('db@monitor.example', 'Disk almost full')
    await autoReply('db@other.example', 'Elsewhere')
    await ticketCalled(desk, 'Disk almost full')
    expect(await one('from=db@other.example')).toMatchObject({ outcome: 'filtered', reason: 'foreign-auto-reply' })
    expect(await one('from=probe@mail.evil.example')).toMatchObject({
      outcome: 'quarantined',
      reason: 'blocked-domain',
    })
  })

  test('do not stand in the way of a mail that an agent lets in', async () => {
    const { id } = (await found('from=db@other.example'))[0]!
    await ask(`letters/${id}/replay`, { method: 'POST' })
    await ticketCalled(desk, 'Elsewhere')
  })
})

describe('a mail that arrived', () => {
  test('is found by its outcome, its sender, its month, its ticket and words of its subject', async () => {
    const from = 'finder@partner.example'
    const { number } = await conversation(desk, 'The quick brown fox', from)
    const month = new Date().toISOString().slice(0, 7)
    const encoded = encodeURIComponent(from.toUpperCase())
    for (const query of [
      `from=${encoded}`,
      `number=${number.toLowerCase()}`,
      'subject=FOX%20quick',
      `outcome=opened&from=${encoded}&month=${month}&number=${number}&subject=brown`,
    ])
      expect([query, (await found(query)).map((letter) => letter.subject)]).toEqual([query, ['The quick brown fox']])
    for (const query of [`outcome=opened&month=${month}`, `month=${month}`, 'outcome=opened', ''])
      expect((await found(query)).map((letter) => letter.subject)).toContain('The quick brown fox')
    for (const query of [
      'outcome=failed',
      'month=2026-02',
      'subject=fox%20dog',
      'from=nobody@partner.example',
      'number=INC-999',
    ])
      expect([query, (await found(query)).filter((letter) => letter.from === from)]).toEqual([query, []])
  })

  test('is found from its ticket, as are the later ones', async () => {
    const { number, replyTo } = await conversation(desk, 'Many mails')
    for (const text of ['One.', 'Two.'])
      await desk.send({ from: 'minji.kim@haneul.example', to: replyTo, subject: text, text })
    await entries(desk, number, 3)
    expect(new Set((await found(`number=${number}`)).map(({ outcome, subject }) => `${outcome} ${subject}`))).toEqual(
      new Set(['opened Many mails', 'commented One.', 'commented Two.']),
    )
  })

  test('says whom it was for, what the scans found, what it became and why', async () => {
    await desk.send({ from: 'help@haneul.example', subject: 'A loop', text: 'I am you.' })
    const { id } = await one('outcome=filtered')
    const { body } = await ask(`letters/${id}`)
    expect(body).toMatchObject({
      outcome: 'filtered',
      reason: 'own-mail',
      from: 'help@haneul.example',
      recipients: ['help@haneul.example'],
      verdicts: { spf: 'PASS', virus: 'PASS' },
      notes: [],
      released: false,
    })
    const raw = await desk.api((body as unknown as Letter).raw)
    expect(await raw.text()).toContain('I am you.')
  })

  test('is listed page by page, newest first, each once', async () => {
    for (let i = 0; i < 5; i++) await desk.send({ from: 'pager@partner.example', subject: `Page ${i}`, text: `${i}` })
    for (let i = 0; i < 5; i++) await ticketCalled(desk, `Page ${i}`)
    for (const query of ['from=pager@partner.example', 'subject=page', 'subject=page&outcome=opened']) {
      const seen: Letter[] = []
      let cursor: string | null = null
      do {
        const { body } = await ask(`letters?${query}&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
        const page = body as unknown as { items: Letter[]; cursor: string | null }
        expect(page.items.length).toBeLessThanOrEqual(2)
        seen.push(...page.items)
        cursor = page.cursor
      } while (cursor)
      const at = seen.map(({ receivedAt }) => receivedAt)
      expect(at).toEqual([...at].sort().reverse())
      expect(seen.map(({ subject }) => subject).sort()).toEqual([0, 1, 2, 3, 4].map((i) => `Page ${i}`))
    }
  })

  test('is nobody’s to look up but the desk’s', async () => {
    const { id } = await one('')
    for (const path of ['letters', `letters/${id}`, `letters/${id}/raw`])
      expect([path, (await ask(path, { as: 'employee' })).status]).toEqual([path, 403])
    expect((await ask(`letters/${id}/replay`, { as: 'employee', body: {} })).status).toBe(403)
  })

  test.each(['month=11-2026', 'number=12x', 'outcome=lost', 'cursor=zzz', 'limit=0', 'words=x'])(
    'is not looked for by %s, and the answer names the field',
    async (query) => {
      const { status, body } = await ask(`letters?${query}`)
      expect([status, body]).toMatchObject([400, { errors: [{ field: query.split('=')[0] }] }])
    },
  )
})

describe('a mail that became nothing', () => {
  test('is taken in when an agent asks; asking again changes nothing', async () => {
    await desk.send({
      from: 'seller@partner.example',
      subject: 'Not spam at all',
      text: 'Really.',
      headers: { 'X-Local-Verdicts': 'spam=fail' },
    })
    const { id } = await one('from=seller@partner.example')
    const replay = () => ask(`letters/${id}/replay`, { method: 'POST' })
    const both = await Promise.all([replay(), replay()])
    expect(both.map(({ status }) => status)).toEqual([202, 202])
    const { number } = await ticketCalled(desk, 'Not spam at all')
    const later = await until('the outcome', async () => {
      const { body } = await replay()
      return (body as unknown as Letter).outcome === 'opened' && body
    })
    expect(later).toMatchObject({ outcome: 'opened', number, released: true })
    expect((await desk.tickets()).filter(({ title }) => title === 'Not spam at all')).toHaveLength(1)
  })
})
