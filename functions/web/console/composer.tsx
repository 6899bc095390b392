import { Lock, MessageSquare, Send } from 'lucide'
import type { Visibility } from '../../../lib/ticket/message.ts'
import { Once, refusedAt, TextArea } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import type { Visit } from '../page/visit.ts'
import { consoleTexts } from './text.ts'
import type { Ticket } from './ticket.tsx'

/** What somebody wrote and did not send. */
export interface Draft {
  readonly text: string
  readonly visibility: Visibility
}

/** Where an agent answers, or leaves a note for the desk; what is written is kept as a draft. */
export const Composer = (props: { visit: Visit; ticket: Ticket; draft: Draft | undefined; once: string }) => {
  const { visit, ticket, draft, once } = props
  const { reader } = visit
  const texts = consoleTexts[reader.language]
  const action = `/desk/tickets/${ticket.number}/comments`
  const refused = refusedAt(action, visit.refused)
  const visibility = refused?.form.get('visibility') ?? draft?.visibility ?? 'public'
  const kinds = [
    ['public', texts.reply, MessageSquare, 'r'],
    ['internal', texts.note, Lock, 'n'],
  ] as const
  return (
    <form class="card composer" method="post" action={action} data-swap>
      <Once id={once} />
      <div class="segments" role="radiogroup" aria-label={texts.message}>
        {kinds.map(([value, label, icon, key]) => (
          <label data-key={key}>
            <input type="radio" name="visibility" value={value} checked={value === visibility} />
            <Icon of={icon} />
            {label}
          </label>
        ))}
      </div>
      <TextArea
        state={{ reader, refused }}
        name="text"
        label={texts.message}
        isRequired
        rows={5}
        value={draft?.text}
        draft={`/desk/tickets/${ticket.number}/draft`}
      />
      <div class="split">
        <p class="hint">
          {texts.replyHint(ticket.requester.name)} {texts.noteHint}
        </p>
        <button class="button" type="submit">
          <Icon of={Send} />
          {texts.send}
        </button>
      </div>
    </form>
  )
}
