import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReadMail } from '../../infra/local/ses/read-sent-mail.ts'
import { readPerson } from '../../lib/desk/change-person.ts'
import { placeholders } from '../../lib/notify/template.ts'
import { isAgent, type Person } from '../../lib/people/person.ts'
import { tokenText, tokenWrite } from '../../lib/people/token.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
let number: string
let merged: string
/** Words of notes, one for each way in which a note comes about. */
const secret = (way: string) => `secret-of-${way}-4711`

const outsiders = ['p-minji.kim', 'p-dohyun.lee', 'p-yuna.choi', 'p-oliver.reed']

const command = async (name: string, body: object, of = number) => {
  const answer = await desk.api(`/api/v1/incidents/${of}/${name}`, { body })
  expect([name, answer.status, answer.ok ? '' : await answer.text()]).toEqual([name, answer.status, ''])
}

const open = async (title: string, requester: string) => {
  const body = { title, requester, language: 'en' }
  return ((await (await desk.api('/api/v1/incidents', { body })).json()) as { number: string }).number
}

/** Every kind of mail says everything it can, in both languages. */
const talkativeTemplates = async () => {
  for (const [purpose, names] of Object.entries(placeholders))
    for (const language of ['en', 'ko']) {
      const all = names.map((name) => `{{${name}}}`).join(' ')
      const path = `/api/v1/mail-templates/${purpose}/${language}`
      const answer = await desk.api(path, {
        as: 'admin',
        method: 'PUT',
        body: { subject: all, intro: all, closing: all },
      })
      expect([path, answer.status]).toEqual([path, 200])
    }
}

const mailsWith = async (words: string): Promise<readonly ReadMail[]> =>
  (await desk.mails()).filter((mail) => JSON.stringify(mail).includes(words))

beforeAll(async () => {
  desk = await startDesk()
  await talkativeTemplates()
  number = await open('The safe', 'minji.kim@haneul.example')
  await command('assign', { assignee: 'emma.clark@haneul.example' })
  await command('watch', { people: ['yuna.choi@haneul.example', 'sora.han@haneul.example'] })
  merged = await open('The safe, too', 'dohyun.lee@haneul.example')
  await command('watch', { people: ['oliver.reed@haneul.example'] }, merged)
  await command('merge', { into: number }, merged)

  await command('comments', { text: secret('api'), visibility: 'internal' })
  await command('comments', { text: secret('merged'), visibility: 'internal' }, merged)
  await command('hold', { reason: 'vendor', text: secret('hold') })
  await command('resume', {})
  const note = await until('the note by mail', async () =>
    (await mailsWith(secret('api'))).find(({ to }) => to.includes('emma.clark@haneul.example')),
  )
  // An agent answers the note by mail, once to its address and once with only the thread kept.
  const answer = { from: 'emma.clark@haneul.example', subject: `Re: ${note.subject}` }
  await desk.send({ ...answer, to: note.headers['reply-to']!, text: secret('reply') })
  await desk.send({ ...answer, text: secret('thread'), inReplyTo: note.messageId, references: note.messageId })
  await until('the answers', async () => {
    const timeline = (await desk.ticket(number)).timeline.map(({ text }) => text)
    return timeline.includes(secret('reply')) && timeline.includes(secret('thread'))
  })

  // Everything else that mails are written about comes after the notes.
  await command('comments', { text: 'We are on it.' })
  await command('resolve', { code: 'solved', notes: 'Open.' })
  await desk.order(
    { type: 'report-undelivered', address: 'a@x.example', reason: secret('bounce'), isPermanent: true },
    { number },
  )
  await command('reopen', { reason: 'Shut again' })
  // Whoever has it when the mail is written is told: not somebody else already.
  await until('the mail about the reopening', async () => (await mailsWith('Shut again')).length === 1)
  await command('assign', { assignee: 'jihoon.park@haneul.example' })
  await command('cancel', { reason: 'It was never locked' })
  await until('the last mail', async () => (await mailsWith('It was never locked')).length === 2)
})
afterAll(() => desk.stop())

const ways = ['api', 'merged', 'hold', 'reply', 'thread', 'bounce']

describe('the words of a note', () => {
  test.each(ways)('(%s) are mailed to the desk only, and an answer to that mail stays there', async (way) => {
    const store = desk.office.store
    const agents = (
      await Promise.all(['p-sora.han', 'p-jihoon.park', 'p-emma.clark'].map((id) => readPerson(store, id)))
    ).filter((person): person is Person => person !== undefined && isAgent(person))
    const addresses = agents.flatMap((person) => person.addresses)
    const found = await until(`mails (${way})`, async () => {
      const mails = await mailsWith(secret(way))
      return mails.length > 0 && mails
    })
    for (const { to, cc, headers } of found) {
      expect([...to, ...cc].filter((address) => !addresses.includes(address))).toEqual([])
      expect(headers['reply-to']).toMatch(/-note@haneul\.example/)
    }
  })

  test('are in no mail to anybody else, whatever it is about', async () => {
    const mails = await desk.mails()
    const outside = mails.filter(({ to, cc }) =>
      [...to, ...cc].some((address) => outsiders.some((id) => address.startsWith(id.slice(2)))),
    )
    const kinds = new Set(
      (await Promise.all([number, merged].map((one) => desk.ticket(one)))).flatMap(({ mails }) =>
        mails.map(({ purpose }) => purpose),
      ),
    )
    expect([...kinds].sort()).toEqual(
      ['assigned', 'canceled', 'comment', 'note', 'opened', 'reopened', 'reply', 'resolved', 'undelivered'].sort(),
    )
    expect(outside.length).toBeGreaterThanOrEqual(8)
    for (const mail of outside) for (const way of ways) expect(JSON.stringify(mail)).not.toContain(secret(way))
  })

  test.each(outsiders)('are shown to %s by no part of the API', async (id) => {
    const token = tokenText(randomBytes(32))
    const person = (await readPerson(desk.office.store, id))!
    await desk.office.store.commit([tokenWrite(token, person, new Date().toISOString())])
    const ask = async (path: string) => {
      const answer = await fetch(`${desk.host.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
      return `${answer.status} ${await answer.text()}`
    }
    const notes = (await desk.ticket(number)).timeline.filter(({ visibility }) => visibility === 'internal')
    expect(notes.length).toBeGreaterThanOrEqual(4)
    const paths = [number, merged].flatMap((one) => [
      `/api/v1/incidents/${one}`,
      `/api/v1/incidents/${one}/draft`,
      `/api/v1/incidents/${one}/slas`,
      ...notes.flatMap(({ sequence }) => [
        `/api/v1/incidents/${one}/messages/${sequence}/html`,
        `/api/v1/incidents/${one}/attachments/${sequence}-1`,
      ]),
    ])
    const answers = await Promise.all([...paths, '/api/v1/incidents', '/api/v1/mails', '/api/v1/letters'].map(ask))
    expect(answers.some((answer) => answer.startsWith('200') && answer.includes('The safe'))).toBe(true)
    for (const answer of answers) for (const way of ways) expect(answer).not.toContain(secret(way))
  })
})
