import type { Child } from 'hono/jsx'
import { ArrowLeft } from 'lucide'
import { Once, refusedAt } from '../../page/piece/field.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import type { NamesOfTeams } from '../../page/say-entry.ts'
import type { Visit } from '../../page/visit.ts'
import { Shell } from '../shell.tsx'
import type { Sheet, SheetProps } from './sheet/sheet.ts'
import { Refusing } from './stale.tsx'
import { type SheetName, ticketTexts } from './text.ts'
import { pathTo, type Ticket } from './ticket.ts'

interface SheetPageProps {
  readonly visit: Visit
  readonly name: SheetName
  readonly sheet: Sheet<unknown>
  readonly ticket: Ticket
  readonly teams: NamesOfTeams
  readonly once: string
  readonly extra: unknown
}

/**
 * Something to do to a ticket, as a page of its own; the script shows it as a sheet above the ticket. It carries the version
 * that was seen, so that whoever comes second is told what changed, and has all they typed.
 */
export const SheetPage = ({ visit, name, sheet, ticket, teams, once, extra }: SheetPageProps) => {
  const { reader } = visit
  const texts = ticketTexts[reader.language]
  const { heading, lead, submit } = texts.sheet[name]
  const action = pathTo(ticket.number, name)
  const refused = refusedAt(action, visit.refused)
  const props: SheetProps<unknown> = { visit, ticket, teams, state: { reader, refused }, texts, once, extra }
  const { Before, Fields, After, isGrave } = sheet
  const isStale = refused?.refusal.code === 'stale'
  return (
    <FramedSheet visit={visit} ticket={ticket} heading={heading} lead={lead}>
      <Refusing refused={refused} number={ticket.number} reader={reader} teams={teams} />
      {Before && <Before {...props} />}
      <form class="form" method="post" action={action} data-swap>
        <Once id={`${once}-${name}`} />
        <input type="hidden" name="version" value={ticket.version} />
        {visit.query.back && <input type="hidden" name="back" value={visit.query.back} />}
        {Fields && <Fields {...props} />}
        <div class="buttons">
          <button class={isGrave ? 'button danger' : 'button'} type="submit">
            {isStale ? texts.sendAnyway : (sheet.submit?.(ticket, texts) ?? submit)}
          </button>
          <a class="button ghost" href={pathTo(ticket.number)} data-sheet-close>
            {isStale ? texts.stale.takeBack : reader.texts.cancel}
          </a>
        </div>
      </form>
      {After && <After {...props} />}
    </FramedSheet>
  )
}

/** A page about one ticket that the script shows above it. */
export const FramedSheet = (props: {
  visit: Visit
  ticket: Pick<Ticket, 'number' | 'title'>
  heading: string
  lead?: string | undefined
  children?: Child
}) => {
  const { visit, ticket, heading, lead, children } = props
  const texts = ticketTexts[visit.reader.language]
  return (
    <Shell reader={visit.reader} person={visit.person} title={`${heading} · ${ticket.number}`}>
      <p class="sheet-back">
        <a class="button ghost small" href={pathTo(ticket.number)}>
          <Icon of={ArrowLeft} size={14} />
          {texts.back(ticket.number)}
        </a>
      </p>
      <article class="card sheet-page stack">
        <h1>{heading}</h1>
        <p class="soft">
          <span class="number">{ticket.number}</span> {ticket.title}
        </p>
        {lead && <p>{lead}</p>}
        {children}
      </article>
    </Shell>
  )
}
