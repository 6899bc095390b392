import { initials } from '../../../../lib/people/name.ts'

/** One of eight hues, by the name: the same person has the same everywhere. */
const hueOf = (name: string): number => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 8, 7)

/** A person at a glance; their name stands beside it or is its label. */
export const Avatar = ({ name, isAlone = false }: { name: string; isAlone?: boolean }) => (
  <span
    class={`avatar hue-${hueOf(name)}`}
    title={name}
    {...(isAlone ? { role: 'img', 'aria-label': name } : { 'aria-hidden': 'true' })}
  >
    {initials(name)}
  </span>
)
