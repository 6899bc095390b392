import { browserName } from '../page/browser-name.ts'
import { carryOut } from '../page/carry-out.ts'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import type { PersonView } from './person-named.ts'
import { saved } from './piece/saving.ts'
import { adminTexts } from './text.ts'

/** The browsers in which somebody is signed in. */
export interface Sessions {
  readonly items: readonly {
    readonly id: string
    readonly browser: string
    readonly startedAt: string
    readonly seenAt: string
  }[]
}

const nameOf = (browser: string, { texts }: Reader) => {
  const known = browserName(browser)
  return known ? texts.browser.on(...known) : texts.browser.unknown
}

/** Where a person is signed in, and signing them out there or everywhere. */
export const SessionsForm = (props: { visit: Visit; person: PersonView; sessions: Sessions }) => {
  const { visit, person, sessions } = props
  const { reader } = visit
  const texts = adminTexts[reader.language].sessions
  const action = `/desk/admin/people/${person.id}/sign-out`
  return (
    <section class="card padded stack tight" aria-labelledby="sessions">
      <h2 id="sessions">{texts.title}</h2>
      {sessions.items.length === 0 && <p class="soft">{texts.none}</p>}
      {sessions.items.length > 0 && (
        <form class="stack tight" method="post" action={action} data-swap>
          <ul class="address-list">
            {sessions.items.map(({ id, browser, seenAt }) => (
              <li class="split" title={browser}>
                <span>
                  {nameOf(browser, reader)}{' '}
                  <span class="soft small">
                    <Time at={seenAt} reader={reader} />
                  </span>
                </span>
                <button class="button quiet small" type="submit" name="session" value={id}>
                  {texts.end}
                </button>
              </li>
            ))}
          </ul>
          <p>
            <button class="button quiet" type="submit">
              {texts.endAll}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

/** Signs somebody out of one browser, or of all. */
export const signOut = (page: PageRoute): PageRoute => ({
  method: 'POST',
  path: '/desk/admin/people/{id}/sign-out',
  again: page.path,
  show: async (visit, desk) => {
    const { id = '' } = visit.params
    const session = visit.form.get('session')
    if (session === null) await carryOut(visit, desk, operations.endSessions, { params: { id }, body: {} })
    else await carryOut(visit, desk, operations.endSession, { params: { id, session } })
    return saved(page.path, { id })
  },
})
