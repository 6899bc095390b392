import { PenLine } from 'lucide'
import { Avatar } from '../../page/piece/avatar.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import type { Reader } from '../../page/reader.ts'
import { ticketTexts } from './text.ts'

/** Somebody else who has the ticket open. */
export interface Other {
  readonly person: { readonly id: string; readonly name: string }
  readonly isWriting: boolean
}

/** Who else is here, and who of them writes. It stops nobody. */
export const Others = ({ others, reader }: { others: readonly Other[]; reader: Reader }) => {
  if (others.length === 0) return null
  const texts = ticketTexts[reader.language]
  const writers = others.filter(({ isWriting }) => isWriting)
  const readers = others.filter(({ isWriting }) => !isWriting)
  return (
    <>
      <span class="faces">
        {others.map(({ person }) => (
          <Avatar name={person.name} />
        ))}
      </span>
      {readers.length > 0 && <span>{texts.isHere(readers.map(({ person }) => person.name).join(', '))}</span>}
      {writers.map(({ person }) => (
        <span class="writing">
          <Icon of={PenLine} size={14} />
          {texts.isWriting(person.name)}
        </span>
      ))}
    </>
  )
}
