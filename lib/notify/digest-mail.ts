import { readPerson } from '../desk/change-person.ts'
import { localTime } from '../people/local-time.ts'
import { isAgent, type Person } from '../people/person.ts'
import type { Store } from '../store/store.ts'
import { type Circle, circleOf } from './circle.ts'
import { compose, type OutgoingMail, type Sender } from './compose.ts'
import { type DigestLine, linesIn, readDigest } from './digest.ts'
import type { Block } from './html.ts'
import type { PlannedMail } from './planned-mail.ts'
import { isForCallers } from './purpose.ts'
import { fill } from './template.ts'
import { templateFor } from './templates.ts'
import { mailTexts } from './text/texts.ts'
import { linkTo, valuesOf } from './values.ts'

/** What somebody wrote, as far as a line has room. */
const longestWords = 160
/** Entries that are read at the same time. */
const atOnce = 10

type Told = readonly [line: DigestLine, circle: Circle]

/** The mail that tells a person what happened, by ticket, each with its link. */
export const digestMail = async (
  mail: PlannedMail,
  { store, ...sender }: Sender & { readonly store: Store },
): Promise<OutgoingMail> => {
  const { language, to, reader, thread: dueAt } = mail
  const id = reader?.id ?? ''
  const [digest, person] = await Promise.all([readDigest(store, id, dueAt), readPerson(store, id)])
  if (!digest || !person) throw new Error(`The digest of ${dueAt} for ${mail.number} is gone from the table`)
  // Somebody may have left the desk since.
  const lines = linesIn(digest).filter(({ purpose }) => isForCallers(purpose) || isAgent(person))
  const told: Told[] = []
  for (let i = 0; i < lines.length; i += atOnce)
    told.push(
      ...(await Promise.all(
        lines
          .slice(i, i + atOnce)
          .map(async (line) => [line, await circleOf(store, line.number, line.sequence)] as const),
      )),
    )
  const numbers = [...new Set(lines.map(({ thread }) => thread))]
  const blocks = numbers.map((number) =>
    listOf(
      number,
      told.filter(([line]) => line.thread === number),
      person,
      sender,
    ),
  )
  const { more } = mailTexts[language]
  return compose(
    {
      purpose: 'digest',
      language,
      to,
      template: await templateFor(store, 'digest', language),
      values: { recipient: person.name, count: String(lines.length) },
      more: [...blocks, ...(digest.isMore ? [{ is: 'text' as const, text: more }] : [])],
    },
    sender,
  )
}

const listOf = (number: string, told: readonly Told[], person: Person, { publicUrl }: Sender): Block => {
  const { language, timeZone } = person
  const threadIn = ({ threads }: Circle) => threads.find((thread) => thread.number === number) ?? threads[0]!
  const lines = told.map(([{ purpose }, circle]) => {
    const values = valuesOf(circle, { purpose, reader: person, language, thread: threadIn(circle), publicUrl })
    const { date, time } = localTime(circle.entry.at, timeZone)
    const words = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shortened(value)]))
    return `${date.slice(5)} ${time} ${fill(mailTexts[language].lines[purpose], words)}`
  })
  const [, circle] = told[0]!
  const { title } = threadIn(circle)
  return { is: 'list', title: `${number}: ${title}`, href: linkTo(publicUrl, number), lines }
}

const shortened = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longestWords ? `${line.slice(0, longestWords)}…` : line
}
