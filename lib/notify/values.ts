import type { EventOf } from '../incident/event.ts'
import type { Surge } from '../incident/major.ts'
import { localTime } from '../people/local-time.ts'
import type { Language } from '../ticket/message.ts'
import type { Circle, Thread } from './circle.ts'
import { isOfApproval, type Purpose, purposeOf } from './purpose.ts'
import { fill, placeholders, type Values } from './template.ts'
import { type MailTexts, mailTexts } from './text/texts.ts'

/** For whom a mail or a line of a digest is worded. */
export interface Reading {
  readonly purpose: Parameters<typeof purposeOf>[0]
  readonly reader: { readonly name: string; readonly timeZone: string }
  readonly language: Language
  readonly thread: Thread
  readonly publicUrl: string
  /** Where the solution is rated without signing in; absent where this reader is not asked. */
  readonly rateLink?: string | undefined
}

/** Where people see a ticket. */
export const linkTo = (publicUrl: string, number: string): string => `${publicUrl}/tickets/${number}`

/** Where somebody rates a solution; who has the key need not sign in. */
export const rateLinkTo = (publicUrl: string, number: string, key: string): string =>
  `${publicUrl}/rate/${number}/${key}`
/** Where somebody sees what they are asked to decide; who may decide follows from who is signed in, so nothing in it is secret. */
export const approvalLink = (publicUrl: string, number: string, stage: string): string =>
  `${publicUrl}/approvals/${number}/${encodeURIComponent(stage)}`
/** Where administrators see how a webhook stands, and enable it again. */
export const webhookPage = (publicUrl: string, id: string): string => `${publicUrl}/api/v1/webhooks/${id}`
/** Where administrators see how the directory stands, and decide. */
export const safetyPage = (publicUrl: string): string => `${publicUrl}/api/v1/directory/safety`

/** What the placeholders of this purpose stand for, and nothing else: what is for the desk cannot get into a mail to others. */
export const valuesOf = (
  circle: Circle,
  { purpose: name, reader, language, thread, publicUrl, rateLink }: Reading,
): Values => {
  const purpose = purposeOf(name)
  const texts = mailTexts[language]
  const { ticket, entry } = circle
  const data = entry.data as Partial<EventOf<'incident.commented'>> &
    Partial<EventOf<'incident.undelivered'>> &
    Partial<EventOf<'incident.resolved'>> &
    Partial<EventOf<'incident.sla_signalled'>> &
    Partial<EventOf<'incident.rated'>> &
    Partial<EventOf<'incident.proposed_major'>> &
    Partial<EventOf<'incident.update_overdue'>>
  const all: Values = {
    number: thread.number,
    title: thread.title,
    requester: thread.requester.name,
    recipient: reader.name,
    link: linkTo(publicUrl, thread.number),
    team: circle.team?.name ?? ticket.team,
    by: entry.by.is === 'system' ? texts.nobody : entry.by.name,
    text: data.message?.text ?? data.comment ?? '',
    score: data.score === undefined ? '' : String(data.score),
    rate: rateLink ?? '',
    notes: data.notes ?? '',
    reason:
      surgeIn(data, texts) ?? data.reason ?? (data.message?.mail?.refused ? (data.message.notes ?? []).join('\n') : ''),
    address: data.address ?? '',
    clock: data.metric ? texts.clock[data.metric] : '',
    assignee: ticket.assignee?.name ?? '',
    priority: ticket.priority,
    since: data.nextUpdateAt === undefined ? '' : wallTime(data.nextUpdateAt, reader.timeZone),
    state: texts.state[ticket.state],
    due: ticket.targetAt === undefined ? '' : wallTime(ticket.targetAt, reader.timeZone),
  }
  return only(placeholders[purpose], all)
}

/** What made a rule think of a major incident. */
const surgeIn = ({ service, count, minutes }: Partial<Surge>, { surge }: MailTexts): string | undefined =>
  service !== undefined && count !== undefined && minutes !== undefined
    ? fill(surge, { service, count: String(count), minutes: String(minutes) })
    : undefined

/** Date and time as the reader's calendar and clock show them. */
export const wallTime = (at: string, timeZone: string): string => {
  const { date, time } = localTime(at, timeZone)
  return `${date} ${time}`
}

const only = (names: readonly string[], values: Values): Values =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? '']))

/** Made-up values, to look at a template with. */
export const sampleValues = (purpose: Purpose, language: Language, publicUrl: string): Values => {
  const texts = mailTexts[language]
  const isKorean = language === 'ko'
  return only(placeholders[purpose], {
    number: 'INC-1234',
    title: isKorean ? '3층 프린터가 인쇄되지 않습니다' : 'The printer on the third floor does not print',
    requester: isKorean ? '김민지' : 'Oliver Reed',
    recipient: isKorean ? '박지훈' : 'Emma Clark',
    link: linkTo(publicUrl, 'INC-1234'),
    team: texts.deskName,
    by: isKorean ? '박지훈' : 'Emma Clark',
    text: isKorean ? '전원을 껐다 켠 뒤에도 같은가요?' : 'Is it the same after you switch it off and on?',
    notes: isKorean ? '토너를 교체했습니다.' : 'We put in a new cartridge.',
    reason: isKorean ? '같은 내용이 이미 접수되어 있습니다.' : 'We have the same incident already.',
    address: 'somebody@example.com',
    clock: texts.clock.response,
    assignee: isKorean ? '박지훈' : 'Emma Clark',
    priority: 'P2',
    state: texts.state.in_progress,
    due: '2026-11-24 18:00',
    count: '3',
    since: '2026-11-24 17:30',
    score: '2',
    rate: rateLinkTo(publicUrl, 'INC-1234', 'sample'),
    name: isKorean ? '자산 관리 시스템' : 'Asset management',
    where: purpose === 'webhook-disabled' ? webhookPage(publicUrl, 'sample') : safetyPage(publicUrl),
    ...sampleOfApproval(isKorean, publicUrl, purpose),
  })
}

const sampleOfApproval = (isKorean: boolean, publicUrl: string, purpose: Purpose): Values =>
  isOfApproval(purpose) || purpose === 'delegation' || purpose === 'approval-code'
    ? {
        number: 'CHG-1234',
        title: isKorean ? '메일 저장소의 디스크 교체' : 'Replace the disks of the mail store',
        link: purpose === 'delegation' ? `${publicUrl}/approvals` : approvalLink(publicUrl, 'CHG-1234', 'board'),
        stage: isKorean ? '변경 자문 위원회' : 'Change advisory board',
        until: '2026-11-27 18:00',
        for: '',
        people: isKorean ? '박지훈, 이도현' : 'Emma Clark, Oliver Reed',
        from: '2026-12-01',
        to: '2026-12-11',
        code: '123 456',
        minutes: '10',
      }
    : {}
