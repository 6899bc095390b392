import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { errorAnswer } from '../gateway/error-answer.ts'
import { formOf, listIn } from '../gateway/form.ts'
import { refuseUnknown, sentence } from '../lambda/known-properties.ts'
import { inTransaction } from '../ledger.ts'
import type { ApiHandler, World } from '../world.ts'
import { addressIn } from './address.ts'
import { headerBlock } from './header-block.ts'
import { identityFor } from './identity.ts'
import { outgoingMessage } from './outgoing-message.ts'
import { mailEvent, type SendEvent, sending } from './send-event.ts'
import { recipientsIn, type SentMail, type SentMails } from './sent-mails.ts'
import { simulatedMailbox, simulatedOutcomes } from './simulator.ts'

/** Quotas of SendRawEmail (SES Developer Guide, "Service quotas"): the decoded message, and To, Cc and Bcc together. */
const MESSAGE_LIMIT_BYTES = 10 * 1024 * 1024
const RECIPIENT_LIMIT = 50

/** A message tag: letters, digits, underscore and dash, up to 256 of them (SES API Reference, "MessageTag"). */
const TAG = /^[\w-]{1,256}$/

/** What sending needs of the rest of the host. */
export interface SendingParts {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly sent: SentMails
  /** Durable on return, or on commit of an open ledger transaction. */
  readonly putEvents: (bus: string, entries: readonly SendEvent[]) => unknown
  /** Lets somebody who is out of office answer a mail; called once the mail is on disk. */
  readonly answerAway?: (mail: SentMail, from: string) => unknown
}

/** Where a configuration set tells of its mails, and of what. */
interface Destination {
  readonly bus: string
  /** Lower case. */
  readonly types: ReadonlySet<string>
}

class SesError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Plays SendRawEmail: the mail and its send event are on disk, by one commit, before the id is answered. */
export function sendApi(parts: SendingParts): ApiHandler {
  const destinations = eventDestinations(parts.world)
  return ({ body, caller }) => {
    try {
      const id = send(parts, destinations, formOf(body), caller)
      return {
        status: 200,
        headers: { 'content-type': 'text/xml' },
        body: `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>${id}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></SendRawEmailResponse>`,
      }
    } catch (error) {
      if (!(error instanceof SesError)) throw error
      return errorAnswer('ses', error.code, error.message)
    }
  }
}

/** Who hears of mails, by configuration set; nobody of a set without destinations. */
function eventDestinations(world: World): ReadonlyMap<string, readonly Destination[]> {
  const destinations = new Map<string, Destination[]>(
    world.ofType('AWS::SES::ConfigurationSet').map(({ ref }) => [ref, []]),
  )
  for (const resource of world.ofType('AWS::SES::ConfigurationSetEventDestination')) {
    refuseUnknown(resource, ['ConfigurationSetName', 'EventDestination'])
    const { ConfigurationSetName, EventDestination } = resource.properties
    const { Enabled, MatchingEventTypes, EventBridgeDestination } = EventDestination
    if (Enabled === false) continue
    if (EventBridgeDestination === undefined) {
      throw new Error(sentence(resource, 'the local host tells event buses of mail, nobody else'))
    }
    destinations.get(ConfigurationSetName)?.push({
      bus: EventBridgeDestination.EventBusArn,
      types: new Set(MatchingEventTypes.map((type: string) => type.toLowerCase())),
    })
  }
  return destinations
}

function send(
  { world, ledger, sent, putEvents, answerAway }: SendingParts,
  heard: ReadonlyMap<string, readonly Destination[]>,
  form: URLSearchParams,
  caller: string,
): string {
  const given = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64')
  const headers = headerBlock(given)
  const from = headers.first('from')
  if (from === undefined && !form.has('Source'))
    throw new SesError('InvalidParameterValue', "Missing required header 'From'.")
  const source = form.get('Source') ?? from!
  const named = listIn(form, 'Destinations')
  const destinations = named.length > 0 ? named : recipientsIn(headers.first)
  const configurationSet = form.get('ConfigurationSetName') ?? undefined
  refuse(world, given, [source, ...(from === undefined ? [] : [from])], destinations)
  if (configurationSet !== undefined && !heard.has(configurationSet)) {
    throw new SesError('ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`)
  }
  const tags = tagsIn(form)

  const at = new Date()
  // SES's ids begin with the time and end with a part number.
  const id = `010c${at.getTime().toString(16).padStart(12, '0')}-${randomUUID()}-000000`
  const mail = {
    id,
    sentAt: at.toISOString(),
    source: addressIn(source),
    destinations,
    raw: outgoingMessage(given, id, at, world.region),
  }
  inTransaction(ledger, () => {
    sent.add(mail)
    if (configurationSet === undefined) return
    const happenings = [{ type: 'send', ...sending }, ...simulatedOutcomes(destinations, world.region, mail.sentAt)]
    for (const { bus, types } of heard.get(configurationSet) ?? []) {
      const told = happenings.filter(({ type }) => types.has(type))
      if (told.length > 0)
        putEvents(
          bus,
          told.map((happening) => mailEvent(world, mail, { configurationSet, tags, caller }, happening)),
        )
    }
  })
  for (const recipient of destinations) if (simulatedMailbox(recipient) === 'ooto') answerAway?.(mail, recipient)
  return id
}

function refuse(world: World, message: Buffer, senders: readonly string[], destinations: readonly string[]): void {
  if (message.length > MESSAGE_LIMIT_BYTES) {
    throw new SesError(
      'InvalidParameterValue',
      `Message length is more than ${MESSAGE_LIMIT_BYTES} bytes long: '${message.length}'.`,
    )
  }
  if (destinations.length === 0) throw new SesError('InvalidParameterValue', 'Missing required recipients.')
  if (destinations.length > RECIPIENT_LIMIT) {
    throw new SesError('InvalidParameterValue', `Recipient count exceeds ${RECIPIENT_LIMIT}.`)
  }
  const unverified = senders.map(addressIn).filter((sender) => identityFor(world, sender) === undefined)
  if (unverified.length > 0) {
    throw new SesError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${world.region.toUpperCase()}: ${unverified.join(', ')}`,
    )
  }
}

function tagsIn(form: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {}
  for (let index = 1; form.has(`Tags.member.${index}.Name`); index++) {
    const name = form.get(`Tags.member.${index}.Name`)!
    const value = form.get(`Tags.member.${index}.Value`) ?? ''
    if (!TAG.test(name) || !TAG.test(value)) {
      throw new SesError(
        'InvalidParameterValue',
        `Invalid tag <${name}:${value}>: only alphanumeric ASCII characters, '_' and '-'.`,
      )
    }
    tags[name] = value
  }
  return tags
}
