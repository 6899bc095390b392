import { mayEdit } from '../admin/guard.ts'
import { typedAt } from '../admin/piece/edit.tsx'
import { TextField } from '../page/piece/field.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Visit } from '../page/visit.ts'
import { pathToSource, type ShownSource } from './source.ts'
import { alertTexts } from './text.ts'

type Secret = ShownSource['keys'][number]

const usualHours = 24

const Item = (props: { visit: Visit; secret: Secret; action: string; version: number }) => {
  const { visit, secret } = props
  const { reader } = visit
  const texts = alertTexts[reader.language].secrets
  return (
    <li class="person-row">
      <div>
        <code>{`…${secret.hint}`}</code>
        <p class="line">
          <span>
            {texts.made} <Time at={secret.createdAt} reader={reader} />
          </span>
          {secret.endsAt && (
            <span>
              {texts.ends} <Time at={secret.endsAt} reader={reader} />
            </span>
          )}
        </p>
      </div>
      {mayEdit(visit.person) && (
        <form method="post" action={props.action} data-swap>
          <input type="hidden" name="version" value={String(props.version)} />
          <button class="button danger small" type="submit" aria-label={texts.endNamed(secret.hint)}>
            {texts.end}
          </button>
        </form>
      )}
    </li>
  )
}

/** The keys or signing secrets of a source, ending one, and making the next; at most two are live. */
export const SecretsOf = ({
  visit,
  source,
  of,
}: {
  visit: Visit
  source: ShownSource
  of: 'keys' | 'signing-secrets'
}) => {
  const { reader } = visit
  const texts = alertTexts[reader.language]
  const own = texts.secretsOf[of]
  const path = pathToSource(source.id, `/${of}`)
  const live = of === 'keys' ? source.keys : source.signingSecrets
  const state = { reader, refused: typedAt(visit, path) }
  return (
    <section class="card padded stack tight" aria-labelledby={of}>
      <h2 id={of}>{own.heading}</h2>
      <p class="hint">{own.hint}</p>
      {live.length === 0 ? (
        <p class="soft">{own.none}</p>
      ) : (
        <ul>
          {live.map((secret) => (
            <Item visit={visit} secret={secret} action={`${path}/${secret.id}/end`} version={source.version} />
          ))}
        </ul>
      )}
      {mayEdit(visit.person) && (
        <form class="stack tight" method="post" action={path} data-swap>
          <input type="hidden" name="version" value={String(source.version)} />
          <div class="form pair">
            {of === 'signing-secrets' && (
              <TextField
                state={state}
                scope={of}
                name="secret"
                label={texts.secrets.given}
                hint={texts.secrets.givenHint}
                most={1000}
              />
            )}
            {live.length > 0 && (
              <TextField
                state={state}
                scope={of}
                name="olderEndsInHours"
                label={texts.secrets.olderEnds}
                hint={texts.secrets.olderEndsHint}
                type="number"
                value={String(usualHours)}
                isRequired
              />
            )}
          </div>
          <p>
            <button class="button" type="submit">
              {own.make}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}
