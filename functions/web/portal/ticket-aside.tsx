import type { Child } from 'hono/jsx'
import { categoryName } from '../page/category-name.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { refusedAt, TextField } from '../page/piece/field.tsx'
import { Popup, PopupButton } from '../page/piece/popup.tsx'
import { Time } from '../page/piece/time.tsx'
import { portalTexts } from './text.ts'
import type { Beside } from './ticket-page.tsx'

const Fact = ({ name, children }: { name: string; children?: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Named = ({ name }: { name: string }) => (
  <span class="person">
    <Avatar name={name} />
    {name}
  </span>
)

/** What is known of the ticket, who follows it, and how the reader leaves it. */
export const Aside = ({ visit, ticket }: Beside) => {
  const { reader, person } = visit
  const texts = portalTexts[reader.language]
  const { fact } = texts
  const path = `/tickets/${ticket.number}`
  const refused = refusedAt(`${path}/cancel`, visit.refused)
  const isFollower = ticket.watchers.some(({ id }) => id === person.id)
  return (
    <aside>
      <section class="card padded stack" aria-label={texts.facts}>
        <dl class="facts">
          {ticket.requester.id !== person.id && (
            <Fact name={fact.requester}>
              <Named name={ticket.requester.name} />
            </Fact>
          )}
          <Fact name={fact.assignee}>
            {ticket.assignee ? <Named name={ticket.assignee.name} /> : <span>{texts.desk}</span>}
          </Fact>
          <Fact name={fact.opened}>
            <Time at={ticket.openedAt} reader={reader} isFull />
          </Fact>
          {ticket.category && <Fact name={fact.category}>{categoryName(ticket.category, reader.language)}</Fact>}
          {ticket.service && <Fact name={fact.service}>{ticket.service}</Fact>}
          {ticket.origin && (
            <div>
              <dt class="hidden">{fact.number}</dt>
              <dd>
                <a href={`/tickets/${ticket.origin.number}`}>{texts.cameFrom(ticket.origin.number)}</a>
              </dd>
            </div>
          )}
          {ticket.watchers.length > 0 && (
            <Fact name={fact.followers}>
              <ul class="stack tight">
                {ticket.watchers.map(({ name }) => (
                  <li>
                    <Named name={name} />
                  </li>
                ))}
              </ul>
            </Fact>
          )}
        </dl>
        {isFollower && (
          <form method="post" action={`${path}/unwatch`}>
            <button class="button quiet small" type="submit">
              {texts.unfollow}
            </button>
          </form>
        )}
        {ticket.legalMoves.includes('cancel') && (
          <p>
            <PopupButton opens="cancel" class="button quiet small">
              {texts.cancelTicket}
            </PopupButton>
          </p>
        )}
      </section>
      {ticket.legalMoves.includes('cancel') && (
        <Popup id="cancel" heading={texts.cancelTicket} reader={reader} isOpen={refused !== undefined}>
          <form class="form" method="post" action={`${path}/cancel`} data-swap>
            <input type="hidden" name="version" value={ticket.version} />
            <p class="soft">{texts.cancelHint}</p>
            <TextField
              state={{ reader, refused }}
              name="reason"
              label={texts.cancelReason}
              isRequired
              value={texts.cancelDefault}
              most={2000}
            />
            <p>
              <button class="button" type="submit">
                {texts.cancelTicket}
              </button>
            </p>
          </form>
        </Popup>
      )}
    </aside>
  )
}
