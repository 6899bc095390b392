import type { Child } from 'hono/jsx'
import { Plus } from 'lucide'
import type { Person } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk, Operation } from '../../api/operation.ts'
import { Edit } from '../admin/piece/edit.tsx'
import { changedSince, History, readPast } from '../admin/piece/history.tsx'
import { saved, saving } from '../admin/piece/saving.ts'
import { carryOut } from '../page/carry-out.ts'
import type { FormState } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Empty } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { Removal } from './piece/removal.tsx'
import { formField } from './source-body.ts'
import { alertTexts } from './text.ts'

/** A record of which a desk has few. */
interface Kept {
  readonly id: string
  readonly name: string
  readonly version: number
}

/** Records of which a desk has few, as pages list, make, change and take them away. `Choices`: what the form offers. */
interface KeptPages<One extends Kept, Choices> {
  readonly area: 'services' | 'maintenance'
  readonly operations: Record<'list' | 'read' | 'keep' | 'remove' | 'history', Operation>
  readonly canEdit: (person: Person) => boolean
  readonly choices: (visit: Visit, desk: ApiDesk) => Promise<Choices>
  /** Names of what ids stand for, for the history. */
  readonly names: (choices: Choices, reader: Reader) => Readonly<Record<string, string>>
  readonly row: (one: One, choices: Choices, reader: Reader) => Child
  readonly order?: (items: readonly One[], at: string) => readonly One[]
  readonly fields: (state: FormState, choices: Choices, one?: One) => Child
  readonly body: (visit: Visit) => Record<string, unknown>
  /** The id of a new one. */
  readonly newId: (visit: Visit, desk: ApiDesk) => string
}

/** Pages of such records. */
export const keptPages = <One extends Kept, Choices>(of: KeptPages<One, Choices>): readonly PageRoute[] => {
  const path = places[of.area]
  const add = (visit: Visit) => {
    const texts = alertTexts[visit.reader.language].kept[of.area]
    return (
      of.canEdit(visit.person) && (
        <a class="button" href={`${path}/new`} data-command={texts.add}>
          <Icon of={Plus} />
          {texts.add}
        </a>
      )
    )
  }

  const all: PageRoute = {
    method: 'GET',
    path,
    show: async (visit, desk) => {
      const { reader } = visit
      const texts = alertTexts[reader.language]
      const own = texts.kept[of.area]
      const [{ items }, choices] = await Promise.all([
        carryOut<{ items: readonly One[] }>(visit, desk, of.operations.list),
        of.choices(visit, desk),
      ])
      return {
        page: (
          <AlertPage
            visit={visit}
            here={of.area}
            title={texts.area[of.area]}
            lead={texts.lead[of.area]}
            actions={add(visit)}
          >
            <div class="card">
              {items.length === 0 ? (
                <Empty heading={own.none} hint={own.noneHint}>
                  {add(visit)}
                </Empty>
              ) : (
                <ul class="people">
                  {(of.order?.(items, reader.at) ?? items).map((one) => (
                    <li class="person-row">
                      <div>
                        <a href={`${path}/${one.id}`}>{one.name}</a>
                        {of.row(one, choices, reader)}
                      </div>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </AlertPage>
        ),
      }
    },
  }

  const newPage: PageRoute = {
    method: 'GET',
    path: `${path}/new`,
    show: async (visit, desk) => {
      const texts = alertTexts[visit.reader.language]
      const choices = await of.choices(visit, desk)
      return {
        page: (
          <AlertPage
            visit={visit}
            here={of.area}
            title={texts.kept[of.area].add}
            lead={texts.kept[of.area].addLead}
            above={[[path, texts.area[of.area]]]}
            isForm={!of.canEdit(visit.person)}
          >
            <section class="card padded">
              <Edit
                visit={visit}
                action={`${path}/new`}
                save={texts.kept[of.area].add}
                canEdit={of.canEdit(visit.person)}
                fields={(state) => of.fields(state, choices)}
              />
            </section>
          </AlertPage>
        ),
      }
    },
  }

  const create = saving({
    path: newPage.path,
    page: newPage,
    rename: formField,
    save: async (visit, desk) => {
      const id = of.newId(visit, desk)
      const asked = { params: { id }, body: of.body(visit), ifVersion: 0 }
      await carryOut(visit, desk, of.operations.keep, asked).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'stale') throw error
        throw new Refusal('conflict', alertTexts[visit.reader.language].taken(id), 'id')
      })
      return { to: `${path}?saved` }
    },
  })

  const one: PageRoute = {
    method: 'GET',
    path: `${path}/{id}`,
    show: async (visit, desk) => {
      const { params, reader, person } = visit
      const texts = alertTexts[reader.language]
      const [kept, choices, past] = await Promise.all([
        carryOut<One>(visit, desk, of.operations.read, { params }),
        of.choices(visit, desk),
        readPast(visit, desk, { operation: of.operations.history, params }),
      ])
      const names = { ...texts.field, ...of.names(choices, reader) }
      const here = `${path}/${kept.id}`
      return {
        page: (
          <AlertPage
            visit={visit}
            here={of.area}
            title={kept.name}
            above={[[path, texts.area[of.area]]]}
            tells={[`${here}/remove`]}
            isForm={!of.canEdit(person)}
          >
            <div class="columns">
              <section class="card padded">
                <Edit
                  visit={visit}
                  action={here}
                  version={kept.version}
                  changed={changedSince(visit, past)}
                  names={names}
                  canEdit={of.canEdit(person)}
                  fields={(state) => of.fields(state, choices, kept)}
                />
              </section>
              <div class="stack">
                <History visit={visit} past={past} names={names} />
                {of.canEdit(person) && (
                  <Removal
                    reader={reader}
                    action={`${here}/remove`}
                    version={kept.version}
                    hint={texts.kept[of.area].removeHint}
                  />
                )}
              </div>
            </div>
          </AlertPage>
        ),
      }
    },
  }

  const replace = saving({
    path: one.path,
    page: one,
    rename: formField,
    save: async (visit, desk) => {
      const { params, form } = visit
      const ifVersion = form.get('version')
      await carryOut(visit, desk, of.operations.keep, { params, body: of.body(visit), ifVersion })
      return saved(one.path, params)
    },
  })

  const remove: PageRoute = {
    method: 'POST',
    path: `${one.path}/remove`,
    again: one.path,
    show: async (visit, desk) => {
      const { params, form } = visit
      await carryOut(visit, desk, of.operations.remove, { params, ifVersion: form.get('version') })
      return { to: `${path}?done=removed` }
    },
  }

  return [all, newPage, create, one, replace, remove]
}
