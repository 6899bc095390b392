import { FileText, Hourglass, ShieldAlert } from 'lucide'
import type * as z from 'zod'
import type { EntryView } from '../../../api/incident/entry-view.ts'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'

type Attached = z.infer<typeof EntryView>['attachments'][number]

interface FilesProps {
  readonly attachments: readonly Attached[]
  /** The page's path of the n-th attachment, from 1. */
  readonly pathOf: (place: number) => string
  readonly reader: Reader
  /** Whether the reader may open what could not be checked, once they are warned. */
  readonly mayRisk?: boolean
}

/** What came with a message: what opens is a link, and what does not says why. */
export const Files = ({ attachments, pathOf, reader, mayRisk = false }: FilesProps) =>
  attachments.length === 0 ? null : (
    <ul class="files" aria-label={reader.texts.attachments}>
      {attachments.map((file, i) => (
        <li>
          <File file={file} path={pathOf(i + 1)} reader={reader} mayRisk={mayRisk} />
        </li>
      ))}
    </ul>
  )

const File = (props: { file: Attached; path: string; reader: Reader; mayRisk: boolean }) => {
  const { file, path, reader, mayRisk } = props
  const { files, bytes } = reader.texts
  const name = (
    <>
      {file.name} <span class="soft">{bytes(file.size)}</span>
    </>
  )
  switch (file.state) {
    case 'ready':
      return (
        <a href={path}>
          <Icon of={FileText} />
          {name}
        </a>
      )
    case 'checking':
      return (
        <span class="file">
          <Icon of={Hourglass} />
          <span>
            {name} <span class="why">{files.stillChecking}</span>
          </span>
        </span>
      )
    case 'infected':
      return (
        <span class="file bad">
          <Icon of={ShieldAlert} />
          <span>
            {name}{' '}
            <span class="why">
              {files.infectedFile}
              {file.threat && ` (${file.threat})`}
            </span>
          </span>
        </span>
      )
    case 'unchecked':
      return (
        <span class="file warn">
          <Icon of={ShieldAlert} />
          <span>
            {name} <span class="why">{files.uncheckedFile}</span>
            {mayRisk && (
              <details>
                <summary>{files.openAnyway}…</summary>
                <p>{files.uncheckedWarning}</p>
                <a class="button small" href={`${path}?unchecked=open`}>
                  {files.openAnyway}
                </a>
              </details>
            )}
          </span>
        </span>
      )
  }
}
