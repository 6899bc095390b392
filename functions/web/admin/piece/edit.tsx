import type { Child } from 'hono/jsx'
import type { FormState } from '../../page/piece/field.tsx'
import { Notice, RefusedNotice } from '../../page/piece/notice.tsx'
import type { Typed, Visit } from '../../page/visit.ts'
import { mayEdit } from '../guard.ts'
import { adminTexts } from '../text.ts'
import type { Names } from './change.tsx'
import { type Changed, ChangedItem } from './history.tsx'

/** What was typed into the form that is sent to this path and is not saved. */
export const typedAt = ({ refused, typed }: Visit, action: string): Typed | undefined =>
  [refused, typed].find((one) => one?.action === action)

/**
 * A form that changes a kept record: it carries the version that was seen, says what was changed meanwhile, and is shown
 * read-only to whoever may not change it. Keys of lists add rows, `Enter` saves.
 */
export const Edit = (props: {
  visit: Visit
  action: string
  version?: number
  save?: string
  isDanger?: boolean
  /** What others changed since this form was opened. */
  changed?: readonly Changed[]
  names?: Names
  once?: string
  /** A file can come with it. */
  hasFiles?: boolean
  /** Where others than administrators may change it, too. */
  canEdit?: boolean
  fields: (state: FormState) => Child
  buttons?: Child
}) => {
  const { visit, action, version, changed = [] } = props
  const { reader, refused } = visit
  const texts = adminTexts[reader.language]
  const typed = typedAt(visit, action)
  const isStale = typed?.refusal?.code === 'stale'
  const canEdit = props.canEdit ?? mayEdit(visit.person)
  // Whoever has read what others changed may save over it; whoever mends a field has seen what they saw before.
  const seen = typed && !isStale ? typed.form.get('version') : version
  return (
    <form
      class="stack edit"
      method="post"
      action={action}
      enctype={props.hasFiles ? 'multipart/form-data' : undefined}
      data-swap
    >
      {canEdit && (
        <button type="submit" class="hidden" tabindex={-1}>
          {texts.save}
        </button>
      )}
      {version !== undefined && <input type="hidden" name="version" value={seen ?? undefined} />}
      {props.once && <input type="hidden" name="once" value={typed?.form.get('once') ?? props.once} />}
      {isStale ? (
        <Notice tone="warn" heading={texts.stale} isLive>
          <p>{texts.staleHint}</p>
          <ol class="past">
            {changed.map((item) => (
              <ChangedItem item={item} visit={visit} names={props.names ?? {}} />
            ))}
          </ol>
        </Notice>
      ) : (
        typed?.refusal && <RefusedNotice refused={refused} reader={reader} />
      )}
      <fieldset class="stack" disabled={!canEdit}>
        {props.fields({ reader, refused: typed })}
      </fieldset>
      {canEdit && (
        <div class="buttons save-bar">
          <button class={props.isDanger ? 'button danger' : 'button'} type="submit">
            {props.save ?? texts.save}
          </button>
          {props.buttons}
        </div>
      )}
    </form>
  )
}
