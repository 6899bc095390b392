import { Notice, RefusedNotice } from '../page/piece/notice.tsx'
import type { Visit } from '../page/visit.ts'
import { typedAt } from './piece/edit.tsx'
import { adminTexts } from './text.ts'

/** A mail as it would be, or where it was sent to be looked at. */
export type Shown = { readonly subject: string; readonly text: string } | { readonly to: string }

/** What came of trying a template. */
export const TrialResult = ({ visit, shown }: { visit: Visit; shown: Shown }) => {
  const texts = adminTexts[visit.reader.language].templates
  if ('to' in shown)
    return (
      <Notice tone="good" isLive>
        <p>{texts.sentTo(shown.to)}</p>
      </Notice>
    )
  return (
    <section class="card padded stack tight" aria-labelledby="preview" role="status">
      <p class="eyebrow">{texts.previewHint}</p>
      <h2 id="preview">{shown.subject}</h2>
      <p class="text mail-text">{shown.text}</p>
    </section>
  )
}

/** Going back to the words that a mail comes with. */
export const ResetForm = ({ visit, action, version }: { visit: Visit; action: string; version: number }) => {
  const texts = adminTexts[visit.reader.language].templates
  return (
    <section class="card padded stack tight" aria-labelledby="reset">
      <h2 id="reset">{texts.reset}</h2>
      <p class="hint">{texts.resetHint}</p>
      {typedAt(visit, action)?.refusal && <RefusedNotice refused={visit.refused} reader={visit.reader} />}
      <form method="post" action={action} data-swap>
        <input type="hidden" name="version" value={String(version)} />
        <button class="button danger" type="submit">
          {texts.reset}
        </button>
      </form>
    </section>
  )
}
