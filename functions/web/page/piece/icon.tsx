import type { IconNode } from 'lucide'

/** A line icon (lucide, ISC). It only repeats what a text beside it says, so it is hidden from screen readers. */
export const Icon = ({ of, size = 16 }: { of: IconNode; size?: number }) => (
  <svg
    class="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {of.map(([Tag, attributes]) => (
      <Tag {...attributes} />
    ))}
  </svg>
)
