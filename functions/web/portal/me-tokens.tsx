import { ArrowLeft } from 'lucide'
import { isAgent, type Person } from '../../../lib/people/person.ts'
import { Scope } from '../../../lib/people/scope.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { refusedAt, TextField } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Notice, RefusedNotice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { Frame, type Site } from './frame.tsx'
import { operations } from './operation.ts'
import { portalTexts } from './text.ts'

interface Token {
  readonly id: string
  readonly name: string
  readonly scopes?: readonly Scope[]
  readonly endsAt?: string
  readonly isLive: boolean
  readonly lastUsedAt?: string
}

const me = { id: 'me' } as const

/** Employees have nothing but their tickets; other scopes would promise them what they may not do. */
const scopesFor = (person: Person): readonly Scope[] =>
  isAgent(person) ? Scope.options : Scope.options.filter((scope) => scope.startsWith('tickets:'))

/** The page; `made` is the text of a token that was made just now. */
const page = async (site: Site, visit: Visit, desk: ApiDesk, made?: string) => {
  const { items } = await carryOut<{ readonly items: readonly Token[] }>(visit, desk, operations.listTokens, {
    params: me,
  })
  return <TokensPage visit={visit} site={site} tokens={items} made={made} />
}

const show = (site: Site): PageRoute => ({
  method: 'GET',
  path: '/me/tokens',
  show: async (visit, desk) => ({ page: await page(site, visit, desk) }),
})

/** Answers the page itself: a token that a redirect carried would stand in histories and logs. */
const make = (site: Site): PageRoute => ({
  method: 'POST',
  path: '/me/tokens',
  again: '/me/tokens',
  show: async (visit, desk) => {
    const body = formBody(operations.makeToken.body, visit.form)
    const { token } = await carryOut<{ readonly token: string }>(visit, desk, operations.makeToken, {
      params: me,
      body,
    })
    return { page: await page(site, visit, desk, token) }
  },
})

const revoke: PageRoute = {
  method: 'POST',
  path: '/me/tokens/{id}/revoke',
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.revokeToken, { params: visit.params })
    return { to: '/me/tokens' }
  },
}

/** API tokens of one's own. */
export const tokenPages = (site: Site): readonly PageRoute[] => [show(site), make(site), revoke]

const TokensPage = (props: { visit: Visit; site: Site; tokens: readonly Token[]; made: string | undefined }) => {
  const { visit, site, tokens, made } = props
  const { reader, person } = visit
  const { tokens: texts, me: settings } = portalTexts[reader.language]
  const refused = refusedAt('/me/tokens', visit.refused)
  const state = { reader, refused }
  const chosen = refused?.form.getAll('scopes') ?? ['tickets:read']
  return (
    <Frame reader={reader} person={person} site={site} title={texts.heading}>
      <div class="narrow stack wide">
        <div>
          <a class="more" href="/me">
            <Icon of={ArrowLeft} />
            {settings.heading}
          </a>
          <h1>{texts.heading}</h1>
          <p class="soft">{texts.hint}</p>
        </div>
        <RefusedNotice refused={refused} reader={reader} />
        {made && (
          <Notice tone="good" heading={texts.made} isLive>
            <p>{texts.madeHint}</p>
            <input class="secret" readonly value={made} aria-label={texts.made} />
          </Notice>
        )}
        <section class="card padded" aria-label={texts.heading}>
          {tokens.length === 0 && <p class="soft">{texts.none}</p>}
          <ul class="lines">
            {tokens.map((token) => (
              <TokenItem token={token} reader={reader} />
            ))}
          </ul>
        </section>
        <form class="card padded form" method="post" action="/me/tokens">
          <TextField state={state} name="name" label={texts.name} hint={texts.nameHint} isRequired most={100} />
          <fieldset class="field">
            <legend>{texts.scopes}</legend>
            <div class="options">
              {scopesFor(person).map((scope) => (
                <label class="option">
                  <input type="checkbox" name="scopes" value={scope} checked={chosen.includes(scope)} />
                  <span>{texts.scope[scope]}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <TextField
            state={state}
            name="days"
            type="number"
            label={texts.days}
            hint={texts.daysHint}
            value="90"
            isRequired
          />
          <p>
            <button class="button" type="submit">
              {texts.make}
            </button>
          </p>
        </form>
      </div>
    </Frame>
  )
}

const TokenItem = ({ token, reader }: { token: Token; reader: Reader }) => {
  const { tokens: texts } = portalTexts[reader.language]
  const { id, name, scopes = [], endsAt, isLive, lastUsedAt } = token
  return (
    <li class="split">
      <div>
        <strong>{name}</strong>
        <p class="line">
          <span>{scopes.map((scope) => texts.scope[scope]).join(', ')}</span>
          {isLive && endsAt && (
            <span>
              {texts.until} <Time at={endsAt} reader={reader} />
            </span>
          )}
          {!isLive && <span>{texts.dead}</span>}
          {lastUsedAt ? (
            <span>
              {texts.used} <Time at={lastUsedAt} reader={reader} />
            </span>
          ) : (
            <span>{texts.neverUsed}</span>
          )}
        </p>
      </div>
      {isLive && (
        <form method="post" action={`/me/tokens/${id}/revoke`}>
          <button class="button quiet small" type="submit">
            {texts.revoke}
          </button>
        </form>
      )}
    </li>
  )
}
