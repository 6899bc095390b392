import type * as z from 'zod'
import type { Attempt } from '../../../lib/webhook/attempt.ts'
import type { Waiting } from '../../api/webhook/ask.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Visit } from '../page/visit.ts'
import { alertTexts } from './text.ts'
import { pathToWebhook, type ShownWebhook } from './webhook.ts'

/** A page of what was attempted. */
export type Attempts = { readonly items: readonly Attempt[]; readonly cursor: string | null }
/** A page of what waits. */
export type Waitings = { readonly items: readonly z.infer<typeof Waiting>[]; readonly cursor: string | null }

const isTicket = (number: string) => /^[A-Z]{2,5}-\d+$/.test(number)

/** What was sent lately, and how each ended. */
export const AttemptList = ({ visit, attempts }: { visit: Visit; attempts: Attempts }) => {
  const { reader, request } = visit
  const texts = alertTexts[reader.language].webhooks
  return (
    <section class="card padded stack tight" aria-labelledby="attempts">
      <h2 id="attempts">{texts.attempts}</h2>
      {attempts.items.length === 0 ? (
        <p class="soft">{texts.noAttempts}</p>
      ) : (
        <ul>
          {attempts.items.map((one) => (
            <li class="person-row">
              <div>
                <p>
                  <strong>{one.type}</strong>{' '}
                  {isTicket(one.number) && <a href={`/desk/tickets/${one.number}`}>{one.number}</a>}
                </p>
                <p class="line">
                  <Time at={one.at} reader={reader} />
                  <span>{texts.attemptOf(one.attempt)}</span>
                  <span>{`${one.milliseconds} ms`}</span>
                  <code>{one.messageId}</code>
                </p>
                {one.answer && <p class="small soft">{one.answer}</p>}
              </div>
              <Tag tone={one.isDelivered ? 'good' : 'bad'}>
                {one.isDelivered ? texts.delivered(one.status) : String(one.status ?? one.error ?? texts.failed)}
              </Tag>
            </li>
          ))}
        </ul>
      )}
      {attempts.cursor && (
        <p>
          <a
            class="button quiet small"
            rel="next"
            href={`${request.path}?${new URLSearchParams({ after: attempts.cursor })}#attempts`}
          >
            {reader.texts.older}
          </a>
        </p>
      )}
    </section>
  )
}

/** What was given up and waits for somebody to send it again. */
export const WaitingList = ({
  visit,
  webhook,
  waiting,
}: {
  visit: Visit
  webhook: ShownWebhook
  waiting: Waitings
}) => {
  const { reader } = visit
  const texts = alertTexts[reader.language].webhooks
  return (
    <section class="card padded stack tight" aria-labelledby="waiting">
      <h2 id="waiting">{texts.waiting}</h2>
      {waiting.items.length === 0 ? (
        <p class="soft">{texts.noneWaiting}</p>
      ) : (
        <>
          <ul>
            {waiting.items.map(({ number, since, sent, wanted }) => (
              <li class="person-row">
                <div>
                  <a href={`/desk/tickets/${number}`}>{number}</a>
                  <p class="line">
                    <span>{texts.missing(wanted - sent)}</span>
                    <Time at={since} reader={reader} />
                  </p>
                </div>
              </li>
            ))}
          </ul>
          {waiting.cursor && <p class="hint">{texts.moreWaiting}</p>}
          <form method="post" action={pathToWebhook(webhook.id, '/replay')} data-swap>
            <input type="hidden" name="since" value="2000-01-01T00:00:00.000Z" />
            <button class="button" type="submit">
              {texts.sendWaiting}
            </button>
          </form>
        </>
      )}
    </section>
  )
}
