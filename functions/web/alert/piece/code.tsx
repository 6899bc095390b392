import { Copy } from 'lucide'
import { Icon } from '../../page/piece/icon.tsx'
import type { Reader } from '../../page/reader.ts'
import { alertTexts } from '../text.ts'

/** The button that copies what stands in another element; without script there is none. */
export const CopyButton = ({ of, what, reader }: { of: string; what: string; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  return (
    <button
      type="button"
      class="button quiet small"
      hidden
      data-copies={of}
      data-copied={texts.copied}
      aria-label={`${texts.copy}: ${what}`}
    >
      <Icon of={Copy} />
      <span aria-live="polite">{texts.copy}</span>
    </button>
  )
}

/** One line to copy, such as an address or a key. */
export const CopyLine = ({
  id,
  label,
  value,
  reader,
}: {
  id: string
  label: string
  value: string
  reader: Reader
}) => (
  <div class="copy-line">
    <span class="small soft">{label}</span>
    <code id={id}>{value}</code>
    <CopyButton of={id} what={label} reader={reader} />
  </div>
)

/** Text that machines read, as it is: it scrolls in its own frame, and is never more than text. */
export const Code = ({ id, label, text }: { id: string; label: string; text: string }) => (
  <section class="code" tabindex={0} aria-label={label}>
    <pre>
      <code id={id}>{text}</code>
    </pre>
  </section>
)
