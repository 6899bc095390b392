import { pageOf } from './page.ts'

/** Somebody who writes, picks or reads an open sheet there is not disturbed. */
const isInUse = (part: Element) =>
  (part.contains(document.activeElement) && document.activeElement?.matches('input, textarea, select')) ||
  part.querySelector('input:checked:not([type=radio]), :popover-open') !== null

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
    if (!fresh || isInUse(part) || fresh.innerHTML === part.innerHTML) continue
    part.replaceWith(fresh)
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
