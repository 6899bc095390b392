import { pageOf } from './page.ts'

/** Somebody who writes, picks or reads an open sheet there is not disturbed. */
const isInUse = (part: Element) =>
  (part.contains(document.activeElement) && document.activeElement?.matches('input, textarea, select')) ||
  part.querySelector('input:checked:not([type=radio]), :popover-open') !== null

/** A part may say by which stamp it is the same, where its letters differ each time. */
const isSame = (part: HTMLElement, fresh: HTMLElement) =>
  part.dataset.stamp === undefined ? fresh.innerHTML === part.innerHTML : fresh.dataset.stamp === part.dataset.stamp

const details = (part: Element) => [...part.querySelectorAll('details')]
const placeOf = (one: Element) => `${one.closest('[id]')?.id} ${one.className} ${one.firstElementChild?.textContent}`

/** What somebody opened stays open, and focus where it was. */
const carryOver = (part: Element, fresh: Element) => {
  const open = new Set(
    details(part)
      .filter((one) => one.open)
      .map(placeOf),
  )
  for (const one of details(fresh)) if (open.has(placeOf(one))) one.open = true
  const focused = part.contains(document.activeElement) ? document.activeElement : null
  const places = (within: Element) => [...within.querySelectorAll<HTMLElement>('a, button, summary')]
  const place = focused ? places(part).indexOf(focused as HTMLElement) : -1
  return () => place >= 0 && places(fresh)[place]?.focus({ preventScroll: true })
}

let tag: string | null = null

const look = async (parts: readonly HTMLElement[]): Promise<void> => {
  const answer = await fetch(location.href, {
    headers: { accept: 'text/html', 'x-live': '1', ...(tag && { 'if-none-match': tag }) },
  })
  if (answer.status === 304 || !answer.ok || answer.redirected) return
  tag = answer.headers.get('etag')
  const page = await pageOf(answer)
  for (const part of parts) {
    const fresh = page.getElementById(part.id)
    if (!fresh || isInUse(part) || isSame(part, fresh)) continue
    const refocus = carryOver(part, fresh)
    part.replaceWith(fresh)
    refocus()
    document.dispatchEvent(new CustomEvent('haneul:swapped'))
  }
}

/** Keeps the parts that say `data-live="<seconds>"` up to date while somebody looks at them. */
export const refresh = (): void => {
  let last = Date.now()
  setInterval(() => {
    if (document.hidden) return
    const parts = [...document.querySelectorAll<HTMLElement>('[data-live][id]')]
    if (parts.length === 0) return
    const every = Math.min(...parts.map(({ dataset }) => Number(dataset.live) || 15)) * 1000
    if (Date.now() - last < every) return
    last = Date.now()
    // The next look tries again.
    look(parts).catch(() => undefined)
  }, 1000)
}
