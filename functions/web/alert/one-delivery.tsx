import { FlaskConical, RefreshCw } from 'lucide'
import type * as z from 'zod'
import type { DeliveryView } from '../../api/alert/deliveries.ts'
import { carryOut } from '../page/carry-out.ts'
import { Icon } from '../page/piece/icon.tsx'
import { Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute } from '../page/visit.ts'
import { pathToAlert } from './alert-row.tsx'
import { places } from './area.ts'
import { CameTag, Decided } from './deliveries.tsx'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { Code, CopyButton } from './piece/code.tsx'
import { prettyBody } from './pretty-body.ts'
import { pathToSource, sourceOf, sourcePath } from './source.ts'
import { alertTexts } from './text.ts'

/** A delivery as the API shows it. */
export type Delivered = z.infer<typeof DeliveryView>

type Reading = Delivered['readings'][number]

/** The way of one reading: received, verified, read, known again, decided. */
const Steps = ({ row, reader, isDelivered }: { row: Reading; reader: Reader; isDelivered: boolean }) => {
  const texts = alertTexts[reader.language]
  const { step } = texts
  return (
    <dl class="facts">
      <div>
        <dt>{step.received}</dt>
        <dd>
          <Time at={row.receivedAt} reader={reader} isFull />
        </dd>
      </div>
      <div>
        <dt>{step.verified}</dt>
        <dd>{isDelivered ? step.verifiedHint : step.byTime}</dd>
      </div>
      <div>
        <dt>{step.readAs}</dt>
        <dd>
          {row.format
            ? `${row.format} · ${texts.kind(row.kind ?? '')} · ${texts.said(row.status ?? '')}`
            : step.notRead}
        </dd>
      </div>
      <div>
        <dt>{step.identity}</dt>
        <dd>
          {row.key === undefined ? (
            <span class="soft">{step.noIdentity}</span>
          ) : row.alert ? (
            <a href={pathToAlert(row.alert)}>
              <code>{row.key}</code>
            </a>
          ) : (
            <code>{row.key}</code>
          )}
        </dd>
      </div>
      <div>
        <dt>{step.decided}</dt>
        <dd>
          <CameTag word={row.decision.word} reader={reader} /> <Decided row={row} reader={reader} />
        </dd>
      </div>
      {row.note && (
        <div>
          <dt>{step.note}</dt>
          <dd>{row.note}</dd>
        </div>
      )}
    </dl>
  )
}

const page: PageRoute = {
  method: 'GET',
  path: `${sourcePath}/deliveries/{delivery}`,
  show: async (visit, desk) => {
    const { reader, params } = visit
    const texts = alertTexts[reader.language]
    const [source, { id, readings, request }] = await Promise.all([
      sourceOf(visit, desk),
      carryOut<Delivered>(visit, desk, operations.readAlertDelivery, { params }),
    ])
    const here = pathToSource(source.id, `/deliveries/${id}`)
    const body = request && prettyBody(request.body)
    return {
      page: (
        <AlertPage
          visit={visit}
          here="sources"
          title={texts.deliveries.one}
          above={[
            [places.sources, texts.area.sources],
            [pathToSource(source.id), source.name],
            [pathToSource(source.id, '/deliveries'), texts.deliveries.heading],
          ]}
          actions={
            request && (
              <>
                <a class="button quiet" href={pathToSource(source.id, `/try?${new URLSearchParams({ delivery: id })}`)}>
                  <Icon of={FlaskConical} />
                  {texts.deliveries.asSample}
                </a>
                <form method="post" action={`${here}/replay`} data-swap>
                  <button class="button quiet" type="submit">
                    <Icon of={RefreshCw} />
                    {texts.deliveries.replay}
                  </button>
                </form>
              </>
            )
          }
          tells={[`${here}/replay`]}
        >
          {readings.map((row, i) => (
            <section class="card padded stack tight" aria-labelledby={`reading-${i}`}>
              <h2 id={`reading-${i}`}>{row.title ?? row.key ?? texts.deliveries.noName}</h2>
              <Steps row={row} reader={reader} isDelivered={request !== undefined} />
            </section>
          ))}
          {request && body ? (
            <section class="card padded stack tight" aria-labelledby="body">
              <div class="split">
                <h2 id="body">{texts.deliveries.body}</h2>
                <CopyButton of="body-text" what={texts.deliveries.body} reader={reader} />
              </div>
              <p class="line">
                <code>{`${request.method} ${request.path}`}</code>
                <span>{request.headers['content-type']}</span>
              </p>
              {body.isCut && <p class="hint">{texts.deliveries.cut}</p>}
              <Code id="body-text" label={texts.deliveries.body} text={body.text} />
              <details>
                <summary>{texts.deliveries.headers}</summary>
                <Code
                  id="headers-text"
                  label={texts.deliveries.headers}
                  text={Object.entries({ ...request.headers, ...request.query })
                    .map(([name, value]) => `${name}: ${value}`)
                    .join('\n')}
                />
              </details>
            </section>
          ) : (
            <Notice>
              <p>{texts.deliveries.noRequest}</p>
            </Notice>
          )}
        </AlertPage>
      ),
    }
  },
}

const replay: PageRoute = {
  method: 'POST',
  path: `${page.path}/replay`,
  again: page.path,
  show: async (visit, desk) => {
    const { params } = visit
    await carryOut(visit, desk, operations.replayAlertDelivery, { params })
    return { to: pathToSource(params.id ?? '', '/deliveries?done=replayed') }
  },
}

/** One delivery: what it was read as, what became of it, and the request as it came. */
export const oneDelivery: readonly PageRoute[] = [page, replay]
