import type { Child } from 'hono/jsx'
import type { ApiDesk } from '../../../../api/operation.ts'
import type { FormState } from '../../../page/piece/field.tsx'
import type { NamesOfTeams } from '../../../page/say-entry.ts'
import type { Visit } from '../../../page/visit.ts'
import type { TicketTexts } from '../text.ts'
import type { Ticket } from '../ticket.ts'

/** What a sheet is made of. */
export interface SheetProps<Extra = undefined> {
  readonly visit: Visit
  readonly ticket: Ticket
  readonly teams: NamesOfTeams
  readonly state: FormState
  readonly texts: TicketTexts
  readonly once: string
  readonly extra: Extra
}

/** How one thing is asked for. Without fields it only asks whether it should be. */
export interface Sheet<Extra = undefined> {
  /** What it must know beside the ticket. */
  readonly load?: (visit: Visit, desk: ApiDesk, ticket: Ticket) => Promise<Extra>
  /** Above the form: what happens, or forms for what is asked most. */
  readonly Before?: (props: SheetProps<Extra>) => Child
  readonly Fields?: (props: SheetProps<Extra>) => Child
  /** Below the form. */
  readonly After?: (props: SheetProps<Extra>) => Child
  /** What its button says, where that depends on the ticket. */
  readonly submit?: (ticket: Ticket, texts: TicketTexts) => string
  /** Takes something away that does not come back. */
  readonly isGrave?: boolean
}

/** Checks a sheet against what it loads, and forgets that. */
export const sheet = <Extra>(one: Sheet<Extra>): Sheet<unknown> => one as Sheet<unknown>
