import { Lock, MessageSquare, Send } from 'lucide'
import type { Visibility } from '../../../../lib/ticket/message.ts'
import { Once, refusedAt, TextArea } from '../../page/piece/field.tsx'
import { FilePicker } from '../../page/piece/file-picker.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import { Time } from '../../page/piece/time.tsx'
import type { NamesOfTeams } from '../../page/say-entry.ts'
import type { Visit } from '../../page/visit.ts'
import { consoleTexts } from '../text.ts'
import { newestForAll } from './fold.ts'
import { Refusing } from './stale.tsx'
import { ticketTexts } from './text.ts'
import { pathTo, type Ticket } from './ticket.ts'

/** What somebody wrote and did not send. */
export interface Draft {
  readonly text: string
  readonly visibility: Visibility
  readonly savedAt: string
}

interface ComposerProps {
  readonly visit: Visit
  readonly ticket: Ticket
  readonly draft: Draft | undefined
  readonly once: string
  readonly teams: NamesOfTeams
}

/**
 * Where an agent answers, or leaves a note for the desk. What is written is kept as a draft; it carries the version that
 * was seen, so that nobody answers twice without knowing it.
 */
export const Composer = ({ visit, ticket, draft, once, teams }: ComposerProps) => {
  const { reader } = visit
  const texts = consoleTexts[reader.language]
  const own = ticketTexts[reader.language]
  const action = pathTo(ticket.number, 'comments')
  const refused = refusedAt(action, visit.refused)
  const visibility = refused?.form.get('visibility') ?? draft?.visibility ?? 'public'
  const isStale = refused?.refusal.code === 'stale'
  const kinds = [
    ['public', texts.reply, MessageSquare, 'r'],
    ['internal', texts.note, Lock, 'n'],
  ] as const
  return (
    <form id="reply" class="card composer" method="post" action={action} enctype="multipart/form-data" data-swap>
      <Refusing refused={refused} number={ticket.number} reader={reader} teams={teams} />
      <Once id={`${once}-comments`} />
      <input type="hidden" name="version" value={ticket.version} />
      <fieldset class="segments">
        <legend class="hidden">{texts.message}</legend>
        {kinds.map(([value, label, icon, key]) => (
          <label data-key={key} data-command={label} data-focus="f-text">
            <input type="radio" name="visibility" value={value} checked={value === visibility} />
            <Icon of={icon} />
            {label}
          </label>
        ))}
      </fieldset>
      <TextArea
        state={{ reader, refused }}
        name="text"
        label={texts.message}
        rows={5}
        value={draft?.text}
        draft={pathTo(ticket.number, 'draft')}
      />
      <p
        class="news"
        data-news
        data-seen={newestForAll(ticket.timeline, visit.person.id)?.sequence ?? 0}
        aria-live="polite"
        hidden
      >
        {own.news} <a href="#reply">{own.newsRead}</a>
      </p>
      <FilePicker reader={reader} refused={refused} />
      <div class="split">
        <p class="hint for-public">{texts.replyHint(ticket.requester.name)}</p>
        <p class="hint for-internal">{texts.noteHint}</p>
        <button class="button" type="submit">
          <Icon of={Send} />
          {isStale ? (
            own.sendAnyway
          ) : (
            <>
              <span class="for-public">{own.sendReply}</span>
              <span class="for-internal">{own.sendNote}</span>
            </>
          )}
        </button>
      </div>
      <p class="hint draft" data-draft-note data-kept={own.draftKept} aria-live="polite">
        {draft && !refused && (
          <>
            {own.draftRestored} <Time at={draft.savedAt} reader={reader} />{' '}
            <button
              class="button ghost small"
              type="submit"
              name="discard"
              value="yes"
              formaction={pathTo(ticket.number, 'draft')}
              formnovalidate
            >
              {own.draftDiscard}
            </button>
          </>
        )}
      </p>
    </form>
  )
}
