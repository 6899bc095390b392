import type { Child } from 'hono/jsx'
import type { IncidentState } from '../../../../lib/incident/incident.ts'
import type { Reader } from '../reader.ts'

/** The state of an incident: a dot and its word, so that colour is never all there is. */
export const StateBadge = ({ state, reader }: { state: IncidentState; reader: Reader }) => (
  <span class={`badge state-${state}`}>
    <span class="dot" aria-hidden="true" />
    {reader.texts.state[state]}
  </span>
)

const heights = [12, 10, 8, 6, 4]

/** The priority: bars that say how much it matters, and its name. */
export const PriorityBadge = ({ priority }: { priority: string }) => {
  const level = Number(priority.slice(1))
  return (
    <span class={`priority p${level}`}>
      <svg width="16" height="14" viewBox="0 0 16 14" aria-hidden="true">
        {[3, 2, 1, 0].map((bar, i) => (
          <rect
            class={level - 1 <= bar ? 'on' : 'off'}
            x={i * 4}
            y={13 - heights[bar]!}
            width="3"
            height={heights[bar]}
            rx="1"
          />
        ))}
      </svg>
      {priority}
    </span>
  )
}

/** A word that stands out a little. */
export const Tag = ({ tone = 'calm', children }: { tone?: 'calm' | 'warn' | 'bad' | 'good'; children?: Child }) => (
  <span class={`tag ${tone}`}>{children}</span>
)
