import { Undo2 } from 'lucide'
import { StateBadge } from '../../page/piece/badge.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import type { Reader } from '../../page/reader.ts'
import { consoleTexts, type Link } from '../text.ts'
import { ticketTexts } from './text.ts'
import { pathTo, type Summary, type Ticket } from './ticket.ts'

/** What a ticket is linked to, by what the others are to it. */
export const linksOf = (ticket: Ticket): readonly (readonly [Link, string])[] => {
  const { parent, merged, absorbed, origin, followedBy, children } = ticket
  return [
    ...(parent ? [['parent', parent] as const] : []),
    ...children.map((number) => ['children', number] as const),
    ...(merged ? [['merged', merged.into] as const] : []),
    ...absorbed.map((number) => ['absorbed', number] as const),
    ...(origin ? [[origin.how, origin.number] as const] : []),
    ...(followedBy ? [['followedBy', followedBy] as const] : []),
  ]
}

/** The tickets that this one has to do with, how they stand, and the undo beside what can be undone. */
export const Links = (props: { ticket: Ticket; reader: Reader; linked: readonly Summary[] }) => {
  const { ticket, reader, linked } = props
  const texts = consoleTexts[reader.language]
  const own = ticketTexts[reader.language]
  const links = linksOf(ticket)
  const isOfAlerts = ticket.channel === 'alert'
  if (links.length === 0 && !isOfAlerts) return null
  return (
    <section class="card padded stack tight" aria-label={texts.links}>
      <h2>{texts.links}</h2>
      <ul class="linked">
        {isOfAlerts && (
          <li>
            <a href={`/desk/alerts?incident=${ticket.number}`}>{texts.alertsOf}</a>
          </li>
        )}
        {links.map(([link, number]) => {
          const found = linked.find((other) => other.number === number)
          return (
            <li>
              <span>
                <span class="small soft">{texts.link[link]}</span>{' '}
                <a href={pathTo(number)}>
                  <span class="number">{number}</span> {found?.title}
                </a>
              </span>
              <span class="buttons">
                {found && <StateBadge state={found.state} reader={reader} />}
                {link === 'absorbed' && (
                  <a
                    class="tool"
                    href={`${pathTo(number, 'unmerge')}?back=${ticket.number}`}
                    data-sheet
                    aria-label={`${own.sheet.unmerge.menu}: ${number}`}
                  >
                    <Icon of={Undo2} size={14} />
                  </a>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
