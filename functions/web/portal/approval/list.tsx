import type * as z from 'zod'
import { formatDate, formatInstant } from '../../../../lib/people/reader-time.ts'
import type { BallotLine, MyApprovals } from '../../../api/approval/view.ts'
import type { ApiDesk } from '../../../api/operation.ts'
import { carryOut } from '../../page/carry-out.ts'
import { refusedAt, TextField } from '../../page/piece/field.tsx'
import { Empty, Notice, RefusedNotice } from '../../page/piece/notice.tsx'
import { Time } from '../../page/piece/time.tsx'
import type { Reader } from '../../page/reader.ts'
import type { PageRoute, Visit } from '../../page/visit.ts'
import { Frame, type Site } from '../frame.tsx'
import { operations, pathOf } from './operation.ts'
import { approvalTexts } from './text.ts'

type Line = z.infer<typeof BallotLine>

interface Delegated {
  readonly version: number
  readonly delegations: readonly {
    readonly from: string
    readonly to: string
    readonly delegate: { readonly id: string; readonly name: string }
  }[]
}

/** One line of "my approvals". */
export const BallotItem = ({ line, reader }: { line: Line; reader: Reader }) => {
  const texts = approvalTexts[reader.language]
  return (
    <li data-row>
      <a href={pathOf(line)}>{line.title}</a>
      <span class={`badge ballot-${line.state}`}>
        <span class="dot" aria-hidden="true" />
        {texts.yourState[line.state]}
      </span>
      <p class="line">
        <span class="number">{line.number}</span>
        <span>{line.stageName}</span>
        {line.for && <span>{texts.forSomebody(line.for.name)}</span>}
        {line.state === 'requested' && line.decideBy && (
          <span>{texts.until(formatInstant(line.decideBy, reader))}</span>
        )}
        {line.endedAt && <Time at={line.endedAt} reader={reader} />}
      </p>
    </li>
  )
}

const AwayForm = ({ visit, away }: { visit: Visit; away: Delegated }) => {
  const { reader } = visit
  const texts = approvalTexts[reader.language].away
  const action = '/approvals/delegations'
  const refused = refusedAt(action, visit.refused)
  const state = { reader, refused }
  return (
    <section class="card padded stack" aria-labelledby="away">
      <div>
        <h2 id="away">{texts.heading}</h2>
        <p class="soft">{texts.hint}</p>
      </div>
      <RefusedNotice refused={refused} reader={reader} />
      {visit.query.saved === 'delegations' && (
        <Notice tone="good" isLive>
          <p>{texts.saved}</p>
        </Notice>
      )}
      {away.delegations.length > 0 && (
        <ul class="lines">
          {away.delegations.map(({ delegate, from, to }) => (
            <li>
              <div>{texts.line(delegate.name, formatDate(from, reader.language), formatDate(to, reader.language))}</div>
              <form method="post" action={action}>
                <input type="hidden" name="version" value={away.version} />
                <input type="hidden" name="remove" value={`${from}#${delegate.id}`} />
                <button class="button quiet small" type="submit">
                  {texts.remove}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form class="form away" method="post" action={action}>
        <input type="hidden" name="version" value={away.version} />
        <TextField state={state} name="from" label={texts.from} type="date" isRequired />
        <TextField state={state} name="to" label={texts.to} type="date" isRequired />
        <TextField
          state={state}
          name="delegate"
          label={texts.delegate}
          hint={texts.delegateHint}
          type="email"
          isRequired
          most={254}
        />
        <p>
          <button class="button quiet" type="submit">
            {texts.save}
          </button>
        </p>
      </form>
    </section>
  )
}

const ListPage = (props: { visit: Visit; site: Site; mine: z.infer<typeof MyApprovals>; away: Delegated }) => {
  const { visit, site, mine, away } = props
  const { reader, person } = visit
  const texts = approvalTexts[reader.language]
  return (
    <Frame reader={reader} person={person} site={site} title={texts.heading}>
      <div class="stack wide">
        <div>
          <h1>{texts.heading}</h1>
          <p class="soft">{texts.lead}</p>
        </div>
        <section class="stack tight" aria-labelledby="open-ballots">
          <h2 id="open-ballots">{texts.open}</h2>
          {mine.open.length > 0 ? (
            <ul class="card requests">
              {mine.open.map((line) => (
                <BallotItem line={line} reader={reader} />
              ))}
            </ul>
          ) : (
            <div class="card">
              <Empty heading={texts.none.heading} hint={texts.none.hint} />
            </div>
          )}
        </section>
        {mine.over.length > 0 && (
          <section class="stack tight" aria-labelledby="over-ballots">
            <h2 id="over-ballots">{texts.over}</h2>
            <ul class="card requests">
              {mine.over.map((line) => (
                <BallotItem line={line} reader={reader} />
              ))}
            </ul>
          </section>
        )}
        <AwayForm visit={visit} away={away} />
      </div>
    </Frame>
  )
}

const me = { id: 'me' } as const

const readAway = (visit: Visit, desk: ApiDesk) =>
  carryOut<Delegated>(visit, desk, operations.readDelegations, { params: me })

const list = (site: Site): PageRoute => ({
  method: 'GET',
  path: '/approvals',
  show: async (visit, desk) => {
    const [mine, away] = await Promise.all([
      carryOut<z.infer<typeof MyApprovals>>(visit, desk, operations.listApprovals),
      readAway(visit, desk),
    ])
    return { page: <ListPage visit={visit} site={site} mine={mine} away={away} /> }
  },
})

/** One more delegation, or one less; the API takes them whole. */
const delegate: PageRoute = {
  method: 'POST',
  path: '/approvals/delegations',
  again: '/approvals',
  show: async (visit, desk) => {
    const { form } = visit
    const { delegations } = await readAway(visit, desk)
    const kept = delegations
      .filter(({ from, delegate: { id } }) => form.get('remove') !== `${from}#${id}`)
      .map(({ from, to, delegate: { id } }) => ({ from, to, delegate: id }))
    const added = form.has('remove')
      ? []
      : [{ from: form.get('from') ?? '', to: form.get('to') ?? '', delegate: form.get('delegate') ?? '' }]
    await carryOut(visit, desk, operations.setDelegations, {
      params: me,
      body: { delegations: [...kept, ...added] },
      ifVersion: form.get('version'),
    })
    return { to: '/approvals?saved=delegations' }
  },
}

/** What waits for one's decision, what did, and who decides while one is away. */
export const approvalLists = (site: Site): readonly PageRoute[] => [list(site), delegate]
