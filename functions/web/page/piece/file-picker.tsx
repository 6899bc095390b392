import { Paperclip } from 'lucide'
import { mostBytes, partBytes } from '../../../../lib/desk/upload.ts'
import type { Reader } from '../reader.ts'
import type { Refused } from '../visit.ts'
import { Icon } from './icon.tsx'

/**
 * Files for a message. Without script they are sent with the form; with it each goes straight to storage while one writes,
 * large ones in parts, and the form names them. What was sent before the form was refused is not sent again.
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
      data-part={partBytes}
      data-preparing={files.preparing}
      data-sending={files.sending}
      data-percent={files.percent}
      data-sent={files.sent}
      data-failed={files.failed}
      data-refused={files.refused}
      data-again={files.again}
      data-remove={files.remove}
      data-pause={files.pause}
      data-resume={files.resume}
      data-paused={files.paused}
      data-offline={files.offline}
      data-choose-again={files.chooseAgain}
      data-too-large={files.tooLarge}
      data-checking={files.checking}
      data-checked={files.checked}
      data-unchecked={files.unchecked}
      data-infected={files.infected}
    >
      <label for="f-files">
        <Icon of={Paperclip} />
        {files.label} <span class="optional">{reader.texts.optional}</span>
      </label>
      <p class="hint" id="f-files-hint">
        {files.hint}
      </p>
      <input id="f-files" type="file" name="files" multiple aria-describedby="f-files-hint" />
      <ul class="brought">
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
      <p class="hidden" aria-live="polite" data-said />
    </div>
  )
}
