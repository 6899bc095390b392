import { ensureEditor } from '../admin/guard.ts'
import { Edit } from '../admin/piece/edit.tsx'
import { changedSince, History, readPast } from '../admin/piece/history.tsx'
import { saved, saving } from '../admin/piece/saving.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import type { PageRoute } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { showWebhook } from './one-webhook.tsx'
import { operations } from './operation.ts'
import { Removal } from './piece/removal.tsx'
import { formField } from './source-body.ts'
import { teamOptions } from './team.ts'
import { alertTexts } from './text.ts'
import { pathToWebhook, type ShownWebhook, webhookOf, webhookPath } from './webhook.ts'
import { WebhookFieldset } from './webhook-form.tsx'

const newPath = `${places.webhooks}/new`

const newPage: PageRoute = {
  method: 'GET',
  path: newPath,
  show: async (visit, desk) => {
    ensureEditor(visit)
    const texts = alertTexts[visit.reader.language]
    const teams = await teamOptions(visit, desk)
    return {
      page: (
        <AlertPage
          visit={visit}
          here="webhooks"
          title={texts.webhooks.add}
          lead={texts.webhooks.addLead}
          above={[[places.webhooks, texts.area.webhooks]]}
        >
          <section class="card padded">
            <Edit
              visit={visit}
              action={newPath}
              save={texts.webhooks.add}
              fields={(state) => <WebhookFieldset state={state} teams={teams} />}
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
    const body = formBody(operations.createWebhook.body, visit.form)
    const made = await carryOut<ShownWebhook & { secret: string }>(visit, desk, operations.createWebhook, { body })
    return showWebhook({ ...visit, params: { id: made.id }, query: {} }, desk, made.secret)
  },
})

const page: PageRoute = {
  method: 'GET',
  path: `${webhookPath}/settings`,
  show: async (visit, desk) => {
    const { params, reader } = visit
    const texts = alertTexts[reader.language]
    const webhook = await webhookOf(visit, desk)
    const [teams, past] = await Promise.all([
      teamOptions(visit, desk),
      readPast(visit, desk, { operation: operations.readWebhookHistory, params }),
    ])
    const names = { ...texts.field, ...Object.fromEntries(teams) }
    const here = pathToWebhook(webhook.id, '/settings')
    return {
      page: (
        <AlertPage
          visit={visit}
          here="webhooks"
          title={texts.settingsOf(webhook.name)}
          above={[
            [places.webhooks, texts.area.webhooks],
            [pathToWebhook(webhook.id), webhook.name],
          ]}
          tells={[pathToWebhook(webhook.id, '/remove')]}
        >
          <div class="columns">
            <section class="card padded">
              <Edit
                visit={visit}
                action={here}
                version={webhook.version}
                changed={changedSince(visit, past)}
                names={names}
                fields={(state) => <WebhookFieldset state={state} webhook={webhook} teams={teams} />}
              />
            </section>
            <div class="stack">
              <History visit={visit} past={past} names={names} />
              <Removal
                reader={reader}
                action={pathToWebhook(webhook.id, '/remove')}
                version={webhook.version}
                hint={texts.webhooks.removeHint}
              />
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
    const body = formBody(operations.replaceWebhook.body, form)
    await carryOut(visit, desk, operations.replaceWebhook, { params, body, ifVersion: form.get('version') })
    return saved(page.path, params)
  },
})

const remove: PageRoute = {
  method: 'POST',
  path: `${webhookPath}/remove`,
  again: page.path,
  show: async (visit, desk) => {
    const { params, form } = visit
    await carryOut(visit, desk, operations.removeWebhook, { params, ifVersion: form.get('version') })
    return { to: `${places.webhooks}?done=removed` }
  },
}

/** What is said of a webhook: making one, changing it, taking it away. */
export const webhookSettings: readonly PageRoute[] = [newPage, create, page, replace, remove]
