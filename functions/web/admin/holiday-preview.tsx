import { Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Visit } from '../page/visit.ts'
import { adminTexts } from './text.ts'

interface Day {
  readonly date: string
  readonly name: string
}

/** What other holidays would bring, take and move. */
export interface Previewed {
  readonly added: readonly Day[]
  readonly removed: readonly Day[]
  readonly moves: readonly {
    readonly number: string
    readonly clock: string
    readonly from?: string
    readonly to?: string
  }[]
  readonly leftOut: readonly { readonly line: number; readonly name: string; readonly why: string }[]
  readonly looked: number
  readonly cursor: string | null
}

/** A preview of holidays, and the button that applies exactly what is shown. */
export const HolidayPreview = (props: { visit: Visit; action: string; version: number; previewed: Previewed }) => {
  const { visit, action, version, previewed } = props
  const { reader } = visit
  const texts = adminTexts[reader.language].holidays
  const { added, removed, moves, leftOut, looked, cursor } = previewed
  const isEmpty = added.length === 0 && removed.length === 0
  const sent = [...(visit.typed?.form ?? [])].filter(([name]) => name !== 'version')
  return (
    <section class="card padded stack" aria-labelledby="preview" role="status">
      <h2 id="preview">{texts.wouldChange}</h2>
      {isEmpty && <p>{texts.nothingChanges}</p>}
      <Days heading={texts.added(added.length)} days={added} isNew />
      <Days heading={texts.removed(removed.length)} days={removed} />
      {leftOut.length > 0 && (
        <Notice tone="warn" heading={texts.leftOut}>
          <ul class="plain">
            {leftOut.map(({ line, name, why }) => (
              <li>
                {texts.line(line)} {name}: <span lang="en">{why}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="stack tight">
        <p class="soft">{cursor ? texts.lookedSome(looked) : texts.looked(looked)}</p>
        {moves.length > 0 && (
          <>
            <p>{texts.moves(moves.length)}</p>
            <ul class="plain">
              {moves.map(({ number, clock, from, to }) => (
                <li>
                  <a href={`/desk/tickets/${number}`}>{number}</a> <span class="soft">{clock}</span>{' '}
                  {from && <Time at={from} reader={reader} isFull />} → {to && <Time at={to} reader={reader} isFull />}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {!isEmpty && (
        <form method="post" action={action} data-swap>
          {sent.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="version" value={String(version)} />
          <button class="button" type="submit">
            {texts.apply}
          </button>
        </form>
      )}
    </section>
  )
}

const Days = ({ heading, days, isNew = false }: { heading: string; days: readonly Day[]; isNew?: boolean }) =>
  days.length === 0 ? null : (
    <div class="stack tight">
      <h3>{heading}</h3>
      <ul class="days">
        {days.map(({ date, name }) => (
          <li>
            <span class="number">{date}</span> {isNew ? <ins>{name}</ins> : <del>{name}</del>}
          </li>
        ))}
      </ul>
    </div>
  )
