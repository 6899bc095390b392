import type { Child } from 'hono/jsx'
import { CircleCheck, Info, TriangleAlert } from 'lucide'
import type { Reader } from '../reader.ts'
import { tellRefusal } from '../refusal-text.ts'
import type { Refused } from '../visit.ts'
import { Icon } from './icon.tsx'
import { Sky } from './sky.tsx'

const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: TriangleAlert } as const

/** Something to know before going on. */
export const Notice = (props: { tone?: keyof typeof icons; heading?: string; isLive?: boolean; children?: Child }) => {
  const { tone = 'info', heading, isLive = false, children } = props
  return (
    <div class={`notice ${tone}`} role={isLive ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon of={icons[tone]} size={18} />
      <div>
        {heading && <strong>{heading}</strong>}
        {children}
      </div>
    </div>
  )
}

/** Why what was sent was refused, above the form that has it all still. */
export const RefusedNotice = ({ refused, reader }: { refused: Refused | undefined; reader: Reader }) => {
  if (!refused) return null
  const { sentence, detail } = tellRefusal(refused.refusal, reader.language)
  return (
    <Notice tone="bad" heading={reader.texts.refused.heading} isLive>
      <p>
        {sentence} {reader.texts.refused.summary}
      </p>
      {detail && (
        <p class="small" lang="en">
          {detail}
        </p>
      )}
    </Notice>
  )
}

/** Nothing is there, why that is, and what one can do. */
export const Empty = (props: { heading: string; hint?: string; children?: Child }) => (
  <div class="empty">
    <Sky />
    <h2>{props.heading}</h2>
    {props.hint && <p>{props.hint}</p>}
    {props.children}
  </div>
)
