import type { Refusal } from '../../../../lib/ticket/refusal.ts'
import type { Reader } from '../../page/reader.ts'
import { tellRefusal } from '../../page/refusal-text.ts'

/** What is wrong with a field, where the field is no single control. */
export const FieldError = ({ refusal, reader }: { refusal: Refusal | undefined; reader: Reader }) => {
  if (!refusal) return null
  const { sentence, detail } = tellRefusal(refusal, reader.language)
  return <p class="error">{detail ? <span lang="en">{detail}</span> : sentence}</p>
}
