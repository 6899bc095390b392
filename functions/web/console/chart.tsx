/** A value as a bar as long as its share; the number stands beside it in text. */
export const Bar = ({ value, most, tone = '' }: { value: number; most: number; tone?: string }) => (
  <svg class={`bar ${tone}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="8" rx="2" />
    <rect class="value" width={most > 0 ? (value / most) * 100 : 0} height="8" rx="2" />
  </svg>
)

/** Two numbers a day. */
export interface DayPair {
  readonly date: string
  readonly opened: number
  readonly resolved: number
}

const height = 120
const step = 36
const width = 13

/** What came and what was solved, day by day, as pairs of columns; the table beside it has the numbers. */
export const DayChart = ({ days, label }: { days: readonly DayPair[]; label: (date: string) => string }) => {
  const most = Math.max(1, ...days.flatMap(({ opened, resolved }) => [opened, resolved]))
  const column = (kind: 'opened' | 'resolved', value: number, x: number) => {
    const tall = Math.max(value > 0 ? 2 : 0, (value / most) * height)
    return <rect class={kind} x={x} y={height - tall} width={width} height={tall} rx="3" />
  }
  return (
    <svg class="days" viewBox={`0 0 ${days.length * step} ${height + 22}`} aria-hidden="true">
      <line x1="0" x2={days.length * step} y1={height + 0.5} y2={height + 0.5} />
      {days.map(({ date, opened, resolved }, i) => (
        <>
          {column('opened', opened, i * step + 4)}
          {column('resolved', resolved, i * step + 4 + width + 2)}
          <text x={i * step + step / 2} y={height + 16}>
            {label(date)}
          </text>
        </>
      ))}
    </svg>
  )
}
