import { Bookmark, X } from 'lucide'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { carryOut } from '../page/carry-out.ts'
import { refusedAt, Select, TextField } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { RefusedNotice } from '../page/piece/notice.tsx'
import { Popup, PopupButton } from '../page/piece/popup.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import type { TeamNames } from './queue.tsx'
import { type FilterName, filterNames, filtersIn, queuePath, queueViewIn, queueViews } from './queue-view.ts'
import { type ConsoleTexts, consoleTexts, type QueueView } from './text.ts'

/** A list that somebody keeps under a name. */
export interface KeptList {
  readonly id: string
  readonly name: string
  readonly scope: string
  readonly query: Readonly<Record<string, string>>
}

type Narrow = Partial<Record<FilterName, string>>

/** What a list asks for, whatever view it began with. */
export const queryOf = (view: QueueView, filters: Narrow): Narrow => ({ ...queueViews[view], ...filters })

const isSame = (one: Readonly<Record<string, string | undefined>>, other: typeof one) =>
  filterNames.every((name) => one[name] === other[name])

/** The kept list that a view with its filters is, if it is one. */
export const keptListOf = (lists: readonly KeptList[], view: QueueView, filters: Narrow): KeptList | undefined =>
  lists.find(({ query }) => isSame(query, queryOf(view, filters)))

const scopeText = (scope: string, texts: ConsoleTexts, teams: TeamNames) =>
  scope === 'me' || scope === 'desk'
    ? texts.kept.scope[scope]
    : (teams.find(([id]) => scope === `team-${id}`)?.[1] ?? scope)

const keepPath = '/desk/filters'

/** Kept lists to go to, and a way to keep this one or to give one up. */
export const KeptLists = (props: {
  visit: Visit
  lists: readonly KeptList[]
  view: QueueView
  filters: Narrow
  teams: TeamNames
}) => {
  const { visit, lists, view, filters, teams } = props
  const { reader } = visit
  const texts = consoleTexts[reader.language]
  const here = keptListOf(lists, view, filters)
  const refused = refusedAt(keepPath, visit.refused)
  const state = { reader, refused }
  const scopes = [
    ['me', texts.kept.scope.me] as const,
    ...teams.map(([id, name]) => [`team-${id}`, name] as const),
    ['desk', texts.kept.scope.desk] as const,
  ]
  return (
    <>
      <nav class="kept" aria-label={texts.kept.heading}>
        {lists.map((list) => (
          <a class="chip" href={queuePath('all', list.query)} aria-current={list === here ? 'page' : undefined}>
            {list.name}
          </a>
        ))}
        <PopupButton opens="keep-list" class="button ghost small">
          <Icon of={Bookmark} />
          {texts.kept.keep}
        </PopupButton>
      </nav>
      <Popup id="keep-list" heading={texts.kept.heading} reader={reader} isOpen={refused !== undefined}>
        <RefusedNotice refused={refused} reader={reader} />
        <form class="form" method="post" action={keepPath}>
          {Object.entries({ view, ...filters }).map(([name, value]) => (
            <input type="hidden" name={`list.${name}`} value={value} />
          ))}
          <TextField state={state} name="name" label={texts.kept.name} isRequired most={60} value={here?.name} />
          <Select
            state={state}
            name="scope"
            label={texts.kept.for}
            isRequired
            value={here?.scope ?? 'me'}
            options={scopes}
          />
          <div class="buttons">
            <button class="button" type="submit">
              {texts.kept.keep}
            </button>
          </div>
        </form>
        {lists.length > 0 && (
          <ul class="stack tight">
            {lists.map(({ id, name, scope }) => (
              <li class="split">
                <span>
                  {name} <span class="small soft">{scopeText(scope, texts, teams)}</span>
                </span>
                <form method="post" action={`${keepPath}/${scope}/${id}/remove`}>
                  <button class="button ghost small" type="submit" aria-label={texts.kept.remove(name)}>
                    <Icon of={X} />
                  </button>
                </form>
              </li>
            ))}
          </ul>
        )}
      </Popup>
    </>
  )
}

/** The list that a form is about. */
const listIn = (form: URLSearchParams) => {
  const fields = Object.fromEntries(
    [...form].flatMap(([name, value]) => (name.startsWith('list.') ? [[name.slice('list.'.length), value]] : [])),
  ) as Record<string, string>
  return { view: queueViewIn(fields), filters: filtersIn(fields) }
}

const keep: PageRoute = {
  method: 'POST',
  path: keepPath,
  again: '/desk/tickets',
  show: async (visit, desk) => {
    const { view, filters } = listIn(visit.form)
    const query = queryOf(view, filters)
    if (Object.keys(query).length === 0)
      throw new Refusal('invalid', 'name: this is the list of everything. Choose a filter first.', 'name')
    const body = { name: visit.form.get('name') ?? '', scope: visit.form.get('scope') ?? 'me', query }
    await carryOut(visit, desk, operations.saveFilter, { body })
    return { to: queuePath('all', query) }
  },
}

const remove: PageRoute = {
  method: 'POST',
  path: `${keepPath}/{scope}/{id}/remove`,
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.removeFilter, { params: visit.params })
    return { to: '/desk' }
  },
}

/** Keeping lists under a name. */
export const keptLists: readonly PageRoute[] = [keep, remove]
