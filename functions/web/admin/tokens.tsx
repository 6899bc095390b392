import type * as z from 'zod'
import { Scope } from '../../../lib/people/scope.ts'
import type { ApiToken } from '../../../lib/people/token.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Tag } from '../page/piece/badge.tsx'
import { TextField } from '../page/piece/field.tsx'
import { Empty, Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { ensureEditor } from './guard.ts'
import { operations } from './operation.ts'
import { personOf, withIds } from './person-named.ts'
import { Edit } from './piece/edit.tsx'
import { Picks } from './piece/picks.tsx'
import { saved, saving } from './piece/saving.ts'
import { adminTexts } from './text.ts'

const path = '/desk/admin/tokens'

type Token = z.infer<typeof ApiToken> & {
  readonly isLive: boolean
  readonly lastUsedAt?: string
}

interface TokenPage {
  readonly items: readonly Token[]
  readonly cursor: string | null
}

const Row = ({ token, owner, reader }: { token: Token; owner: string; reader: Reader }) => {
  const texts = adminTexts[reader.language].tokens
  return (
    <li class="person-row">
      <div>
        <strong>{token.name}</strong>
        <p class="line">
          <a href={`/desk/admin/people/${token.personId}`}>{owner}</a>
          <span>
            {texts.ends} <Time at={token.endsAt} reader={reader} />
          </span>
          <span>
            {texts.used} {token.lastUsedAt ? <Time at={token.lastUsedAt} reader={reader} /> : texts.never}
          </span>
        </p>
        <p class="line">
          {(token.scopes ?? []).map((scope) => (
            <Tag>{scope}</Tag>
          ))}
        </p>
      </div>
      {token.isLive ? (
        <form method="post" action={`${path}/${token.id}/revoke`} data-swap>
          <button class="button danger small" type="submit" aria-label={texts.revokeNamed(token.name)}>
            {texts.revoke}
          </button>
        </form>
      ) : (
        <Tag tone="warn">{texts.dead}</Tag>
      )}
    </li>
  )
}

const ownersOf = async (
  visit: Visit,
  desk: ApiDesk,
  tokens: readonly Token[],
): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(tokens.map(({ personId }) => personId))]
  const people = await Promise.all(ids.map((id) => personOf(visit, desk, id)))
  return new Map(ids.map((id, i) => [id, people[i]?.name ?? id]))
}

/** Everybody's tokens, and making one for a program; `made` is the text of one that was just made, shown this once. */
const pageWith = async (visit: Visit, desk: ApiDesk, made?: string): Promise<View> => {
  ensureEditor(visit)
  const { reader } = visit
  const texts = adminTexts[reader.language]
  const query = { cursor: visit.query.cursor, limit: 50 }
  const page = await carryOut<TokenPage>(visit, desk, operations.listAllTokens, { query })
  const owners = await ownersOf(visit, desk, page.items)
  return {
    page: (
      <AdminPage visit={visit} title={texts.section.tokens.name} lead={texts.section.tokens.lead}>
        {made && (
          <Notice tone="good" heading={texts.tokens.made} isLive>
            <p>{texts.tokens.madeHint}</p>
            <p>
              <code>{made}</code>
            </p>
          </Notice>
        )}
        <div class="card">
          {page.items.length === 0 ? (
            <Empty heading={texts.tokens.none} hint={texts.tokens.noneHint} />
          ) : (
            <ul class="people">
              {page.items.map((token) => (
                <Row token={token} owner={owners.get(token.personId) ?? token.personId} reader={reader} />
              ))}
            </ul>
          )}
        </div>
        {page.cursor && (
          <p class="pager">
            <a class="button quiet" rel="next" href={`${path}?${new URLSearchParams({ cursor: page.cursor })}`}>
              {reader.texts.more}
            </a>
          </p>
        )}
        <section class="card padded stack tight" aria-labelledby="make">
          <h2 id="make">{texts.tokens.make}</h2>
          <p class="hint">{texts.tokens.makeHint}</p>
          <Edit
            visit={visit}
            action={path}
            save={texts.tokens.make}
            fields={(state) => (
              <>
                <div class="form pair">
                  <TextField
                    state={state}
                    name="person"
                    label={texts.tokens.program}
                    hint={texts.people.managerHint}
                    isRequired
                  />
                  <TextField state={state} name="name" label={texts.tokens.purpose} isRequired most={100} />
                  <TextField state={state} name="days" label={texts.tokens.days} type="number" value="90" isRequired />
                  <TextField
                    state={state}
                    name="requestsPerMinute"
                    label={texts.tokens.rate}
                    hint={texts.tokens.rateHint}
                    type="number"
                  />
                </div>
                <Picks
                  state={state}
                  name="scopes"
                  label={texts.tokens.scopes}
                  hint={texts.tokens.scopesHint}
                  options={Scope.options.map((scope) => [scope, scope])}
                  picked={[]}
                />
              </>
            )}
          />
        </section>
      </AdminPage>
    ),
  }
}

const page: PageRoute = { method: 'GET', path, show: (visit, desk) => pageWith(visit, desk) }

const make = saving({
  path,
  page,
  save: async (visit, desk) => {
    const form = await withIds(visit, desk, ['person'])
    const id = form.get('person')?.trim() ?? ''
    const body = formBody(operations.makeToken.body, form)
    const { token } = await carryOut<{ token: string }>(visit, desk, operations.makeToken, {
      params: { id },
      body,
    }).catch((error: unknown) => {
      const isAboutPerson = error instanceof Refusal && (error.code === 'forbidden' || error.code === 'not_found')
      if (isAboutPerson && error.field === undefined) throw new Refusal('invalid', error.message, 'person')
      throw error
    })
    return pageWith({ ...visit, query: {} }, desk, token)
  },
})

const revoke: PageRoute = {
  method: 'POST',
  path: `${path}/{id}/revoke`,
  again: path,
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.revokeToken, { params: visit.params })
    return saved(path)
  },
}

/** The API tokens of everybody. */
export const tokenPages: readonly PageRoute[] = [page, make, revoke]
