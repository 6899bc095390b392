const name = 'haneul:list'

const remember = () => {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('[data-row] a[href^="/desk/tickets/"]')]
  const paths = [...new Set(rows.map(({ pathname }) => pathname))]
  if (paths.length > 0) sessionStorage.setItem(name, JSON.stringify(paths))
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select')

/** `[` and `]` go to the ticket before and after this one in the list one came from. */
export const walk = (): void => {
  remember()
  document.addEventListener('haneul:swapped', remember)
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return
    const by = event.key === '[' ? -1 : event.key === ']' ? 1 : 0
    if (by === 0) return
    const paths = JSON.parse(sessionStorage.getItem(name) ?? '[]') as string[]
    const to = paths[paths.indexOf(location.pathname) + by]
    if (paths.includes(location.pathname) && to) location.assign(to)
  })
}
