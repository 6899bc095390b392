import type * as z from 'zod'
import type { AlertLevel } from '../../../lib/alert/level.ts'
import type { TrialView } from '../../api/alert/deliveries.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import { pathToAlert } from './alert-row.tsx'
import { CameTag } from './deliveries.tsx'
import { LevelTag } from './piece/level.tsx'
import { sentenceFor } from './sentence.ts'
import { alertTexts } from './text.ts'

/** What a sample would be read as and come to. */
export type Trial = z.infer<typeof TrialView>

type Tried = Trial['readings'][number]

const Reading = ({ tried, reader }: { tried: Tried; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  const { step, field, trial } = texts
  const facts = [
    [step.readAs, `${tried.format} · ${texts.kind(tried.kind)} · ${texts.said(tried.status)}`],
    [field.host, tried.host],
    [field.service, tried.service],
  ] as const
  return (
    <li class="card padded stack tight">
      <h3>{tried.title ?? tried.key ?? texts.deliveries.noName}</h3>
      <dl class="facts">
        <div>
          <dt>{step.identity}</dt>
          <dd>
            {tried.key ? <code>{tried.key}</code> : <span class="soft">{step.noIdentity}</span>}{' '}
            {tried.isKnown && tried.alert && (
              <a href={pathToAlert(tried.alert)}>
                <Tag tone="warn">{trial.fires}</Tag>
              </a>
            )}
          </dd>
        </div>
        <div>
          <dt>{field.level}</dt>
          <dd>
            {tried.level ? (
              <LevelTag level={tried.level as AlertLevel} reader={reader} />
            ) : (
              <span class="soft">{trial.noLevel}</span>
            )}{' '}
            {tried.severity && <span class="small soft">{trial.word(tried.severity)}</span>}
          </dd>
        </div>
        {facts.map(
          ([name, value]) =>
            value && (
              <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {tried.members.length > 1 && (
          <div>
            <dt>{trial.members}</dt>
            <dd>{trial.membersOf(tried.members.length)}</dd>
          </div>
        )}
        <div>
          <dt>{step.wouldDecide}</dt>
          <dd>
            <CameTag word={tried.decision} reader={reader} /> {sentenceFor(tried.reason, reader)}
          </dd>
        </div>
      </dl>
    </li>
  )
}

/** What came of trying: what would be read and decided, or what is wrong and where. */
export const TrialResult = ({ trial, reader }: { trial: Trial; reader: Reader }) => {
  const texts = alertTexts[reader.language].trial
  return (
    <section class="stack tight" aria-labelledby="result">
      <h2 id="result">{texts.result}</h2>
      {trial.error !== undefined ? (
        <Notice tone="bad" heading={texts.unread} isLive>
          <p lang="en">{trial.error}</p>
        </Notice>
      ) : (
        <Notice tone={trial.readings.length === 0 ? 'warn' : 'good'} isLive>
          <p>{texts.readings(trial.readings.length)}</p>
        </Notice>
      )}
      {trial.note && (
        <Notice tone="warn">
          <p lang="en">{trial.note}</p>
        </Notice>
      )}
      <ul class="stack tight">
        {trial.readings.map((tried) => (
          <Reading tried={tried} reader={reader} />
        ))}
      </ul>
    </section>
  )
}
