import { afterAll, beforeAll, expect, test } from 'vitest'
import { Purpose } from '../../lib/notify/purpose.ts'
import { Language } from '../../lib/ticket/message.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const path = '/api/v1/mail-templates/comment/ko'
const ask = async (part: string, method: string, body?: object, as: 'admin' | 'agent' = 'admin') => {
  const answer = await desk.api(`${path}${part}`, { as, method, ...(body && { body }) })
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, string> & { errors?: { field: string }[] },
  }
}
const mails = async (words: string) => (await desk.mails()).filter(({ text }) => text.includes(words))

test('a template is looked at, mailed to oneself, kept, used and taken back', async () => {
  const open = async (title: string) =>
    (
      (await (
        await desk.api('/api/v1/incidents', { body: { title, requester: 'minji.kim@haneul.example', language: 'ko' } })
      ).json()) as { number: string }
    ).number
  const number = await open('프린터 고장')
  const template = { intro: '{{requester}} 님께, {{by}} 드림' }

  const preview = await ask('/preview', 'POST', { template, number })
  expect(preview.body.text).toContain('김민지 님께')
  expect(preview.body.text).toContain(`${desk.host.url}/tickets/${number}`)
  expect(preview.body.html).toContain('김민지 님께')
  expect(preview.body.subject).toBe(`[${number}] 프린터 고장`)
  // Nothing is kept by looking.
  expect((await ask('', 'GET')).body).toMatchObject({ isOwn: false, version: 0 })

  expect((await ask('/test', 'POST', { template, number })).status).toBe(202)
  const [trial] = await until('the trial', async () => {
    const found = await mails('님께,')
    return found.length > 0 && found
  })
  expect(trial).toMatchObject({ to: ['sora.han@haneul.example'], cc: [] })

  expect((await ask('', 'PUT', template)).body).toMatchObject({ isOwn: true, version: 1, intro: template.intro })
  await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text: '껐다 켜 보세요.' } })
  const [real] = await until('the real mail', async () => {
    const found = await mails('껐다 켜 보세요.')
    return found.length > 0 && found
  })
  expect(real).toMatchObject({
    to: ['minji.kim@haneul.example'],
    text: expect.stringContaining('김민지 님께, 박지훈 드림'),
  })

  expect((await ask('', 'DELETE')).body).toMatchObject({ isOwn: false, version: 2 })
  await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text: '이제 되나요?' } })
  const [usual] = await until('the usual mail', async () => {
    const found = await mails('이제 되나요?')
    return found.length > 0 && found
  })
  expect(usual?.text).toContain('답변을 남겼습니다')
})

test('an unknown placeholder is refused wherever it is tried, with those there are', async () => {
  const template = { closing: 'Bye {{nmae}}' }
  for (const [part, method, body] of [
    ['', 'PUT', template],
    ['/preview', 'POST', { template }],
    ['/test', 'POST', { template }],
  ] as const) {
    const { status, body: problem } = await ask(part, method, body)
    expect([part, status, problem.errors?.[0]?.field]).toEqual([part, 400, 'closing'])
    expect(problem.detail).toMatch(/\{\{nmae\}\}.*\{\{number\}\}/)
  }
})

test('only administrators see to templates', async () => {
  for (const [part, method, body] of [
    ['', 'GET'],
    ['', 'PUT', {}],
    ['', 'DELETE'],
    ['/preview', 'POST', {}],
    ['/test', 'POST', {}],
  ] as const)
    expect([part, method, (await ask(part, method, body, 'agent')).status]).toEqual([part, method, 403])
})

test('every kind of mail is listed in both languages, with the placeholders that it fills in', async () => {
  const { items } = (await (await desk.api('/api/v1/mail-templates', { as: 'admin' })).json()) as {
    items: { purpose: string; language: string; placeholders: string[] }[]
  }
  expect(items.length).toBe(Purpose.options.length * Language.options.length)
  expect(items.find(({ purpose, language }) => purpose === 'resolved' && language === 'en')?.placeholders).toContain(
    'notes',
  )
  expect((await desk.api('/api/v1/mail-templates/greeting/en', { as: 'admin' })).status).toBe(400)
})
