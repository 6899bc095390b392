import type { Operation } from '../../functions/api/operation.ts'
import { defaultChangeRules } from '../../lib/change/rules.ts'
import { defaultAlertRules } from '../../lib/policy/alert-rules.ts'
import { defaultCalendars } from '../../lib/policy/calendars.ts'
import { defaultRules } from '../../lib/policy/desk-rules.ts'

const { matrix, slas, firstTeam, closeAfterDays, vipIsUrgent } = defaultRules
const [{ id: _, version: __, ...calendar }] = defaultCalendars as [(typeof defaultCalendars)[number]]
const team = { name: 'Network', members: [], zone: 'Europe/London' }
const person = { name: 'Somebody', role: 'employee', language: 'en', timeZone: 'Asia/Seoul' }
const laptop = { ko: '노트북', en: 'A laptop' }
const yearEnd = { from: '2026-12-20T00:00', to: '2027-01-03T00:00', zone: 'Asia/Seoul' }
const webhook = { name: 'Asset management', url: 'https://assets.example/haneul' }
const korean = { korean: { from: 2027, to: 2027 } }

/** A body that each operation with a body takes, by the operation's id. */
const bodies: Readonly<Record<string, unknown>> = {
  openIncident: { title: 'The printer is on fire' },
  commentOnIncident: { text: 'Hello' },
  startIncident: {},
  holdIncident: { reason: 'vendor' },
  resumeIncident: {},
  resolveIncident: { code: 'solved', notes: 'A new cartridge.' },
  reopenIncident: {},
  closeIncident: {},
  cancelIncident: { reason: 'No longer needed' },
  assignIncident: { assignee: 'me' },
  editIncident: { title: 'Another title' },
  prioritizeIncident: { impact: 'high' },
  overridePriorityIncident: { priority: 'P1', reason: 'The board waits' },
  proposeMajorIncident: { reason: 'Everybody calls' },
  acceptMajorIncident: { reason: 'Everybody calls' },
  rejectMajorIncident: { reason: 'It was one floor' },
  planIncidentUpdates: { everyMinutes: 15 },
  reviewIncident: { happened: 'A disk was full.', learned: 'Watch disks.', followUps: 'An alarm.' },
  addIncidentChildren: { children: ['INC-2'] },
  declareMajorIncident: { isMajor: true, reason: 'Everybody calls' },
  watchIncident: {},
  unwatchIncident: {},
  setParentIncident: { parent: null },
  mergeIncident: { into: 'INC-1' },
  unmergeIncident: {},
  splitIncident: { sequence: 1, title: 'Another matter' },
  notePresence: {},
  saveDraft: { text: 'Half a sentence' },
  registerPerson: { ...person, addresses: ['somebody@haneul.example'] },
  changePerson: { location: 'Busan' },
  setPreferences: {},
  createTeam: { ...team, id: 'another' },
  replaceTeam: team,
  replaceMailRules: {},
  replacePriorityMatrix: matrix,
  replaceSettings: { firstTeam, closeAfterDays, vipIsUrgent },
  replaceSlas: { items: slas },
  createCalendar: { ...calendar, id: 'another' },
  replaceCalendar: calendar,
  previewHolidays: korean,
  applyHolidays: korean,
  replaceMailTemplate: { intro: 'Hello' },
  previewMailTemplate: {},
  testMailTemplate: {},
  replaceDigestRule: { every: 'day' },
  announceIncident: { headline: { en: 'Nobody can log in' } },
  withdrawAnnouncement: {},
  rateIncident: { score: 5 },
  rateByKey: { score: 5 },
  saveFilter: { name: 'Mine', query: { assignee: 'me' } },
  saveTicketTemplate: { label: laptop, title: laptop, text: laptop },
  createUpload: { name: 'screen.png', mediaType: 'image/png', size: 10 },
  setLanguage: { language: 'en', timeZone: 'Asia/Seoul' },
  replaceDirectoryRules: { groups: [] },
  approveDirectoryStop: { stop: 1 },
  dismissDirectoryStop: { stop: 1 },
  importPeople: { dryRun: true, csv: 'mail,displayName\nsomebody@haneul.example,Somebody' },
  openChange: { title: 'Replace the disks' },
  editChange: { title: 'Another title' },
  setChangeType: { type: 'emergency' },
  assignChange: { assignee: 'me' },
  declareUnauthorized: { isUnauthorized: true, reason: 'Nobody asked' },
  submitChange: {},
  requestChangeApproval: {},
  revertChange: { reason: 'Later' },
  overrideFreeze: { freeze: 'year-end', reason: 'It cannot wait' },
  startChange: {},
  finishChange: { outcome: 'successful', notes: 'As planned.' },
  recordImplementation: { from: '2026-11-24T00:00:00Z', outcome: 'successful', notes: 'It could not wait.' },
  reviewChange: { outcome: 'successful', notes: 'As planned.' },
  closeChange: {},
  cancelChange: { reason: 'No longer needed' },
  commentOnChange: { text: 'Hello' },
  watchChange: {},
  unwatchChange: {},
  assessChange: { service: 'mail' },
  findSlots: { service: 'mail', minutes: 60 },
  saveFreeze: { name: 'Year end', strength: 'hard', when: yearEnd },
  saveMaintenanceTime: { name: 'Nights', scope: { services: ['mail'] }, when: { ...yearEnd, to: '2026-12-20T06:00' } },
  replaceChangeRules: defaultChangeRules,
  saveChangeTemplate: {
    name: 'Replace a disk',
    owner: 'p-emma.clark',
    plan: 'One disk at a time.',
    test: 'Read and write.',
    backout: 'Put the old one back.',
  },
  approveChangeTemplate: { edition: 1 },
  retireChangeTemplate: { reason: 'There are no disks any more.' },
  reinstateChangeTemplate: {},
  saveChangeMeeting: { name: 'Board', when: { ...yearEnd, to: '2026-12-20T01:00', repeats: 'weekly' } },
  keepChangeMinutes: { minutes: 'Nothing was said.' },
  noteInChangeSitting: { number: 'CHG-1', text: 'Not before noon.' },
  decideInChangeSitting: { number: 'CHG-1', stage: 'board', decision: 'approved', digest: 'some-digest' },
  openGate: { service: 'web', version: '1.2.3', pipeline: 'https://ci.example/runs/1' },
  makeCalendarFeed: { name: 'Changes' },
  makeToken: { name: 'A script', scopes: ['tickets:read'] },
  endSessions: {},
  decideApproval: { decision: 'approved', digest: 'some-digest' },
  askApprovalCode: { address: 'oliver@vendor.example' },
  enterApprovalCode: { address: 'oliver@vendor.example', code: '123456' },
  decideApprovalAsGuest: { decision: 'approved', digest: 'some-digest' },
  setDelegations: { delegations: [] },
  createWebhook: webhook,
  replaceWebhook: webhook,
  rotateWebhookSecret: {},
  replayWebhook: { number: 'INC-1' },
  tryAlertPayload: { body: '{}' },
  keepService: { name: 'Web shop', criticality: 1 },
  keepMaintenanceWindow: {
    name: 'A patch',
    source: 'grafana',
    beginsAt: '2026-11-24T00:00:00Z',
    endsAt: '2026-11-24T01:00:00Z',
    reason: 'CHG-1',
  },
  replaceAlertRules: defaultAlertRules,
  createAlertSource: { id: 'another', name: 'Another monitor' },
  replaceAlertSource: { name: 'A monitor' },
  makeAlertSourceKey: {},
  setAlertSourceSecret: {},
}

/** What stands in a path for its parameters unless told. */
const usual: Readonly<Record<string, string>> = {
  attachment: '1-1',
  sequence: '1',
  address: 'minji.kim@haneul.example',
  purpose: 'comment',
  language: 'en',
  session: 'some-session',
  scope: 'me',
  person: 'p-minji.kim',
  key: 'some-key',
  stage: 'board',
  date: '2026-12-20',
  delivery: 'c29tZQ',
  secret: 'some-secret',
}

const ids: Readonly<Record<string, string>> = {
  people: 'p-minji.kim',
  teams: 'network',
  calendars: 'korea',
  letters: 'some-letter',
  filters: 'some-filter',
  'ticket-templates': 'laptop',
  uploads: 'some-upload',
  tokens: 'some-token',
  directory: 'g-some',
  freezes: 'year-end',
  'maintenance-times': 'nights',
  'change-templates': 'replace-a-disk',
  'change-meetings': 'board',
  'calendar-feeds': 'some-feed',
  webhooks: 'some-webhook',
  'alert-sources': 'some-source',
  alerts: 'some-source',
  services: 'shop',
  'maintenance-windows': 'patch',
}

const queries: Readonly<Record<string, string>> = {
  listAlerts: '?incident=INC-1',
  readAudit: '?person=p-minji.kim',
  readChangeCalendar: '?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z',
  measureSpan: '?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z',
}

/** A request that this operation takes, about the incident of this number; an `Error` where none is known. */
export const sampleOf = (
  { id, path, method, body }: Operation,
  number: string,
): { readonly path: string; readonly method: string; readonly body?: unknown } => {
  if (body && !(id in bodies)) throw new Error(`Give a body that ${id} takes in test/support/operation-sample.ts`)
  const collection = path.split('/')[3] ?? ''
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'number' ? number : name === 'id' ? ids[collection] : usual[name]
    if (value === undefined) throw new Error(`Say in test/support/operation-sample.ts what {${name}} is in ${path}`)
    return encodeURIComponent(value)
  })
  return { path: `${filled}${queries[id] ?? ''}`, method, ...(body && { body: bodies[id] }) }
}
