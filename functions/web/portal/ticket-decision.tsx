import { Check } from 'lucide'
import { refusedAt, TextArea } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { portalTexts } from './text.ts'
import type { Beside } from './ticket-page.tsx'

/** "Is it solved?" where the reader may say so: yes closes it, no opens it again with what is still wrong. */
export const Decision = ({ visit, ticket }: Beside) => {
  const { reader } = visit
  const texts = portalTexts[reader.language]
  const path = `/tickets/${ticket.number}`
  const refused = refusedAt(`${path}/reopen`, visit.refused)
  const [mayClose, mayReopen] = [ticket.legalMoves.includes('close'), ticket.legalMoves.includes('reopen')]
  if (!mayClose && !mayReopen) return null
  return (
    <section class="card padded decision" aria-label={texts.isItSolved}>
      {mayClose && (
        <form method="post" action={`${path}/close`} data-swap>
          <input type="hidden" name="version" value={ticket.version} />
          <button class="button" type="submit">
            <Icon of={Check} />
            {texts.yesSolved}
          </button>
        </form>
      )}
      {mayReopen && (
        <details id="not-solved" open={refused !== undefined}>
          <summary class="button quiet">{texts.notSolved}</summary>
          <form class="form" method="post" action={`${path}/reopen`} data-swap>
            <input type="hidden" name="version" value={ticket.version} />
            <TextArea
              state={{ reader, refused }}
              name="reason"
              label={texts.whatIsWrong}
              hint={texts.whatIsWrongHint}
              rows={3}
            />
            <p>
              <button class="button" type="submit">
                {texts.reopen}
              </button>
            </p>
          </form>
        </details>
      )}
    </section>
  )
}
