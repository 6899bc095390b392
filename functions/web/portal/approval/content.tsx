import type { Child } from 'hono/jsx'
import { formatInstant } from '../../../../lib/people/reader-time.ts'
import type { ApprovalView } from '../../../api/approval/view.ts'
import { Tag } from '../../page/piece/badge.tsx'
import type { Reader } from '../../page/reader.ts'
import { type ApprovalTexts, approvalTexts } from './text.ts'

interface Shown {
  readonly view: ApprovalView
  readonly reader: Reader
}

const tones = { low: 'calm', moderate: 'calm', high: 'warn', 'very-high': 'bad' } as const

const windowOf = ({ view: { window }, reader }: Shown) =>
  window && `${formatInstant(window.from, reader)} – ${formatInstant(window.to, reader)}`

const Fact = ({ name, children }: { name: string; children?: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** What the change is, in a glance. */
export const Facts = ({ view, reader }: Shown) => {
  const { facts, risk, type } = approvalTexts[reader.language]
  const when = windowOf({ view, reader })
  return (
    <dl class="facts">
      {when && (
        <Fact name={facts.window}>
          <strong>{when}</strong> <span class="soft small">{reader.timeZone}</span>
        </Fact>
      )}
      {view.risk && (
        <Fact name={facts.risk}>
          <Tag tone={tones[view.risk]}>{risk[view.risk]}</Tag>
        </Fact>
      )}
      <Fact name={facts.type}>{type[view.type]}</Fact>
      {view.service && <Fact name={facts.service}>{view.service}</Fact>}
      {view.items.length > 0 && <Fact name={facts.items}>{view.items.join(', ')}</Fact>}
      <Fact name={facts.requester}>{view.requester.name}</Fact>
      {view.owner && <Fact name={facts.owner}>{view.owner.name}</Fact>}
      {view.assignee && <Fact name={facts.assignee}>{view.assignee.name}</Fact>}
      {view.isOpen && view.decideBy && <Fact name={facts.until}>{formatInstant(view.decideBy, reader)}</Fact>}
    </dl>
  )
}

const Section = ({ name, text }: { name: string; text: string | undefined }) =>
  text ? (
    <section class="approval-part">
      <h2>{name}</h2>
      <p class="text">{text}</p>
    </section>
  ) : null

/** Why and how, the risk and what stands in the way: all that somebody answers for. */
export const Content = ({ view, reader }: Shown) => {
  const texts = approvalTexts[reader.language]
  const { sections } = texts
  return (
    <>
      <Section name={sections.why} text={view.why} />
      <Section name={sections.plan} text={view.plan} />
      <Section name={sections.test} text={view.test} />
      <Section name={sections.backout} text={view.backout} />
      {view.because.length > 0 && (
        <section class="approval-part">
          <h2>{sections.because}</h2>
          <ul class="approval-because">
            {view.because.map(({ risk, what }) => (
              <li>
                <Tag tone={tones[risk]}>{texts.risk[risk]}</Tag> <span>{what[reader.language]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {view.obstacles.length > 0 && (
        <section class="approval-part">
          <h2>{sections.obstacles}</h2>
          <ul class="approval-because">
            {view.obstacles.map(({ blocks, what }) => (
              <li>
                {blocks && <Tag tone="bad">{texts.blocks}</Tag>} <span>{what[reader.language]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const amountOf = (quorum: ApprovalView['stages'][number]['quorum']) =>
  quorum.is === 'count' ? quorum.count : quorum.is === 'percent' ? quorum.percent : 0

/** Who decides, and what they have said. What was said about other content stays to be seen, in grey. */
export const Others = ({ view, reader }: Shown) => {
  const texts = approvalTexts[reader.language]
  return (
    <section class="approval-part">
      <h2>{texts.sections.others}</h2>
      <ol class="approval-stages">
        {view.stages.map((stage) => (
          <li>
            <p class="line">
              <strong>{stage.name}</strong>
              <span>{stage.isAsked ? texts.quorum(stage.quorum.is, amountOf(stage.quorum)) : texts.nobodyYet}</span>
            </p>
            <ul>
              {stage.ballots.map((ballot) => (
                <Ballot ballot={ballot} isAsked={stage.isAsked} texts={texts} reader={reader} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}

const Ballot = (props: {
  ballot: ApprovalView['stages'][number]['ballots'][number]
  isAsked: boolean
  texts: ApprovalTexts
  reader: Reader
}) => {
  const { ballot, isAsked, texts, reader } = props
  const { approver, for: absent, state, decidedAt, comment } = ballot
  return (
    <li class={state === 'invalidated' ? 'soft' : undefined}>
      <span>
        {approver.name}
        {absent && <span class="soft"> ({texts.forSomebody(absent.name)})</span>}
      </span>
      {(isAsked || state !== 'requested') && (
        <span class={`badge ballot-${state}`}>
          <span class="dot" aria-hidden="true" />
          {state === 'requested' ? '…' : texts.yourState[state]}
        </span>
      )}
      {decidedAt && <span class="soft small">{formatInstant(decidedAt, reader)}</span>}
      {comment && <blockquote class="excerpt">{comment}</blockquote>}
    </li>
  )
}

const told = (value: unknown, field: string, { language, ...reader }: Reader): string => {
  const texts = approvalTexts[language]
  if (value === null || value === undefined || value === '') return texts.nothing
  if (Array.isArray(value)) return value.join(', ')
  if (field === 'window' && typeof value === 'object') {
    const { from, to } = value as { from: string; to: string }
    return `${formatInstant(from, { language, ...reader })} – ${formatInstant(to, { language, ...reader })}`
  }
  if (field === 'impact') return texts.impact[value as keyof typeof texts.impact] ?? String(value)
  return String(value)
}

/** What was edited since somebody looked, before and after. */
export const Changes = ({ view, reader }: Shown) => {
  const texts = approvalTexts[reader.language]
  return (
    <dl class="approval-changes">
      {view.changes.map(({ field, before, now, by, at }) => (
        <div>
          <dt>
            {texts.field[field]} <span class="soft small">{`${by}, ${formatInstant(at, reader)}`}</span>
          </dt>
          <dd>
            <span class="small soft">{texts.was}</span>
            <del class="text">{told(before, field, reader)}</del>
          </dd>
          <dd>
            <span class="small soft">{texts.is}</span>
            <ins class="text">{told(now, field, reader)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
