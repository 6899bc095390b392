/** Our mark: a sun behind a cloud. */
export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <circle class="mark-sun" cx="20" cy="12" r="7" />
    <path class="mark-cloud" d="M9 26a6 6 0 0 1-.6-11.97A8 8 0 0 1 23.7 15.6 5.25 5.25 0 0 1 24 26Z" />
  </svg>
)

/** A quiet picture for pages that have nothing to show. */
export const Sky = () => (
  <svg class="sky" viewBox="0 0 240 120" width="240" height="120" aria-hidden="true">
    <circle class="sky-sun" cx="150" cy="46" r="26" />
    <path class="sky-cloud far" d="M150 92a20 20 0 0 1-2-39.9 27 27 0 0 1 51.6 5.2A17.5 17.5 0 0 1 200 92Z" />
    <path class="sky-cloud near" d="M58 104a26 26 0 0 1-2.6-51.9 35 35 0 0 1 67 6.8A22.7 22.7 0 0 1 124 104Z" />
  </svg>
)
