import type { Reader } from '../../page/reader.ts'
import { alertTexts } from '../text.ts'

/** Taking something away: behind one more step, because it is hard to undo. */
export const Removal = (props: { reader: Reader; action: string; version: number; hint: string }) => {
  const texts = alertTexts[props.reader.language]
  return (
    <section class="card padded stack tight" aria-labelledby="removal">
      <h2 id="removal">{texts.remove}</h2>
      <p class="hint">{props.hint}</p>
      <details>
        <summary>{texts.removeSure}</summary>
        <form method="post" action={props.action}>
          <input type="hidden" name="version" value={String(props.version)} />
          <button class="button danger" type="submit">
            {texts.removeNow}
          </button>
        </form>
      </details>
    </section>
  )
}
