import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf } from '../../../functions/api/approval/office.ts'
import type { Envelope } from '../../../lib/intake/envelope.ts'
import { type Receiving, receiveMail } from '../../../lib/intake/receive-mail.ts'
import { deliverApproval } from '../../../lib/notify/approval/deliver.ts'
import { resume } from '../../../lib/notify/send.ts'
import { dueUpTo, list, mailNameIn, partOf } from '../../../lib/store/schema.ts'
import { startApi, type TestApi } from '../../support/api.ts'
import {
  askForApproval,
  changeOf,
  decisionsOn,
  demandStages,
  editFor,
  entriesOf,
  stageOf,
} from '../../support/approvals.ts'
import { envelope } from '../../support/letter.ts'
import { sendingOf } from '../../support/sending.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await demandStages(
    api.store,
    api.now,
    [stageOf('tech', ['emma.clark']), stageOf('sales', ['oliver.reed'])],
    [stageOf('board', ['yuna.choi'])],
  )
})
afterAll(() => api.stop())

const office = () => officeOf(api.desk)
let letters = 0

/** A change that is up for approval, with the Message-ID of the mail that asked this person. */
const asked = async (person: string, risk: 'low' | 'high' = 'low') => {
  const number = await askForApproval(office(), api.now, { risk })
  return { number, messageId: await mailTo(number, person) }
}

/** The Message-ID of the newest mail that asked this person. */
const mailTo = async (number: string, person: string) => {
  const sending = sendingOf(api.store, undefined, api.now)
  for (const { type, sequence } of await entriesOf(api.store, number))
    if (type === 'change.approval_asked') await deliverApproval(number, sequence, sending)
  const { items } = await api.store.parts(number, partOf.mail, { limit: 100 })
  const theirs = items.filter(
    ({ to, purpose }) => to === `${person}@haneul.example` && String(purpose).startsWith('approval_'),
  )
  return String(theirs.at(-1)!.messageId)
}

/** What somebody answers to a mail of ours, as it arrives. */
const reply = async (
  { number, messageId }: { number: string; messageId: string },
  person: string,
  text: string,
  {
    headers = '',
    verdicts = {},
    over = {},
  }: { headers?: string; verdicts?: Partial<Envelope['verdicts']>; over?: object } = {},
) => {
  const { replyKey } = await changeOf(api.store, number)
  const id = `reply${++letters}`
  const from = person.includes('@') ? person : `${person}@haneul.example`
  const mail = Buffer.from(
    `From: ${from}\r\nTo: help+${number.toLowerCase()}-${replyKey}@haneul.example\r\nSubject: Re: [${number}]\r\n` +
      `Message-ID: <${id}@mail.example>\r\nIn-Reply-To: <${messageId}>\r\nReferences: <${messageId}>\r\n${headers}` +
      `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n\r\n` +
      'On Tue, 24 Nov 2026 at 09:30, Service Desk <help@haneul.example> wrote:\r\n> APPROVE\r\n> Hello\r\n',
  )
  const never = () => Promise.reject(new Error('nobody asks for this'))
  const desk: Receiving = {
    store: api.store,
    policies: api.desk.policies,
    mails: { read: async () => ({ bytes: mail, size: mail.length }), write: never, link: never },
    files: { read: never, write: async () => undefined, link: never },
    helpAddresses: ['help@haneul.example'],
    instance: 'here',
    now: () => api.now,
    replyKey: () => 'abcdefghijklmnopqrstuvwxyz',
    timeZone: 'Asia/Seoul',
  }
  return receiveMail(envelope(verdicts, { id, source: from, ...over }), desk)
}

/** The mails that answer replies which decided nothing. */
const answers = async () => {
  const sending = sendingOf(api.store, undefined, api.now)
  const { items } = await api.store.keys(list.due('mail'), { limit: 100, upTo: dueUpTo(api.now) })
  for (const name of items.map(mailNameIn).filter(({ purpose }) => purpose.startsWith('approval-help')))
    await resume(name as never, sending)
  return Promise.all(sending.posted.map(async (mail) => ({ to: mail.to.join(), text: (await mail.read()).text ?? '' })))
}

describe('a reply to the mail that asks', () => {
  test.each([
    ['APPROVE', 'approved'],
    ['  approve  \r\n\r\nGo ahead.', 'approved'],
    ['승인', 'approved'],
    ['반려\r\n다음 주에 해 주세요.', 'rejected'],
    ['REJECT\r\nNot this week.', 'rejected'],
  ])('decides when its first line is just %j', async (text, decision) => {
    const mail = await asked('emma.clark')
    expect(await reply(mail, 'emma.clark', text)).toBe('commented')
    const decided = (await entriesOf(api.store, mail.number)).filter(({ type }) => type === 'change.decided')
    expect(decided.map(({ data }) => data)).toMatchObject([{ decision, channel: 'mail', stage: 'tech' }])
    expect(decided[0]!.by).toMatchObject({ id: 'p-emma.clark' })
    if (decision === 'rejected') expect(decided[0]!.data.comment).not.toMatch(/REJECT|반려/)
    expect(await answers()).toEqual([])
  })

  test.each([
    'not approved',
    'approve?',
    'Approve, but only on Sunday',
    'I approve',
    'APPROVED',
    '승인합니다',
    '승인 불가',
    'Looks good to me\r\nAPPROVE',
    '> APPROVE',
    '',
  ])('decides nothing when it says %j, keeps the words and answers once with help', async (text) => {
    const mail = await asked('oliver.reed')
    await reply(mail, 'oliver.reed', text)
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
    const [answer, ...more] = await answers()
    expect([answer?.to, more]).toEqual(['oliver.reed@haneul.example', []])
    expect(answer!.text).toContain('first line must be APPROVE or REJECT')
    const words = (await entriesOf(api.store, mail.number)).filter(({ type }) => type === 'change.commented')
    expect(words).toMatchObject([{ data: { visibility: 'internal' } }])
    await reply(mail, 'oliver.reed', text)
    expect(await answers()).toEqual([])
  })

  test('helps in the language of whoever wrote', async () => {
    const mail = await asked('emma.clark')
    await reply(mail, 'emma.clark', 'APPROVE')
    await reply({ ...mail, messageId: await mailTo(mail.number, 'oliver.reed') }, 'oliver.reed', 'APPROVE')
    const board = { ...mail, messageId: await mailTo(mail.number, 'yuna.choi') }
    await reply(board, 'yuna.choi', '네')
    expect((await answers())[0]!.text).toContain('첫 줄에 승인 또는 반려만')
  })

  test('does not reject without a reason', async () => {
    const mail = await asked('emma.clark')
    await reply(mail, 'emma.clark', 'REJECT')
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
    expect((await answers())[0]!.text).toContain('must say why')
  })

  test('counts for what that mail showed, and not for what is there now', async () => {
    const mail = await asked('emma.clark')
    await editFor(office(), mail.number, api.now, { texts: { plan: 'All at once.' } })
    await reply(mail, 'emma.clark', 'APPROVE')
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
    expect((await answers())[0]!.text).toContain('was changed after the mail')
    await reply({ ...mail, messageId: await mailTo(mail.number, 'emma.clark') }, 'emma.clark', 'APPROVE')
    expect(await decisionsOn(api.store, mail.number)).toBe(1)
  })

  test('counts for whom the mail was to, and nobody else', async () => {
    const mail = await asked('emma.clark')
    await reply(mail, 'oliver.reed', 'APPROVE')
    expect((await answers()).map(({ text }) => text.includes('not among those'))).toEqual([true])
    await reply(mail, 'dohyun.lee', 'APPROVE')
    expect((await answers()).map(({ to }) => to)).toEqual(['dohyun.lee@haneul.example'])
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
  })

  test.each([
    ['DMARC fails', { dmarc: 'FAIL' }, {}],
    ['nothing says whose domain passed', { dmarc: 'GRAY', spf: 'FAIL' }, {}],
    ['another domain passed', { dmarc: 'GRAY' }, { source: 'x@attacker.example' }],
  ])('decides nothing and is not answered when %s', async (_, verdicts, over) => {
    const mail = await asked('oliver.reed')
    expect(await reply(mail, 'oliver.reed', 'APPROVE', { verdicts, over })).toBe('filtered')
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
    expect(await answers()).toEqual([])
  })

  test.each([
    ['an out-of-office', 'Auto-Submitted: auto-replied\r\n'],
    ['a mailing list', 'Precedence: bulk\r\nX-Autoreply: yes\r\n'],
  ])('decides nothing and is not answered when it is %s', async (_, headers) => {
    const mail = await asked('emma.clark')
    expect(await reply(mail, 'emma.clark', 'APPROVE', { headers })).toBe('filtered')
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
    expect(await answers()).toEqual([])
  })

  test('of high risk decides nothing: that needs a fresh sign-in', async () => {
    const mail = await asked('emma.clark', 'high')
    await reply(mail, 'emma.clark', 'APPROVE')
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
    expect((await answers())[0]!.text).toContain('fresh sign-in')
  })

  test('is recorded once however often it is delivered, and not after another decision', async () => {
    const mail = await asked('emma.clark')
    const { digest } = (await api.ask(`/api/v1/approvals/${mail.number}/tech`, { as: 'emma.clark' })).body
    const page = api.ask(`/api/v1/approvals/${mail.number}/tech/decide`, {
      as: 'emma.clark',
      body: { decision: 'approved', digest },
    })
    await Promise.all([page, reply(mail, 'emma.clark', 'APPROVE')])
    expect(await decisionsOn(api.store, mail.number)).toBe(1)
  })

  test('without the Message-ID of our mail is helped, because nobody knows what it saw', async () => {
    const mail = await asked('emma.clark')
    await reply({ ...mail, messageId: 'lost@mail.example' }, 'emma.clark', 'APPROVE')
    expect(await decisionsOn(api.store, mail.number)).toBe(0)
    expect(await answers()).toHaveLength(1)
  })
})
