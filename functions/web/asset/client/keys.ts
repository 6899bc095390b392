import { openPalette } from './palette.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')

const rows = () => [...document.querySelectorAll<HTMLAnchorElement>('[data-row] a, a[data-row]')]

/** Moves among the rows of a list. */
const step = (by: 1 | -1) => {
  const all = rows()
  if (all.length === 0) return
  const here = all.indexOf(document.activeElement as HTMLAnchorElement)
  all[Math.min(Math.max(here + by, 0), all.length - 1)]?.focus()
}

const press = (key: string): boolean => {
  const found = [...document.querySelectorAll<HTMLElement>('[data-key]')].find((each) => each.dataset.key === key)
  if (!found) return false
  if (found.matches('input, textarea, select')) found.focus()
  else found.click()
  if (found.dataset.focus) document.getElementById(found.dataset.focus)?.focus()
  return true
}

/**
 * Keys for people who live here: every element with `data-key` is pressed (or, a field, entered) by its key, `g` and a
 * letter goes to a place, `j` and `k` move in lists, `?` tells all of it, and Ctrl or Command with `k` opens the palette.
 */
export const listenForKeys = (): void => {
  let before = ''
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      openPalette()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return
    const key = before === 'g' ? `g ${event.key}` : event.key
    before = event.key === 'g' && before !== 'g' ? 'g' : ''
    if (key === 'j') step(1)
    else if (key === 'k') step(-1)
    else if (key === 'x')
      (document.activeElement?.closest('[data-row]')?.querySelector('.pick input') as HTMLElement)?.click()
    else if (!press(key)) return
    event.preventDefault()
  })
  document.addEventListener('click', (event) => {
    if ((event.target as HTMLElement).closest?.('[data-palette]')) openPalette()
  })
}
