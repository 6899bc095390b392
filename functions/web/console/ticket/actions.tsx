import type { IconNode } from 'lucide'
import { Bell, BellOff, CircleDot, Ellipsis, Pencil, UserPlus, UserRoundPlus } from 'lucide'
import { isFinished, isOpen } from '../../../../lib/incident/life-cycle.ts'
import { Once } from '../../page/piece/field.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import { Popup, PopupButton } from '../../page/piece/popup.tsx'
import type { Visit } from '../../page/visit.ts'
import { type SheetName, ticketTexts } from './text.ts'
import { pathTo, type Ticket } from './ticket.ts'

interface ActionsProps {
  readonly visit: Visit
  readonly ticket: Ticket
  readonly once: string
}

/** Moves that need no word beside themselves. */
const atOnce: ReadonlySet<string> = new Set<SheetName>(['start', 'resume'])

/** Everything that can be done to the ticket now: the most usual in sight, the rest one press away. */
export const Actions = ({ visit, ticket, once }: ActionsProps) => {
  const { reader, person } = visit
  const texts = ticketTexts[reader.language]
  const { number } = ticket
  const isOver = isFinished(ticket) || ticket.merged !== undefined
  const isFollowed = ticket.watchers.some(({ id }) => id === person.id)
  return (
    <div class="actions buttons" role="toolbar" aria-label={texts.actions}>
      {!isOver && !ticket.assignee && (
        <AtOnce {...{ number, ticket, once }} name="assign" fields={{ assignee: 'me' }}>
          <Icon of={UserRoundPlus} />
          {texts.take}
        </AtOnce>
      )}
      {!isOver && <SheetLink {...{ number, reader }} name="assign" icon={UserPlus} shortcut="a" />}
      {ticket.legalMoves.length > 0 && (
        <PopupButton opens="moves" shortcut="s">
          <Icon of={CircleDot} />
          {texts.changeState}
        </PopupButton>
      )}
      {!isOver && <SheetLink {...{ number, reader }} name="edit" icon={Pencil} shortcut="e" />}
      <AtOnce {...{ number, ticket, once }} name={isFollowed ? 'unwatch' : 'watch'} shortcut="w" isQuiet>
        <Icon of={isFollowed ? BellOff : Bell} />
        {isFollowed ? texts.unfollow : texts.follow}
      </AtOnce>
      <PopupButton opens="more">
        <Icon of={Ellipsis} />
        {texts.more}
      </PopupButton>
      <Popup id="moves" heading={texts.changeState} reader={reader}>
        <div class="menu">
          {(ticket.legalMoves as SheetName[]).map((move) =>
            atOnce.has(move) ? (
              <form method="post" action={pathTo(number, move)} data-swap>
                <Once id={`${once}-menu-${move}`} />
                <input type="hidden" name="version" value={ticket.version} />
                <button type="submit">{texts.sheet[move].menu}</button>
              </form>
            ) : (
              <a href={pathTo(number, move)} data-sheet data-command={texts.sheet[move].menu}>
                {texts.sheet[move].menu} …
              </a>
            ),
          )}
        </div>
      </Popup>
      <Popup id="more" heading={texts.actions} reader={reader}>
        <div class="menu">
          {rest(ticket).map(([name, key]) => (
            <a href={pathTo(number, name)} data-sheet data-key={key} data-command={texts.sheet[name].menu}>
              {texts.sheet[name].menu} …{key && <kbd>{key}</kbd>}
            </a>
          ))}
        </div>
      </Popup>
    </div>
  )
}

const rest = (ticket: Ticket): readonly (readonly [SheetName, string?])[] => {
  if (ticket.merged) return [['unmerge'], ['watch']]
  if (isFinished(ticket)) return [['follow-up'], ['watch']]
  return [
    ['prioritize', 'p'],
    ['override-priority'],
    ['declare-major'],
    ...aboutMajor(ticket).map((name) => [name] as const),
    ...(ticket.isMajor ? [['announce'] as const] : []),
    ...(ticket.announcement ? [['withdraw-announcement'] as const] : []),
    ['set-parent'],
    ...(ticket.parent ? [] : [['add-children'] as const]),
    ['merge', 'm'],
    ['watch'],
  ]
}

const aboutMajor = (ticket: Ticket): readonly SheetName[] => {
  if (!ticket.isMajor && !isOpen(ticket)) return []
  if (!ticket.isMajor) return ticket.candidate ? ['accept-major', 'reject-major'] : ['propose-major']
  return isOpen(ticket) ? ['update-plan'] : ['review']
}

const SheetLink = (props: {
  number: string
  reader: Visit['reader']
  name: SheetName
  icon: IconNode
  shortcut: string
}) => (
  <a
    class="button quiet"
    href={pathTo(props.number, props.name)}
    data-sheet
    data-key={props.shortcut}
    aria-keyshortcuts={props.shortcut}
  >
    <Icon of={props.icon} />
    {ticketTexts[props.reader.language].sheet[props.name].menu}
  </a>
)

const AtOnce = (props: {
  number: string
  ticket: Ticket
  once: string
  name: SheetName
  fields?: Readonly<Record<string, string>>
  shortcut?: string
  isQuiet?: boolean
  children?: unknown
}) => (
  <form method="post" action={pathTo(props.number, props.name)} data-swap>
    <Once id={`${props.once}-now-${props.name}`} />
    {Object.entries(props.fields ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {!props.isQuiet && <input type="hidden" name="version" value={props.ticket.version} />}
    <button
      class={props.isQuiet ? 'button quiet' : 'button'}
      type="submit"
      data-key={props.shortcut}
      aria-keyshortcuts={props.shortcut}
    >
      {props.children as string}
    </button>
  </form>
)
