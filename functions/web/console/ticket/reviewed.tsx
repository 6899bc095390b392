import type { Reader } from '../../page/reader.ts'
import { ticketTexts } from './text.ts'

type Review = Readonly<Record<'happened' | 'learned' | 'followUps', string>>

/** What a major incident taught, in the words of who reviewed it. */
export const Reviewed = ({ review, reader }: { review: unknown; reader: Reader }) => {
  const { field } = ticketTexts[reader.language]
  return (
    <dl class="review">
      {(['happened', 'learned', 'followUps'] as const).map((name) => (
        <div>
          <dt>{field[name]}</dt>
          <dd class="text">{(review as Review)[name]}</dd>
        </div>
      ))}
    </dl>
  )
}
