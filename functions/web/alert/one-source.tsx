import type { ApiDesk, Operation } from '../../api/operation.ts'
import { mayEdit } from '../admin/guard.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { Code, CopyButton, CopyLine } from './piece/code.tsx'
import { addressOf, type Reached, secretAddressOf, senders, snippetFor } from './snippet.ts'
import { pathToSource, type ShownSource, sourceOf, sourcePath } from './source.ts'
import { SecretsOf } from './source-secrets.tsx'
import { latelyOf } from './sources.tsx'
import { alertTexts } from './text.ts'

/** What was just made, and is shown this once. */
type Made =
  | { readonly key: string; readonly routingKey: string; readonly url: string; readonly heartbeatUrl: string }
  | { readonly secret: string }

const MadeNotice = ({ made, reader }: { made: Made; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  const lines =
    'secret' in made
      ? [['secret', made.secret] as const]
      : ([
          ['url', made.url],
          ['key', made.key],
          ['routingKey', made.routingKey],
          ['heartbeatUrl', made.heartbeatUrl],
        ] as const)
  return (
    <Notice tone="warn" heading={texts.once.heading} isLive>
      <p>{texts.once.hint}</p>
      {lines.map(([name, value]) => (
        <CopyLine id={`made-${name}`} label={texts.once[name]} value={value} reader={reader} />
      ))}
    </Notice>
  )
}

const Address = ({ reached, reader }: { reached: Reached; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  return (
    <section class="card padded stack tight" aria-labelledby="address">
      <h2 id="address">{texts.address.heading}</h2>
      <CopyLine id="address-url" label={texts.address.url} value={addressOf(reached)} reader={reader} />
      <p class="hint">{texts.address.ways}</p>
      <ul class="plain">
        <li>
          <code>Authorization: Bearer …</code>, <code>Token</code>, <code>GenieKey</code>, <code>ApiKey</code>
        </li>
        <li>
          <code>X-API-Key: …</code>
        </li>
        <li>
          {texts.address.basic} <code>https://haneul:…@</code>
        </li>
        <li>
          <code>?token=…</code>
        </li>
        <li>
          {texts.address.inPath} <code>{secretAddressOf({ ...reached, key: '…' })}</code>
        </li>
        <li>
          {texts.address.inBody} <code>routing_key</code>, <code>service_key</code>
        </li>
      </ul>
    </section>
  )
}

const Snippets = ({ reached, reader }: { reached: Reached; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  return (
    <section class="card padded stack tight" aria-labelledby="snippets">
      <h2 id="snippets">{texts.snippets.heading}</h2>
      <p class="hint">{reached.key === undefined ? texts.snippets.hint : texts.snippets.withKey}</p>
      {senders.map((sender) => (
        <details>
          <summary>{texts.snippets.sender[sender].name}</summary>
          <div class="stack tight">
            <p class="hint">{texts.snippets.sender[sender].hint}</p>
            <Code
              id={`snippet-${sender}`}
              label={texts.snippets.sender[sender].name}
              text={snippetFor(sender, reached)}
            />
            <p>
              <CopyButton of={`snippet-${sender}`} what={texts.snippets.sender[sender].name} reader={reader} />
            </p>
          </div>
        </details>
      ))}
    </section>
  )
}

/** One source; `made` is a key or secret that was just made. */
const pageWith = async (visit: Visit, desk: ApiDesk, made?: Made): Promise<View> => {
  const { reader, person } = visit
  const texts = alertTexts[reader.language]
  const source = await sourceOf(visit, desk)
  const { last, unread } = await latelyOf(visit, desk, source.id)
  const reached = { publicUrl: desk.publicUrl, id: source.id, key: made && 'key' in made ? made.key : undefined }
  const to = (more: string) => pathToSource(source.id, more)
  const secrets = [...source.keys, ...source.signingSecrets]
  return {
    page: (
      <AlertPage
        visit={visit}
        here="sources"
        title={source.name}
        above={[[places.sources, texts.area.sources]]}
        actions={
          <>
            <a class="button quiet" href={to('/deliveries')} data-command={texts.deliveries.heading}>
              {texts.deliveries.heading}
            </a>
            <a class="button quiet" href={to('/try')} data-command={texts.trial.heading}>
              {texts.trial.heading}
            </a>
            <a class="button quiet" href={to('/settings')} data-command={texts.settings}>
              {mayEdit(person) ? texts.settings : texts.settingsSeen}
            </a>
          </>
        }
        tells={[
          to('/keys'),
          to('/signing-secrets'),
          ...secrets.flatMap(({ id }) => [to(`/keys/${id}/end`), to(`/signing-secrets/${id}/end`)]),
        ]}
      >
        {made && <MadeNotice made={made} reader={reader} />}
        {source.keys.length === 0 && (
          <Notice tone="warn">
            <p>{texts.sources.noKeyHint}</p>
          </Notice>
        )}
        {unread && (
          <Notice tone="bad">
            <p>
              {texts.sources.unreadHint} <Time at={unread.receivedAt} reader={reader} />{' '}
              <a href={to('/deliveries?unread=true')}>{texts.sources.unreadLook}</a>
            </p>
          </Notice>
        )}
        <p class="line">
          <Tag tone={source.isActive ? 'good' : 'warn'}>
            {source.isActive ? texts.sources.active : texts.sources.inactive}
          </Tag>
          <span>{texts.sources.format(source.format)}</span>
          {last ? (
            <span>
              {texts.sources.last} <Time at={last.receivedAt} reader={reader} />
            </span>
          ) : (
            <span>{texts.sources.never}</span>
          )}
          <a href={`${places.alerts}?${new URLSearchParams({ source: source.id })}`}>{texts.sources.itsAlerts}</a>
        </p>
        <div class="columns even">
          <div class="stack">
            <Address reached={reached} reader={reader} />
            <Snippets reached={reached} reader={reader} />
          </div>
          <div class="stack">
            <SecretsOf visit={visit} source={source} of="keys" />
            <SecretsOf visit={visit} source={source} of="signing-secrets" />
          </div>
        </div>
      </AlertPage>
    ),
  }
}

const page: PageRoute = { method: 'GET', path: sourcePath, show: (visit, desk) => pageWith(visit, desk) }

const making = (of: 'keys' | 'signing-secrets', operation: Operation): PageRoute => ({
  method: 'POST',
  path: `${sourcePath}/${of}`,
  again: sourcePath,
  show: async (visit, desk) => {
    const { params, form } = visit
    const body = formBody(operation.body, form)
    const made = await carryOut<Made>(visit, desk, operation, { params, body, ifVersion: form.get('version') })
    return pageWith({ ...visit, query: {} }, desk, made)
  },
})

const ending = (of: 'keys' | 'signing-secrets', name: 'key' | 'secret', operation: Operation): PageRoute => ({
  method: 'POST',
  path: `${sourcePath}/${of}/{${name}}/end`,
  again: sourcePath,
  show: async (visit, desk) => {
    const { params, form } = visit
    const { id } = await carryOut<ShownSource>(visit, desk, operation, { params, ifVersion: form.get('version') })
    return { to: pathToSource(id, '?done=ended') }
  },
})

/** One source: where it sends to, with what, and what came lately. */
export const oneSource: readonly PageRoute[] = [
  page,
  making('keys', operations.makeAlertSourceKey),
  ending('keys', 'key', operations.endAlertSourceKey),
  making('signing-secrets', operations.setAlertSourceSecret),
  ending('signing-secrets', 'secret', operations.endAlertSourceSecret),
]
