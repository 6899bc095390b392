import type { ApiDesk } from '../../api/operation.ts'
import { mayEdit } from '../admin/guard.ts'
import { Edit } from '../admin/piece/edit.tsx'
import { changedSince, History, type Past, readPast } from '../admin/piece/history.tsx'
import { saved, saving } from '../admin/piece/saving.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextField } from '../page/piece/field.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { Removal } from './piece/removal.tsx'
import { pathToSource, type ShownSource, sourceOf, sourcePath } from './source.ts'
import { formField, sourceIn } from './source-body.ts'
import { type SourceChoices, SourceFieldset } from './source-form.tsx'
import { serviceOptions, teamOptions } from './team.ts'
import { alertTexts } from './text.ts'

const choicesFor = async (visit: Visit, desk: ApiDesk): Promise<SourceChoices> => {
  const [teams, services] = await Promise.all([teamOptions(visit, desk), serviceOptions(visit, desk)])
  return { formats: [...desk.alertReader.formats].sort(), teams, services }
}

/** Of keys and secrets people know the last letters and the end. */
const told: ReadonlySet<string> = new Set(['hint', 'endsAt'])

const withoutHashes = (past: Past | undefined): Past | undefined =>
  past && {
    ...past,
    items: past.items.map((item) => ({
      ...item,
      changes: item.changes.flatMap((change) => {
        const [field, , part] = change.path
        if (field !== 'keys' && field !== 'signingSecrets') return [change]
        return part !== undefined && told.has(part) ? [{ ...change, path: [field, part] }] : []
      }),
    })),
  }

const newPath = `${places.sources}/new`

const newPage: PageRoute = {
  method: 'GET',
  path: newPath,
  show: async (visit, desk) => {
    const texts = alertTexts[visit.reader.language]
    const choices = await choicesFor(visit, desk)
    return {
      page: (
        <AlertPage
          visit={visit}
          here="sources"
          title={texts.sources.add}
          lead={texts.sources.addLead}
          above={[[places.sources, texts.area.sources]]}
          isForm
        >
          <section class="card padded">
            <Edit
              visit={visit}
              action={newPath}
              once={desk.newId()}
              save={texts.sources.add}
              fields={(state) => (
                <>
                  <TextField
                    state={state}
                    name="id"
                    label={texts.field.id}
                    hint={texts.hint.id}
                    placeholder="grafana-shop"
                    isRequired
                    most={30}
                  />
                  <SourceFieldset state={state} choices={choices} />
                </>
              )}
            />
          </section>
        </AlertPage>
      ),
    }
  },
}

const create = saving({
  path: newPath,
  page: newPage,
  rename: formField,
  save: async (visit, desk) => {
    const body = { ...sourceIn(visit.form), id: visit.form.get('id') ?? '' }
    const { id } = await carryOut<ShownSource>(visit, desk, operations.createAlertSource, { body })
    return { to: pathToSource(id, '?done=sourceMade') }
  },
})

const page: PageRoute = {
  method: 'GET',
  path: `${sourcePath}/settings`,
  show: async (visit, desk) => {
    const { params, reader } = visit
    const texts = alertTexts[reader.language]
    const [source, choices, whole] = await Promise.all([
      sourceOf(visit, desk),
      choicesFor(visit, desk),
      readPast(visit, desk, { operation: operations.readAlertSourceHistory, params }),
    ])
    const past = withoutHashes(whole)
    const names = { ...texts.field, ...Object.fromEntries([...choices.teams, ...choices.services]) }
    return {
      page: (
        <AlertPage
          visit={visit}
          here="sources"
          title={texts.settingsOf(source.name)}
          above={[
            [places.sources, texts.area.sources],
            [pathToSource(source.id), source.name],
          ]}
          tells={[pathToSource(source.id, '/remove')]}
          isForm
        >
          <div class="columns">
            <section class="card padded">
              <Edit
                visit={visit}
                action={pathToSource(source.id, '/settings')}
                version={source.version}
                changed={changedSince(visit, past)}
                names={names}
                fields={(state) => <SourceFieldset state={state} source={source} choices={choices} />}
              />
            </section>
            <div class="stack">
              <History visit={visit} past={past} names={names} />
              {mayEdit(visit.person) && (
                <Removal
                  reader={reader}
                  action={pathToSource(source.id, '/remove')}
                  version={source.version}
                  hint={texts.sources.removeHint}
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
  path: page.path,
  page,
  rename: formField,
  save: async (visit, desk) => {
    const { params, form } = visit
    await carryOut(visit, desk, operations.replaceAlertSource, {
      params,
      body: sourceIn(form),
      ifVersion: form.get('version'),
    })
    return saved(page.path, params)
  },
})

const remove: PageRoute = {
  method: 'POST',
  path: `${sourcePath}/remove`,
  again: page.path,
  show: async (visit, desk) => {
    const { params, form } = visit
    await carryOut(visit, desk, operations.removeAlertSource, { params, ifVersion: form.get('version') })
    return { to: `${places.sources}?done=removed` }
  },
}

/** What is said of a source: making one, changing it, taking it away. */
export const sourceSettings: readonly PageRoute[] = [newPage, create, page, replace, remove]
