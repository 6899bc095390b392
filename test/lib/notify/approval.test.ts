import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeOffice as officeOf } from '../../../functions/api/change/whole-change-desk.ts'
import { digestOf } from '../../../lib/approval/digest.ts'
import { materialOf } from '../../../lib/change/material.ts'
import { commandChange } from '../../../lib/desk/change/order.ts'
import { deliverApproval } from '../../../lib/notify/approval/deliver.ts'
import { resume } from '../../../lib/notify/send.ts'
import { plannedMail } from '../../../lib/notify/settle.ts'
import { startApi, type TestApi } from '../../support/api.ts'
import { askForApproval, changeOf, demandStages, editFor, entriesOf, stageOf } from '../../support/approvals.ts'
import { sendingOf } from '../../support/sending.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await demandStages(
    api.store,
    api.now,
    [
      stageOf('tech', ['emma.clark'], { covers: ['plan', 'test', 'backout'] }),
      stageOf('sales', ['oliver.reed'], { remindHours: [24], escalateHours: 48 }),
    ],
    [stageOf('board', ['grace.kim', 'yuna.choi'], { quorum: { is: 'any' } })],
  )
})
afterAll(() => api.stop())

const office = () => officeOf(api.desk)

/** What people get because of every entry of this kind, or of the newest entries. */
const mailsFor = async (number: string, type: string) => {
  const sending = sendingOf(api.store, undefined, api.now)
  for (const entry of await entriesOf(api.store, number))
    if (entry.type === type) await deliverApproval(number, entry.sequence, sending)
  const mails = await Promise.all(
    sending.posted.map(async (mail) => ({ ...(await mail.read()), to: mail.to.join(), name: mail.name })),
  )
  // They are sent side by side.
  return mails.sort((a, b) => (a.to < b.to ? -1 : 1))
}

/** Lets so many hours pass for a change, and the clock look at it. */
const passing = (number: string, hours: number) => {
  api.pass(hours * 60)
  return tick(number)
}
const tick = (number: string) =>
  commandChange(
    office(),
    { number, context: { at: api.now, by: { id: 'clock', name: 'Haneul', is: 'system' }, channel: 'system' } },
    { type: 'tick' },
  )

describe('a change that is put up for approval', () => {
  test('asks everybody whose turn it is, each in their language, with all they answer for', async () => {
    const number = await askForApproval(office(), api.now)
    const mails = await mailsFor(number, 'change.approval_asked')
    expect(mails.map(({ to }) => to).sort()).toEqual(['emma.clark@haneul.example', 'oliver.reed@haneul.example'])
    const mail = mails.find(({ to }) => to.startsWith('emma'))!
    for (const text of [mail.text!, mail.html!]) {
      for (const said of [
        'They are five years old.',
        'Wait until it is in sync.',
        'Read and write a mailbox.',
        'Put the old disk back.',
        'mail-store-1, mail-store-2',
        '김민지',
        '박지훈',
        // 09:30 in Seoul on a Tuesday, a hundred hours later, where she is.
        '2026-11-28 04:30',
        'Europe/London',
        'APPROVE',
      ])
        expect(text).toContain(said)
      expect(text.match(/https:\/\/desk\.example\/[^\s"<]*/g)).toEqual([
        `https://desk.example/approvals/${number}/tech`,
      ])
    }
    expect(mail.subject).toBe(`[${number}] Approval: Replace the disks of the mail store`)
  })

  test('keeps what each mail showed with the mail, and sends none of them twice', async () => {
    const number = await askForApproval(office(), api.now)
    const change = await changeOf(api.store, number)
    const [mail] = await mailsFor(number, 'change.approval_asked')
    expect((await plannedMail(api.store, mail!.name))?.ballot).toEqual({
      stage: 'tech',
      round: 1,
      person: 'p-emma.clark',
      digest: digestOf(materialOf(change), ['plan', 'test', 'backout']),
    })
    expect(await mailsFor(number, 'change.approval_asked')).toEqual([])
  })

  test('keeps all mails of one change to one person in one thread', async () => {
    const number = await askForApproval(office(), api.now)
    const mails = await mailsFor(number, 'change.approval_asked')
    await editFor(office(), number, api.now, { texts: { plan: 'All at once.' } })
    const again = (await mailsFor(number, 'change.approval_asked'))[0]!
    expect(again.references).toBe(mails[0]!.references)
    expect(again.subject).toBe(mails[0]!.subject)
    expect(again.text).toContain('It was changed since then (plan)')
    expect(again.text).toContain('All at once.')
  })

  test('shows nothing in a mail that would be bound to other content', async () => {
    const number = await askForApproval(office(), api.now)
    const [mail] = await mailsFor(number, 'change.approval_asked')
    await editFor(office(), number, api.now, { texts: { plan: 'All at once.' } })
    const at = await plannedMail(api.store, mail!.name)
    const place = { pk: number, sk: `mail#${String(at!.sequence).padStart(6, '0')}#${at!.purpose}` }
    await api.store.commit([{ put: { ...at!, status: 'planned' }, at: place }])
    const sending = sendingOf(api.store, undefined, api.now)
    await resume(mail!.name, sending)
    const late = await sending.posted[0]!.read()
    expect(late.text).toContain('changed since this mail was written')
    expect(late.text).not.toContain('All at once.')
    expect(late.text).not.toContain('APPROVE')
  })

  test('of high risk invites no reply', async () => {
    const number = await askForApproval(office(), api.now, { risk: 'high' })
    const [mail] = await mailsFor(number, 'change.approval_asked')
    expect(mail!.text).toContain('fresh sign-in')
    expect(mail!.text).not.toContain('APPROVE')
  })
})

describe('nobody decides for a while', () => {
  test('reminds those who have not, then tells their managers, and approves nothing', async () => {
    const number = await askForApproval(office(), api.now)
    const began = api.now
    await passing(number, 25)
    const reminders = await mailsFor(number, 'change.approval_reminded')
    expect(reminders.map(({ to }) => to).sort()).toEqual(['emma.clark@haneul.example', 'oliver.reed@haneul.example'])
    expect(reminders[0]!.text).toContain('still waits for your decision')
    await passing(number, 24)
    const escalated = await mailsFor(number, 'change.approval_reminded')
    const manager = escalated.find(({ to }) => to.startsWith('grace.kim'))!
    expect(manager.text).toContain('waits for a decision by Oliver Reed, who report to you')
    await passing(number, 24)
    const over = await mailsFor(number, 'change.reverted')
    expect(over.map(({ to }) => to).sort()).toEqual(['emma.clark@haneul.example', 'oliver.reed@haneul.example'])
    expect(over[0]!.text).toContain('it was not approved')
    expect((await changeOf(api.store, number)).state).toBe('new')
    api.now = began
  })
})

describe('a change that is taken back', () => {
  test('tells those who were asked that they need not decide, and why', async () => {
    const number = await askForApproval(office(), api.now)
    const context = { at: api.now, by: { id: 'p-minji.kim', name: '김민지', is: 'employee' }, channel: 'api' } as const
    await commandChange(office(), { number, context }, { type: 'revert', reason: 'The plan lacks a step.' })
    const mails = await mailsFor(number, 'change.reverted')
    expect(mails.map(({ to }) => to).sort()).toEqual(['emma.clark@haneul.example', 'oliver.reed@haneul.example'])
    expect(mails[0]!.text).toContain('The plan lacks a step.')
    expect(mails[0]!.text).toContain('need not decide')
  })
})

describe('somebody who delegated', () => {
  test('gets a copy of what their delegate is asked', async () => {
    const body = { delegations: [{ from: '2026-11-20', to: '2026-12-01', delegate: 'p-dohyun.lee' }] }
    await api.ask('/api/v1/people/me/delegations', { as: 'oliver.reed', method: 'PUT', body })
    const number = await askForApproval(office(), api.now)
    const mails = await mailsFor(number, 'change.approval_asked')
    const asked = mails.find(({ to }) => to.startsWith('dohyun'))!
    expect(asked.text).toContain('Oliver Reed 님이 위임하여')
    const copy = mails.find(({ to }) => to.startsWith('oliver'))!
    expect(copy.text).toContain('이도현 was asked to decide')
    expect(copy.text).not.toContain('APPROVE')
  })
})
