import type { MajorList } from '../../api/incident/majors.ts'
import { PriorityBadge, Tag } from '../page/piece/badge.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import { consoleTexts } from './text.ts'

const tones = { candidate: 'warn', major: 'bad', review: 'warn', reviewed: 'good' } as const

/** Candidates for major incidents and those that are not closed; while there are none, nothing. */
export const BoardMajors = ({ items, reader }: MajorList & { reader: Reader }) => {
  const { major: texts } = consoleTexts[reader.language].board
  if (items.length === 0) return null
  return (
    <section class="card padded stack tight" aria-label={texts.heading}>
      <h2>{texts.heading}</h2>
      <ul class="linked majors">
        {items.map(({ number, title, priority, standing, updates, isUpdateOverdue }) => (
          <li>
            <span>
              <a href={`/desk/tickets/${number}`}>
                <span class="number">{number}</span> {title}
              </a>
            </span>
            <span class="line">
              {updates?.nextUpdateAt && (
                <span class={isUpdateOverdue ? 'due late' : 'small soft'}>
                  {isUpdateOverdue ? texts.overdue : texts.next} <Time at={updates.nextUpdateAt} reader={reader} />
                </span>
              )}
              <PriorityBadge priority={priority} />
              <Tag tone={tones[standing]}>{texts.standing[standing]}</Tag>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
