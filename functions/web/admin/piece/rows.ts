/** The row of a list that a field belongs to: `leaves.2.from` → 2. */
const rowOf = (key: string, list: string): number | undefined => {
  if (!key.startsWith(`${list}.`)) return undefined
  const [place] = key.slice(list.length + 1).split('.')
  return /^\d{1,4}$/.test(place!) ? Number(place) : undefined
}

/** The rows of a list that a form has, in order. */
export const rowsIn = (form: URLSearchParams, list: string): readonly number[] =>
  [...new Set([...form.keys()].flatMap((key) => rowOf(key, list) ?? []))].sort((a, b) => a - b)

/** The form with the rows of a list in this order, numbered from 0; rows that are not named are gone. */
const arranged = (form: URLSearchParams, list: string, order: readonly number[]): URLSearchParams => {
  const places = new Map(order.map((row, place) => [row, place]))
  const result = new URLSearchParams()
  for (const [key, value] of form) {
    const row = rowOf(key, list)
    const place = row === undefined ? undefined : places.get(row)
    if (row === undefined) result.append(key, value)
    else if (place !== undefined) result.append(`${list}.${place}${key.slice(`${list}.${row}`.length)}`, value)
  }
  return result
}

/** `members.2` → its list and its row. */
const placeIn = (value: string | null): readonly [list: string, row: number] | undefined => {
  const found = /^(.+)\.(\d{1,4})$/.exec(value ?? '')
  return found ? [found[1]!, Number(found[2])] : undefined
}

const raised = (rows: readonly number[], row: number): readonly number[] => {
  const place = rows.indexOf(row)
  if (place < 1) return rows
  return [...rows.slice(0, place - 1), row, rows[place - 1]!, ...rows.slice(place + 1)]
}

/**
 * The form after a button of its lists was pressed: `add=members` appends an empty row, `remove=members.2` takes one away,
 * `raise=members.2` puts one before the row above it. Nothing when no such button sent it. A row is known by any field of
 * its own; an empty one by `members.3.row`.
 */
export const withRows = (form: URLSearchParams): URLSearchParams | undefined => {
  const add = form.get('add')
  if (add !== null) {
    const rows = rowsIn(form, add)
    const result = arranged(form, add, rows)
    result.append(`${add}.${rows.length}.row`, '')
    return result
  }
  const removed = placeIn(form.get('remove'))
  if (removed) {
    const [list, row] = removed
    return arranged(
      form,
      list,
      rowsIn(form, list).filter((each) => each !== row),
    )
  }
  const up = placeIn(form.get('raise'))
  return up && arranged(form, up[0], raised(rowsIn(form, up[0]), up[1]))
}
