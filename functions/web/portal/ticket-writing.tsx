import { RotateCcw, Send } from 'lucide'
import { isFinished } from '../../../lib/incident/life-cycle.ts'
import { Once, refusedAt, TextArea } from '../page/piece/field.tsx'
import { FilePicker } from '../page/piece/file-picker.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { portalTexts } from './text.ts'
import type { Beside } from './ticket-page.tsx'

/** Where the reader writes to the desk; on a finished ticket the way to a new one that goes on with it. */
export const Writing = ({ visit, ticket, draft, once }: Beside) => {
  const { reader } = visit
  const texts = portalTexts[reader.language]
  const path = `/tickets/${ticket.number}`
  if (isFinished(ticket) && !ticket.merged) {
    if (ticket.followedBy) return null
    return (
      <section class="card padded split" id="write" aria-label={texts.follow}>
        <p class="soft">{texts.followHint}</p>
        <a class="button quiet" href={`/report?follows=${ticket.number}`}>
          <Icon of={RotateCcw} />
          {texts.follow}
        </a>
      </section>
    )
  }
  const refused = refusedAt(`${path}/comments`, visit.refused)
  return (
    <form
      class="card words"
      id="write"
      method="post"
      action={`${path}/comments`}
      enctype="multipart/form-data"
      data-swap
    >
      <Once id={once} />
      <TextArea
        state={{ reader, refused }}
        name="text"
        label={texts.write}
        hint={ticket.state === 'resolved' ? texts.writeReopens : texts.writeHint}
        isRequired
        rows={4}
        value={draft}
        draft={`${path}/draft`}
      />
      <FilePicker reader={reader} refused={refused} />
      <p>
        <button class="button" type="submit">
          <Icon of={Send} />
          {texts.send}
        </button>
      </p>
    </form>
  )
}
