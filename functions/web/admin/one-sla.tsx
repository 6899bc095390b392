import { defaultRules } from '../../../lib/policy/desk-rules.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { SlaDefinition } from '../../../lib/ticket/sla.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextField } from '../page/piece/field.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import { Edit, typedAt } from './piece/edit.tsx'
import { changedSince, History, type Past, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { type Promises, promiseField, promiseIn } from './promise.ts'
import { PromiseFieldset } from './promise-form.tsx'
import { allTeams } from './teams.tsx'
import { adminTexts } from './text.ts'

const list = '/desk/admin/slas'

interface Named {
  readonly id: string
  readonly name: string
}

const referable = async (visit: Visit, desk: ApiDesk) => {
  const [teams, calendars] = await Promise.all([
    allTeams(visit, desk),
    carryOut<{ items: readonly Named[] }>(visit, desk, operations.listCalendars),
  ])
  return { teams, calendars: calendars.items }
}

const missing = (id: string | undefined) => new Refusal('not_found', `There is no promise ${id}.`)

/** Of the changes of all promises those of this one. */
const ofPromise = (past: Past | undefined, id: string): Past | undefined =>
  past && {
    ...past,
    items: past.items.flatMap((item) => {
      const changes = item.changes.filter(({ path }) => path[1] === id)
      return changes.length === 0
        ? []
        : [{ ...item, changes: changes.map((change) => ({ ...change, path: change.path.slice(2) })) }]
    }),
  }

const page: PageRoute = {
  method: 'GET',
  path: `${list}/{id}`,
  show: async (visit, desk) => {
    const { id = '' } = visit.params
    const texts = adminTexts[visit.reader.language]
    const [{ items, version }, { teams, calendars }, past] = await Promise.all([
      carryOut<Promises>(visit, desk, operations.listSlas),
      referable(visit, desk),
      readPast(visit, desk, { operation: operations.readSlasHistory, first: defaultRules }),
    ])
    const promise = items.find((each) => each.id === id)
    if (!promise) throw missing(id)
    const removing = `${list}/${id}/remove`
    return {
      page: (
        <AdminPage
          visit={visit}
          title={promise.name}
          lead={texts.version(promise.version)}
          above={[[list, texts.section.slas.name]]}
          isForm
        >
          <Notice>
            <p>{texts.slas.runningKeep}</p>
          </Notice>
          <section class="card padded">
            <Edit
              visit={visit}
              action={`${list}/${id}`}
              version={version}
              changed={changedSince(visit, past)}
              fields={(state) => (
                <PromiseFieldset state={state} promise={promise} teams={teams} calendars={calendars} />
              )}
            />
          </section>
          {mayEdit(visit.person) && (
            <section class="card padded stack tight" aria-labelledby="remove">
              <h2 id="remove">{texts.slas.remove}</h2>
              <p class="soft">{texts.slas.removeHint}</p>
              <Edit
                visit={visit}
                action={removing}
                version={version}
                changed={typedAt(visit, removing) ? changedSince(visit, past) : []}
                save={texts.slas.remove}
                isDanger
                fields={() => null}
              />
            </section>
          )}
          <History visit={visit} past={ofPromise(past, id)} />
        </AdminPage>
      ),
    }
  },
}

/** Replaces the list of promises by what `change` makes of it, as of the version that the form has seen. */
const replacing = async (
  visit: Visit,
  desk: ApiDesk,
  change: (items: readonly SlaDefinition[]) => readonly unknown[],
): Promise<void> => {
  const { items } = await carryOut<Promises>(visit, desk, operations.listSlas)
  const ifVersion = visit.form.get('version')
  await carryOut(visit, desk, operations.replaceSlas, { body: { items: change(items) }, ifVersion })
}

const found = (items: readonly SlaDefinition[], id: string | undefined) => {
  if (!items.some((each) => each.id === id)) throw missing(id)
  return items
}

const replace = saving({
  path: page.path,
  page,
  rename: promiseField,
  save: async (visit, desk) => {
    const { id } = visit.params
    await replacing(visit, desk, (items) =>
      found(items, id).map((each) => (each.id === id ? { ...promiseIn(visit.form, each), id } : each)),
    )
    return saved(page.path, visit.params)
  },
})

const remove = saving({
  path: `${page.path}/remove`,
  page,
  save: async (visit, desk): Promise<View> => {
    const { id } = visit.params
    await replacing(visit, desk, (items) => found(items, id).filter((each) => each.id !== id))
    return saved(list)
  },
})

const newPage: PageRoute = {
  method: 'GET',
  path: `${list}/new`,
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const [{ version }, { teams, calendars }] = await Promise.all([
      carryOut<Promises>(visit, desk, operations.listSlas),
      referable(visit, desk),
    ])
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.slas.add}
          lead={texts.slas.addLead}
          above={[[list, texts.section.slas.name]]}
          isForm
        >
          <section class="card padded">
            <Edit
              visit={visit}
              action={`${list}/new`}
              version={version}
              save={texts.slas.add}
              fields={(state) => (
                <>
                  <TextField
                    state={state}
                    name="id"
                    label={texts.term.id}
                    hint={texts.idHint}
                    placeholder="p1-response"
                    isRequired
                    most={40}
                  />
                  <PromiseFieldset state={state} teams={teams} calendars={calendars} />
                </>
              )}
            />
          </section>
        </AdminPage>
      ),
    }
  },
}

const create = saving({
  path: newPage.path,
  page: newPage,
  rename: promiseField,
  save: async (visit, desk) => {
    const promise = promiseIn(visit.form)
    // The first that applies is promised, so a new one would hide none of those that are there.
    await replacing(visit, desk, (items) => [...items, promise])
    return saved(page.path, { id: String(promise.id) })
  },
})

/** One promise, and making one. */
export const onePromise: readonly PageRoute[] = [newPage, create, page, replace, remove]
