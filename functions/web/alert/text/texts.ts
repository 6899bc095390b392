import type { Unopened } from '../../../../lib/alert/alert.ts'
import type { AlertLevel } from '../../../../lib/alert/level.ts'
import type { SigningScheme } from '../../../../lib/alert/source.ts'
import type { Language } from '../../../../lib/ticket/message.ts'
import type { Disabled } from '../../../../lib/webhook/webhook.ts'
import type { ShownAlert } from '../alert-row.tsx'
import type { Came } from '../deliveries.tsx'
import type { Sender } from '../snippet.ts'

/** The parts of these pages. */
export type Area = 'alerts' | 'storms' | 'sources' | 'maintenance' | 'services' | 'rules' | 'deadLetters' | 'webhooks'

/** What was just done. */
type Done =
  | 'sourceMade'
  | 'mappingSaved'
  | 'removed'
  | 'ended'
  | 'replayed'
  | 'handedBack'
  | 'tested'
  | 'enabled'
  | 'replayAsked'

type Field =
  | 'id'
  | 'name'
  | 'format'
  | 'defaultLevel'
  | 'mapping'
  | 'identity'
  | 'levels'
  | 'suppressWhen'
  | 'team'
  | 'service'
  | 'isActive'
  | 'whenRecovered'
  | 'openAfterSeconds'
  | 'groupWithinSeconds'
  | 'reopenWithinMinutes'
  | 'staleAfterDays'
  | 'stormPerMinute'
  | 'heartbeatMinutes'
  | 'signing'
  | 'signatureHeader'
  | 'timestampHeader'
  | 'addresses'
  | 'topics'
  | 'source'
  | 'host'
  | 'hosts'
  | 'level'
  | 'incident'
  | 'severity'
  | 'count'
  | 'firstAt'
  | 'lastAt'
  | 'resolvedAt'
  | 'criticality'
  | 'identifiers'
  | 'what'
  | 'reason'
  | 'beginsAt'
  | 'endsAt'
  | 'language'
  | 'acknowledgedForMinutes'
  | 'priorities'
  | 'keys'
  | 'signingSecrets'
  | 'hint'
  | 'url'
  | 'events'
  | 'teams'
  | 'services'
  | 'isInternal'
  | 'webhookActive'

type Hint =
  | 'id'
  | 'format'
  | 'defaultLevel'
  | 'mapping'
  | 'identity'
  | 'levels'
  | 'suppressWhen'
  | 'sourceTeam'
  | 'sourceService'
  | 'isActive'
  | 'openAfterSeconds'
  | 'groupWithinSeconds'
  | 'reopenWithinMinutes'
  | 'staleAfterDays'
  | 'stormPerMinute'
  | 'heartbeatMinutes'
  | 'signing'
  | 'signatureHeader'
  | 'timestampHeader'
  | 'addresses'
  | 'topics'
  | 'serviceName'
  | 'serviceTeam'
  | 'identifiers'
  | 'reason'
  | 'covers'
  | 'language'
  | 'acknowledgedForMinutes'
  | 'url'
  | 'events'
  | 'teams'
  | 'services'
  | 'isInternal'
  | 'webhookActive'

type Why = Unopened['why']
type Criticality = 1 | 2 | 3 | 4

/** Everything that the pages about alerts say beside what all pages do. A text missing in a language does not compile. */
export interface AlertTexts {
  readonly areas: string
  readonly area: Record<Area, string>
  readonly lead: Record<Area, string>
  readonly done: Record<Done, string>
  readonly readOnly: string
  readonly settings: string
  readonly settingsSeen: string
  readonly settingsOf: (name: string) => string
  readonly copy: string
  readonly copied: string
  readonly remove: string
  readonly removeSure: string
  readonly removeNow: string
  readonly nobody: string
  readonly any: string
  readonly filter: string
  readonly taken: (id: string) => string
  readonly times: (count: number) => string
  readonly identifiers: (count: number) => string
  readonly level: Record<AlertLevel, string>
  readonly language: Record<Language, string>
  readonly standing: Record<ShownAlert['status'], string>
  readonly unopened: Record<Why, string>
  readonly unopenedHint: Record<Why, string>
  readonly flapping: string
  readonly storm: string
  readonly came: Record<Came, string>
  readonly said: (status: string) => string
  readonly kind: (kind: string) => string
  readonly field: Record<Field, string>
  readonly hint: Record<Hint, string> & { readonly inZone: (zone: string) => string }
  readonly group: Record<'reading' | 'opening' | 'sending' | 'covers', string>
  readonly whenRecovered: Record<'resolve' | 'note', string>
  readonly keyAlone: string
  readonly scheme: Record<SigningScheme, string>
  readonly criticality: Record<Criticality | 'unknown', string>
  readonly criticalityHint: Record<Criticality, string>
  readonly windowIs: Record<'now' | 'ahead' | 'over', string>
  readonly alerts: Record<
    | 'none'
    | 'noneHint'
    | 'noneOf'
    | 'ofLead'
    | 'noneFiltered'
    | 'noSourcesHint'
    | 'facts'
    | 'noIncident'
    | 'said'
    | 'saidHint'
    | 'saidNothing',
    string
  > & { readonly of: (incident: string) => string; readonly toTicket: (incident: string) => string }
  readonly storms: Record<'none' | 'noneHint' | 'since' | 'last' | 'firing' | 'recovered' | 'all', string> & {
    readonly incident: (number: string) => string
    readonly its: (count: number) => string
  }
  readonly sources: Record<
    | 'add'
    | 'addLead'
    | 'none'
    | 'noneHint'
    | 'last'
    | 'never'
    | 'unread'
    | 'unreadHint'
    | 'unreadLook'
    | 'noKey'
    | 'noKeyHint'
    | 'active'
    | 'inactive'
    | 'itsAlerts'
    | 'removeHint',
    string
  > & { readonly format: (name: string) => string }
  readonly address: Record<'heading' | 'url' | 'ways' | 'basic' | 'inPath' | 'inBody', string>
  readonly snippets: Record<'heading' | 'hint' | 'withKey', string> & {
    readonly sender: Record<Sender, { readonly name: string; readonly hint: string }>
  }
  readonly once: Record<'heading' | 'hint' | 'url' | 'key' | 'routingKey' | 'heartbeatUrl' | 'secret', string>
  readonly secrets: Record<'made' | 'ends' | 'end' | 'given' | 'givenHint' | 'olderEnds' | 'olderEndsHint', string> & {
    readonly endNamed: (hint: string) => string
  }
  readonly secretsOf: Record<
    'keys' | 'signing-secrets',
    { readonly heading: string; readonly hint: string; readonly none: string; readonly make: string }
  >
  readonly deliveries: Record<
    | 'heading'
    | 'lead'
    | 'which'
    | 'all'
    | 'unread'
    | 'none'
    | 'noneHint'
    | 'noUnread'
    | 'noUnreadHint'
    | 'noName'
    | 'one'
    | 'body'
    | 'cut'
    | 'headers'
    | 'noRequest'
    | 'asSample'
    | 'replay',
    string
  > & { readonly of: (source: string) => string }
  readonly step: Record<
    | 'received'
    | 'verified'
    | 'verifiedHint'
    | 'byTime'
    | 'readAs'
    | 'notRead'
    | 'identity'
    | 'noIdentity'
    | 'decided'
    | 'wouldDecide'
    | 'note',
    string
  >
  readonly trial: Record<
    | 'heading'
    | 'lead'
    | 'body'
    | 'bodyHint'
    | 'around'
    | 'contentType'
    | 'query'
    | 'headers'
    | 'run'
    | 'save'
    | 'nothingYet'
    | 'result'
    | 'unread'
    | 'fires'
    | 'noLevel'
    | 'members',
    string
  > & {
    readonly of: (source: string) => string
    readonly readings: (count: number) => string
    readonly word: (severity: string) => string
    readonly membersOf: (count: number) => string
  }
  readonly deadLetters: Record<'none' | 'noneHint' | 'waitingHint' | 'handBack' | 'askAdministrator', string> & {
    readonly status: Record<'running' | 'completed' | 'failed' | 'canceled', string>
    readonly moved: (moved: number, of: number) => string
    readonly waiting: (count: number) => string
  }
  readonly kept: Record<
    'services' | 'maintenance',
    Record<'add' | 'addLead' | 'none' | 'noneHint' | 'removeHint', string>
  >
  readonly rules: Record<'caption' | 'corner' | 'impact' | 'urgency', string>
  readonly webhooks: Record<
    | 'add'
    | 'addLead'
    | 'none'
    | 'noneHint'
    | 'removeHint'
    | 'allEvents'
    | 'failingSince'
    | 'failed'
    | 'attempts'
    | 'noAttempts'
    | 'waiting'
    | 'noneWaiting'
    | 'moreWaiting'
    | 'sendWaiting'
    | 'secrets'
    | 'secretsHint'
    | 'rotate'
    | 'rotateHint'
    | 'replay'
    | 'replayHint'
    | 'replayNumber'
    | 'replayFrom'
    | 'replayNow'
    | 'test'
    | 'enable'
    | 'disabledHint',
    string
  > & {
    readonly health: Record<'well' | 'failing' | 'inactive' | 'disabled', string>
    readonly disabled: Record<Disabled['because'], string>
    readonly attemptOf: (attempt: number) => string
    readonly delivered: (status: number | undefined) => string
    readonly missing: (count: number) => string
  }
}
