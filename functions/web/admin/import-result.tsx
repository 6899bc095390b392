import { Tag } from '../page/piece/badge.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import { Changes } from './piece/change.tsx'
import { adminTexts } from './text.ts'

/** What became, or would become, of rows of a file. */
export interface Imported {
  readonly dryRun: boolean
  readonly rows: readonly {
    readonly row: number
    readonly outcome: 'created' | 'changed' | 'unchanged' | 'refused'
    readonly id?: string
    readonly name?: string
    readonly changes?: readonly { readonly field: string; readonly before?: unknown; readonly after?: unknown }[]
    readonly reason?: string
  }[]
  readonly total: number
  /** The row to go on from, or null at the end. */
  readonly next: number | null
  /** The first row that is shown. */
  readonly from?: number
}

const tones = { created: 'good', changed: 'calm', unchanged: 'calm', refused: 'bad' } as const

/** Rows of a file as a table of differences, and the button that takes in exactly these. */
export const ImportResult = (props: { reader: Reader; path: string; imported: Imported; csv: string }) => {
  const { reader, path, imported, csv } = props
  const texts = adminTexts[reader.language].directory
  const { dryRun, rows, total, next, from = 1 } = imported
  const waits = rows.some(({ outcome }) => outcome === 'created' || outcome === 'changed')
  return (
    <section class="card padded stack" aria-labelledby="result" role="status">
      <h2 id="result">{dryRun ? texts.wouldHappen : texts.happened}</h2>
      <p class="soft">{texts.rows(from, from + rows.length - 1, total)}</p>
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.row}</th>
              <th scope="col">{texts.whom}</th>
              <th scope="col">{texts.what}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, outcome, id, name, changes = [], reason }) => (
              <tr>
                <td class="number">{row}</td>
                <td>{id && outcome !== 'created' ? <a href={`/desk/admin/people/${id}`}>{name ?? id}</a> : name}</td>
                <td>
                  <Tag tone={tones[outcome]}>{texts.outcome[outcome]}</Tag>
                  {reason && (
                    <p class="small" lang="en">
                      {reason}
                    </p>
                  )}
                  <Changes
                    changes={changes.map(({ field, ...change }) => ({ path: [field], ...change }))}
                    reader={reader}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!dryRun && next === null && (
        <Notice tone="good">
          <p>{texts.done}</p>
        </Notice>
      )}
      <form class="buttons" method="post" action={path} data-swap>
        <input type="hidden" name="csv" value={csv} />
        {dryRun && waits && (
          <button class="button" type="submit" name="apply" value="true">
            {texts.apply}
          </button>
        )}
        {dryRun && <input type="hidden" name="from" value={String(from)} />}
        {!dryRun && next !== null && (
          <button class="button" type="submit" name="from" value={String(next)}>
            {texts.goOn}
          </button>
        )}
      </form>
      {dryRun && !waits && next !== null && (
        <form method="post" action={path} data-swap>
          <input type="hidden" name="csv" value={csv} />
          <button class="button" type="submit" name="from" value={String(next)}>
            {texts.goOn}
          </button>
        </form>
      )}
    </section>
  )
}
