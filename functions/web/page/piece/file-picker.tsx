import { Paperclip } from 'lucide'
import { mostBytes } from '../../../../lib/desk/upload.ts'
import type { Reader } from '../reader.ts'
import type { Refused } from '../visit.ts'
import { Icon } from './icon.tsx'

/**
 * Files for a message. Without script they are sent with the form; with it each goes straight to storage while one writes,
 * and the form names them. What was sent before the form was refused is not sent again.
 */
export const FilePicker = ({ reader, refused }: { reader: Reader; refused: Refused | undefined }) => {
  const { files } = reader.texts
  const brought = refused?.form.getAll('attachments') ?? []
  const names = refused?.form.getAll('names') ?? []
  return (
    <div
      class="field bring"
      data-attach="/uploads"
      data-most={mostBytes}
      data-sending={files.sending}
      data-sent={files.sent}
      data-failed={files.failed}
      data-again={files.again}
      data-remove={files.remove}
      data-too-large={files.tooLarge}
    >
      <label for="f-files">
        <Icon of={Paperclip} />
        {files.label} <span class="optional">{reader.texts.optional}</span>
      </label>
      <p class="hint" id="f-files-hint">
        {files.hint}
      </p>
      <input id="f-files" type="file" name="files" multiple aria-describedby="f-files-hint" />
      <ul class="brought" aria-live="polite">
        {brought.map((id, i) => (
          <li>
            <input type="hidden" name="attachments" value={id} />
            <input type="hidden" name="names" value={names[i] ?? id} />
            <span>
              {names[i] ?? id} <span class="soft">{files.sent}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
