import { ResolutionCode } from '../incident/incident.ts'
import { HoldReason } from '../ticket/hold.ts'
import { Priority } from '../ticket/priority.ts'

/** What an agent can ask for in the first lines of a mail. */
export type MailCommand =
  | { readonly do: 'note' }
  | { readonly do: 'resume' | 'close' | 'reopen' }
  /** A mail address, or nothing for the agent who writes. */
  | { readonly do: 'assign'; readonly address?: string }
  | { readonly do: 'team'; readonly team: string }
  | { readonly do: 'priority'; readonly priority: Priority; readonly reason: string }
  /** `until` is a date on the agent's wall. */
  | { readonly do: 'hold'; readonly reason: HoldReason; readonly until?: string }
  /** Without notes, the rest of the mail is the notes. */
  | { readonly do: 'resolve'; readonly code: ResolutionCode; readonly notes?: string }
  | { readonly do: 'cancel'; readonly reason: string }

/** A command and where it stands. */
export interface WrittenCommand {
  /** How answers name it: `Line 2, "!close"`. */
  readonly name: string
  readonly command: MailCommand
}

/** A text that begins with commands. */
export interface CommandMail {
  readonly commands: readonly WrittenCommand[]
  /** A sentence for each line that is no command, though it looks like one. */
  readonly problems: readonly string[]
  /** The text below the commands; '' when there is none. */
  readonly rest: string
  /** The command lines themselves. */
  readonly head: string
}

/** Nobody asks for more at once. */
const mostCommands = 10

const address = /^<?([^\s@<>"]{1,64}@[^\s@<>"]{1,200}\.[^\s@<>".]{2,})>?$/
const day = /^(\d{4}-\d{2}-\d{2})$/

const oneOf = (options: readonly string[]) => options.join(', ')

/** Per command: what its arguments mean, or how it is written. */
const grammar: Readonly<Record<MailCommand['do'], (given: string) => MailCommand | string>> = {
  note: (given) => bare('note', given),
  resume: (given) => bare('resume', given),
  close: (given) => bare('close', given),
  reopen: (given) => bare('reopen', given),
  assign: (given) => {
    if (given.toLowerCase() === 'me') return { do: 'assign' }
    // Mail programs write links beside addresses.
    const found = address.exec(given.replace(/\s?<mailto:[^>]{1,300}>$/, ''))
    return found
      ? { do: 'assign', address: found[1]!.toLowerCase() }
      : 'write !assign and a mail address, or !assign me.'
  },
  team: (given) =>
    /^[a-z0-9][a-z0-9-]{0,39}$/.test(given) ? { do: 'team', team: given } : 'write !team and the id of a team.',
  priority: (given) => {
    const [first = '', reason] = cut(given)
    const priority = Priority.safeParse(first.toUpperCase()).data
    return priority && reason
      ? { do: 'priority', priority, reason }
      : `write !priority, one of ${oneOf(Priority.options)}, and the reason.`
  },
  hold: (given) => {
    const [first, more = ''] = cut(given)
    const reason = HoldReason.safeParse(first).data
    const [word, until = ''] = cut(more)
    const isDated = word === 'until' && day.test(until) && isDay(until)
    if (!reason || (more !== '' && !isDated))
      return `write !hold, one of ${oneOf(HoldReason.options)}, and if you like "until" with a date such as 2026-12-31.`
    return { do: 'hold', reason, ...(isDated && { until }) }
  },
  resolve: (given) => {
    const [first, notes] = cut(given)
    const code = ResolutionCode.safeParse(first).data
    return code
      ? { do: 'resolve', code, ...(notes && { notes }) }
      : `write !resolve, one of ${oneOf(ResolutionCode.options)}, and what solved it.`
  },
  cancel: (given) => (given === '' ? 'write !cancel and the reason.' : { do: 'cancel', reason: given }),
}

const bare = (name: 'note' | 'resume' | 'close' | 'reopen', given: string): MailCommand | string =>
  given === '' ? { do: name } : `write !${name} alone on its line.`

/** The first word and what follows it. */
const cut = (text: string): [string, string?] => {
  const found = /^(\S+)\s+(.+)$/.exec(text)
  return found ? [found[1]!, found[2]!] : [text]
}

/** 2026-02-30 is written like a day and is none. */
const isDay = (date: string) => {
  const at = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date)
}

/**
 * The commands at the beginning of a mail's new text, or nothing when it begins with none. A command is a line of its own
 * with `!` and a word; the first other line that is not empty ends them.
 */
export const readCommands = (text: string): CommandMail | undefined => {
  const lines = text.split('\n')
  const commands: WrittenCommand[] = []
  const problems: string[] = []
  const head: string[] = []
  let i = 0
  for (; i < lines.length; i++) {
    const line = lines[i]!.replace(/\s+/g, ' ').trim()
    if (line === '') continue
    const found = /^!(\p{L}+)(?: (.*))?$/u.exec(line)
    if (!found) break
    const name = `Line ${i + 1}, "${line.length > 80 ? `${line.slice(0, 79)}…` : line}"`
    head.push(line)
    const read = readOne(found[1]!.toLowerCase(), found[2] ?? '')
    if (typeof read === 'string') problems.push(`${name}: ${read}`)
    else commands.push({ name, command: read })
  }
  if (head.length === 0) return undefined
  if (head.length > mostCommands) problems.push(`A mail has at most ${mostCommands} commands.`)
  return { commands, problems, rest: lines.slice(i).join('\n').trim(), head: head.join('\n') }
}

const readOne = (word: string, given: string): MailCommand | string => {
  const read = Object.hasOwn(grammar, word) ? grammar[word as MailCommand['do']] : undefined
  return read ? read(given) : `there is no command !${word}. Use one of !${Object.keys(grammar).join(', !')}.`
}
