/** One of eight hues, by the name: the same person has the same everywhere. */
const hueOf = (name: string): number => [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 8, 7)

/** A Korean name by its given name, others by two initials. */
const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  if (/^\p{Script=Hangul}{2,5}$/u.test(name.trim())) return name.trim().slice(-2)
  const letters = words.length > 1 ? `${words[0]![0]}${words.at(-1)![0]}` : (words[0] ?? '').slice(0, 2)
  return letters.toUpperCase()
}

/** A person at a glance; their name stands beside it or is its label. */
export const Avatar = ({ name, isAlone = false }: { name: string; isAlone?: boolean }) => (
  <span
    class={`avatar hue-${hueOf(name)}`}
    title={name}
    {...(isAlone ? { role: 'img', 'aria-label': name } : { 'aria-hidden': 'true' })}
  >
    {initialsOf(name)}
  </span>
)
