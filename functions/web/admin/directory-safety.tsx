import { Notice, RefusedNotice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Visit } from '../page/visit.ts'
import { adminTexts } from './text.ts'

/** Whether the directory was stopped from deactivating people, and who waits. */
export interface Safety {
  readonly state: 'flowing' | 'stopped'
  readonly limit: number
  readonly deactivated: number
  readonly stop: number
  readonly stoppedAt?: string
  readonly pending: readonly { readonly id: string; readonly name: string; readonly at: string }[]
  readonly cursor: string | null
}

/** Says how it stands with the directory; where it was stopped, asks an administrator to decide. */
export const SafetySection = ({ visit, path, safety }: { visit: Visit; path: string; safety: Safety }) => {
  const { reader, refused } = visit
  const texts = adminTexts[reader.language].directory
  const decisions = [
    ['approve', 'button danger', texts.approve],
    ['dismiss', 'button quiet', texts.dismiss],
  ] as const
  if (safety.state === 'flowing') return <Notice tone="good">{<p>{texts.flowing}</p>}</Notice>
  return (
    <section class="card padded stack" aria-labelledby="safety">
      <h2 id="safety">{texts.stopped}</h2>
      {refused && refused.action !== path && <RefusedNotice refused={refused} reader={reader} />}
      <Notice tone="warn">
        <p>
          {texts.stoppedHint(safety.limit)} {safety.stoppedAt && <Time at={safety.stoppedAt} reader={reader} isFull />}
        </p>
      </Notice>
      <ul class="plain">
        {safety.pending.map(({ id, name, at }) => (
          <li>
            <a href={`/desk/admin/people/${id}`}>{name}</a>{' '}
            <span class="soft small">
              <Time at={at} reader={reader} />
            </span>
          </li>
        ))}
      </ul>
      {safety.cursor && <p class="soft">{texts.morePending}</p>}
      <div class="buttons">
        {decisions.map(([decision, look, label]) => (
          <form method="post" action={`${path}/${decision}`} data-swap>
            <input type="hidden" name="stop" value={String(safety.stop)} />
            <button class={look} type="submit">
              {label}
            </button>
          </form>
        ))}
      </div>
      <p class="hint">{texts.decideHint}</p>
    </section>
  )
}
