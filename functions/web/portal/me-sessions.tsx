import type { ApiDesk } from '../../api/operation.ts'
import { browserName } from '../page/browser-name.ts'
import { carryOut } from '../page/carry-out.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Time } from '../page/piece/time.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import { portalTexts } from './text.ts'

/** A browser that is signed in. */
export interface SignedIn {
  readonly id: string
  /** In its own words. */
  readonly browser: string
  readonly startedAt: string
  readonly seenAt: string
}

const me = { id: 'me' } as const

/** Where the visitor is signed in. */
export const readSessions = async (visit: Visit, desk: ApiDesk): Promise<readonly SignedIn[]> =>
  (await carryOut<{ readonly items: readonly SignedIn[] }>(visit, desk, operations.listSessions, { params: me })).items

/** The browsers in which somebody is signed in, and the way out of each. */
export const SessionList = ({ visit, sessions }: { visit: Visit; sessions: readonly SignedIn[] }) => {
  const { reader, session } = visit
  const { sessions: texts } = portalTexts[reader.language]
  const others = sessions.filter(({ id }) => id !== session)
  return (
    <>
      <ul class="lines">
        {sessions.map(({ id, browser, startedAt, seenAt }) => {
          const known = browserName(browser)
          return (
            <li class="split">
              <div>
                <strong>{known ? reader.texts.browser.on(...known) : reader.texts.browser.unknown}</strong>{' '}
                {id === session && <Tag tone="good">{texts.here}</Tag>}
                <p class="line">
                  <span>
                    {texts.since} <Time at={startedAt} reader={reader} />
                  </span>
                  <span>
                    {texts.seen} <Time at={seenAt} reader={reader} />
                  </span>
                </p>
              </div>
              {id !== session && (
                <form method="post" action={`/me/sessions/${id}/end`}>
                  <button class="button quiet small" type="submit">
                    {texts.end}
                  </button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
      {others.length > 0 && (
        <form method="post" action="/me/sessions/end">
          <button class="button danger" type="submit">
            {texts.endOthers}
          </button>
        </form>
      )}
    </>
  )
}

const endOne: PageRoute = {
  method: 'POST',
  path: '/me/sessions/{session}/end',
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.endSession, { params: { ...me, ...visit.params } })
    return { to: '/me?saved=sessions' }
  },
}

const endOthers: PageRoute = {
  method: 'POST',
  path: '/me/sessions/end',
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.endSessions, { params: me, body: { but: visit.session } })
    return { to: '/me?saved=sessions' }
  },
}

/** Ending sessions. */
export const sessionPages: readonly PageRoute[] = [endOthers, endOne]
