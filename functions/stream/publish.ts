import type { AttributeValue, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { type Announcement, announceOn } from '../../lib/aws/bus.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'

const announce = announceOn(readSettings(process.env, 'EVENT_BUS_NAME').EVENT_BUS_NAME)

type Image = Readonly<Record<string, AttributeValue>>

const text = (image: Image, name: string) => image[name]?.S ?? ''

/** What a change of the table means to the rest of the system: ids only, because reactions read what they need. */
const announcementOf = ({ dynamodb }: DynamoDBRecord): Announcement => {
  const image = dynamodb!.NewImage!
  if (text(image, 'kind') === 'letter')
    return { type: 'mail.replay-requested', at: text(image, 'receivedAt'), detail: envelopeIn(image) }
  if (text(image, 'kind') === 'mail') return askedFor(image)
  return {
    type: text(image, 'type'),
    at: text(image, 'at'),
    detail: {
      number: text(image, 'number'),
      sequence: Number(image.sequence?.N),
      type: text(image, 'type'),
      // Let rules on the bus see whom it concerns, so that nobody is woken for nothing.
      ...(image.data?.M?.children && { children: Number(image.data.M.children.N) }),
      ...(image.data?.M?.sharesWork && { sharesWork: true }),
      ...(image.data?.M?.service?.S !== undefined && { service: image.data.M.service.S }),
      ...namedIn(image),
    },
  }
}

/** The team and the people that an entry names, by their ids, so that who reacts can read them together with it. */
const namedIn = ({ by, data }: Image): { readonly team?: string; readonly people: readonly string[] } => {
  const { requester, assignee, team } = data?.M ?? {}
  const ids = [by, requester, assignee].map((person) => person?.M?.id?.S)
  return {
    ...(team?.S !== undefined && { team: team.S }),
    people: [...new Set(ids)].filter((id) => id !== undefined),
  }
}

/** A mail that somebody asked for, by its name. */
const askedFor = (image: Image): Announcement => {
  const [number, purpose] = [text(image, 'number'), text(image, 'purpose')]
  const detail = { lane: 'mail', number, sequence: Number(image.sequence?.N), purpose }
  return { type: 'mail.asked-for', at: text(image, 'triedAt'), detail }
}

/** The stored envelope as plain JSON. */
const envelopeIn = (image: Image): object => {
  const plain = (value: AttributeValue): unknown => {
    if (value.M) return Object.fromEntries(Object.entries(value.M).map(([name, inner]) => [name, plain(inner)]))
    if (value.L) return value.L.map(plain)
    return value.S ?? value.BOOL ?? (value.N === undefined ? null : Number(value.N))
  }
  return plain(image.envelope!) as object
}

/** Table stream → bus, in order. What the bus does not take is tried again from there on. */
export const handler = invoked(async ({ Records }: DynamoDBStreamEvent) => {
  const [first] = await announce(Records.map(announcementOf))
  return {
    batchItemFailures: first === undefined ? [] : [{ itemIdentifier: Records[first]!.dynamodb!.SequenceNumber! }],
  }
})
