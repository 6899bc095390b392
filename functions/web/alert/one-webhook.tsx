import { Send } from 'lucide'
import type { ApiDesk, Operation } from '../../api/operation.ts'
import { typedAt } from '../admin/piece/edit.tsx'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { TextField } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { CopyLine } from './piece/code.tsx'
import { alertTexts } from './text.ts'
import { pathToWebhook, type ShownWebhook, webhookOf, webhookPath } from './webhook.ts'
import { AttemptList, type Attempts, WaitingList, type Waitings } from './webhook-log.tsx'
import { HealthTag } from './webhooks.tsx'

const Secrets = ({ visit, webhook }: { visit: Visit; webhook: ShownWebhook }) => {
  const { reader } = visit
  const texts = alertTexts[reader.language]
  const action = pathToWebhook(webhook.id, '/rotate')
  const state = { reader, refused: typedAt(visit, action) }
  return (
    <section class="card padded stack tight" aria-labelledby="secrets">
      <h2 id="secrets">{texts.webhooks.secrets}</h2>
      <p class="hint">{texts.webhooks.secretsHint}</p>
      <ul>
        {webhook.secrets.map(({ hint, madeAt, endsAt }) => (
          <li class="line">
            <code>{`…${hint}`}</code>
            <span>
              {texts.secrets.made} <Time at={madeAt} reader={reader} />
            </span>
            {endsAt && (
              <span>
                {texts.secrets.ends} <Time at={endsAt} reader={reader} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <form class="stack tight" method="post" action={action} data-swap>
        <input type="hidden" name="version" value={String(webhook.version)} />
        <TextField
          state={state}
          scope="rotate"
          name="endsInHours"
          label={texts.secrets.olderEnds}
          hint={texts.webhooks.rotateHint}
          type="number"
          value="24"
          isRequired
        />
        <p>
          <button class="button quiet" type="submit">
            {texts.webhooks.rotate}
          </button>
        </p>
      </form>
    </section>
  )
}

const Replay = ({ visit, webhook }: { visit: Visit; webhook: ShownWebhook }) => {
  const { reader } = visit
  const texts = alertTexts[reader.language].webhooks
  const action = pathToWebhook(webhook.id, '/replay')
  const state = { reader, refused: typedAt(visit, action) }
  return (
    <section class="card padded stack tight" aria-labelledby="replay">
      <h2 id="replay">{texts.replay}</h2>
      <p class="hint">{texts.replayHint}</p>
      <form class="stack tight" method="post" action={action} data-swap>
        <div class="form pair">
          <TextField
            state={state}
            scope="replay"
            name="number"
            label={texts.replayNumber}
            placeholder="INC-12"
            isRequired
            most={40}
          />
          <TextField state={state} scope="replay" name="from" label={texts.replayFrom} type="number" value="1" />
        </div>
        <p>
          <button class="button quiet" type="submit">
            {texts.replayNow}
          </button>
        </p>
      </form>
    </section>
  )
}

/** One webhook; `secret` is one that was just made, and is shown this once. */
export const showWebhook = async (visit: Visit, desk: ApiDesk, secret?: string): Promise<View> => {
  const { reader, query } = visit
  const all = alertTexts[reader.language]
  const texts = all.webhooks
  const webhook = await webhookOf(visit, desk)
  const params = { id: webhook.id }
  const [attempts, waiting] = await Promise.all([
    carryOut<Attempts>(visit, desk, operations.listWebhookAttempts, {
      params,
      query: { cursor: query.after, limit: 20 },
    }),
    carryOut<Waitings>(visit, desk, operations.listWebhookWaiting, { params, query: { limit: 20 } }),
  ])
  const to = (more: string) => pathToWebhook(webhook.id, more)
  return {
    page: (
      <AlertPage
        visit={visit}
        here="webhooks"
        title={webhook.name}
        above={[[places.webhooks, all.area.webhooks]]}
        actions={
          <>
            <form method="post" action={to('/test')} data-swap>
              <button class="button quiet" type="submit">
                <Icon of={Send} />
                {texts.test}
              </button>
            </form>
            <a class="button quiet" href={to('/settings')} data-command={all.settings}>
              {all.settings}
            </a>
          </>
        }
        tells={[to('/test'), to('/enable'), to('/rotate'), to('/replay')]}
      >
        {secret && (
          <Notice tone="warn" heading={all.once.heading} isLive>
            <p>{all.once.hint}</p>
            <CopyLine id="made-secret" label={all.once.secret} value={secret} reader={reader} />
          </Notice>
        )}
        {webhook.disabled && (
          <Notice tone="bad" heading={texts.disabled[webhook.disabled.because]}>
            <p>
              <Time at={webhook.disabled.at} reader={reader} /> ({webhook.disabled.lastAnswer}). {texts.disabledHint}
            </p>
            <form method="post" action={to('/enable')} data-swap>
              <input type="hidden" name="version" value={String(webhook.version)} />
              <button class="button" type="submit">
                {texts.enable}
              </button>
            </form>
          </Notice>
        )}
        <p class="line">
          <HealthTag webhook={webhook} reader={reader} />
          <code>{webhook.url}</code>
          <span>{webhook.events.join(', ')}</span>
          {webhook.failingSince && (
            <span>
              {texts.failingSince} <Time at={webhook.failingSince} reader={reader} />
              {webhook.lastAnswer && ` (${webhook.lastAnswer})`}
            </span>
          )}
        </p>
        <div class="columns">
          <div id="log" class="stack" data-live={query.after === undefined ? '5' : undefined}>
            <AttemptList visit={visit} attempts={attempts} />
          </div>
          <div class="stack">
            <WaitingList visit={visit} webhook={webhook} waiting={waiting} />
            <Replay visit={visit} webhook={webhook} />
            <Secrets visit={visit} webhook={webhook} />
          </div>
        </div>
      </AlertPage>
    ),
  }
}

const page: PageRoute = { method: 'GET', path: webhookPath, show: (visit, desk) => showWebhook(visit, desk) }

/** A form that does one thing to a webhook and says so. */
const doing = (name: string, operation: Operation, done: string): PageRoute => ({
  method: 'POST',
  path: `${webhookPath}/${name}`,
  again: webhookPath,
  show: async (visit, desk) => {
    const { params, form } = visit
    const body = formBody(operation.body, form)
    await carryOut(visit, desk, operation, { params, body, ifVersion: form.get('version') })
    return { to: pathToWebhook(params.id ?? '', `?done=${done}`) }
  },
})

const rotate: PageRoute = {
  method: 'POST',
  path: `${webhookPath}/rotate`,
  again: webhookPath,
  show: async (visit, desk) => {
    const { params, form } = visit
    const body = formBody(operations.rotateWebhookSecret.body, form)
    const asked = { params, body, ifVersion: form.get('version') }
    const { secret } = await carryOut<{ secret: string }>(visit, desk, operations.rotateWebhookSecret, asked)
    return showWebhook({ ...visit, query: {} }, desk, secret)
  },
}

/** One webhook: how its receiver is, what was sent and what waits. */
export const oneWebhook: readonly PageRoute[] = [
  page,
  doing('test', operations.testWebhook, 'tested'),
  doing('enable', operations.enableWebhook, 'enabled'),
  doing('replay', operations.replayWebhook, 'replayAsked'),
  rotate,
]
