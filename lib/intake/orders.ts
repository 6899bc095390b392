import type { Step } from '../desk/in-order.ts'
import type { IncidentCommand } from '../incident/command.ts'
import { ownerIn } from '../people/own-address.ts'
import { isAgent, type Person } from '../people/person.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Message } from '../ticket/message.ts'
import { stretchesOf } from '../ticket/zone-offset.ts'
import type { CommandMail, WrittenCommand } from './mail-command.ts'

/** What a mail with commands asks for, or sentences about what is wrong with it. */
export type Orders =
  | { readonly steps: readonly Step[]; readonly visibility: 'public' | 'internal' }
  | { readonly problems: readonly string[] }

/** Who asks, in which words, and what the table knows. */
interface Asking {
  readonly agent: Person
  /** The message that the mail leaves, whatever its text. */
  readonly message: Message
  /** The mail answers an internal note. */
  readonly isNote: boolean
  readonly store: Pick<Store, 'getMany'>
}

/**
 * The steps that a mail with commands asks for: its own words first, then the commands in their order. Words that a command
 * takes (a question to the caller, the notes of a resolution) are not said twice.
 */
export const ordersOf = async (mail: CommandMail, asking: Asking): Promise<Orders> => {
  const assignees = await peopleAt(mail, asking.store)
  const problems = [...mail.problems]
  const isInternal = asking.isNote || mail.commands.some(({ command }) => command.do === 'note')
  let rest = mail.rest
  let isSaid = false
  const steps: Step[] = []
  for (const written of mail.commands) {
    const { name, command } = written
    const refuse = (why: string) => void problems.push(`${name}: ${why}`)
    switch (command.do) {
      case 'note':
        break
      case 'assign': {
        const assignee = command.address === undefined ? asking.agent : assignees.get(command.address)
        if (assignee && isAgent(assignee)) steps.push({ name, command: assignTo(assignee) })
        else refuse(`${command.address} is no agent here. Write the address of one.`)
        break
      }
      case 'hold': {
        const until = command.until && startOfDay(command.until, asking.agent.timeZone)
        const isAsked = command.reason === 'caller'
        if (isAsked && isInternal) refuse('the caller cannot read an internal note. Ask them in a public answer.')
        else if (isAsked && rest === '') refuse('write below what you wait for; it goes to the caller.')
        const message = isAsked && !isInternal ? { ...asking.message, text: rest } : undefined
        if (message) [rest, isSaid] = ['', true]
        steps.push({ name, command: { type: 'hold', reason: command.reason, ...(until && { until }), message } })
        break
      }
      case 'resolve': {
        const notes = command.notes ?? rest
        if (notes === '') refuse('say what solved it, on the line or below.')
        if (command.notes === undefined) rest = ''
        steps.push({ name, command: { type: 'resolve', code: command.code, notes } })
        break
      }
      default:
        steps.push({ name, command: plainly(command) })
    }
  }
  if (problems.length > 0) return { problems }
  if (isSaid) return { steps, visibility: 'public' }
  const visibility = isInternal || rest === '' ? 'internal' : 'public'
  // A mail that only commands leaves a note with its lines: so every mail is found from its ticket.
  const message = { ...asking.message, text: rest === '' ? mail.head : rest }
  return { steps: [{ command: { type: 'comment', message, visibility } }, ...steps], visibility }
}

type Plain = Exclude<WrittenCommand['command'], { do: 'note' | 'assign' | 'hold' | 'resolve' }>

const plainly = (command: Plain): IncidentCommand => {
  switch (command.do) {
    case 'team':
      return { type: 'assign', team: command.team }
    case 'priority':
      return { type: 'override-priority', priority: command.priority, reason: command.reason }
    case 'cancel':
      return { type: 'cancel', reason: command.reason }
    default:
      return { type: command.do }
  }
}

const assignTo = ({ id, name, addresses }: Person): IncidentCommand => ({
  type: 'assign',
  assignee: { id, name, ...(addresses[0] && { address: addresses[0] }) },
})

const peopleAt = async ({ commands }: CommandMail, store: Pick<Store, 'getMany'>): Promise<Map<string, Person>> => {
  const addresses = commands.flatMap(({ command }) =>
    command.do === 'assign' && command.address ? [command.address] : [],
  )
  const items = await store.getMany([...new Set(addresses)].map(key.address))
  return new Map(
    items.flatMap((item) => {
      const owner = ownerIn(item)
      return owner ? [[String(item.address), owner] as const] : []
    }),
  )
}

/** The instant at which that day begins on the wall of the zone. */
const startOfDay = (date: string, zone: string): string => {
  const wall = Date.parse(`${date}T00:00:00Z`) / 1000
  const ahead = (second: number) =>
    stretchesOf(zone, second).find(({ from, to }) => from <= second && second < to)?.offset ?? 0
  // Where the clocks change between, the second look is right.
  const near = wall - ahead(wall)
  return new Date((wall - ahead(near)) * 1000).toISOString()
}
