import { pageOf } from './page.ts'

const sheetOf = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[popover].sheet')
  if (found) return found
  const sheet = document.createElement('section')
  sheet.className = 'popup sheet'
  sheet.popover = 'auto'
  sheet.setAttribute('role', 'dialog')
  document.body.append(sheet)
  return sheet
}

/** Puts the sheet of a page in the place of what a popup shows. */
export const fill = (sheet: HTMLElement, page: Document): void => {
  const content = page.querySelector('.sheet-page')
  if (!content) return
  const header = document.createElement('header')
  const title = document.createElement('h2')
  title.id = 'sheet-title'
  const heading = content.querySelector('h1')
  title.append(...(heading?.childNodes ?? []))
  heading?.remove()
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'button ghost square'
  close.textContent = '✕'
  close.ariaLabel = page.querySelector('[data-sheet-close]')?.textContent ?? '✕'
  close.onclick = () => sheet.hidePopover()
  header.append(title, close)
  content.classList.remove('card')
  sheet.setAttribute('aria-labelledby', title.id)
  sheet.replaceChildren(header, content)
}

const open = async (link: HTMLAnchorElement): Promise<void> => {
  const answer = await fetch(link.href, { headers: { accept: 'text/html' } })
  const page = await pageOf(answer)
  if (!answer.ok || answer.redirected || !page.querySelector('.sheet-page')) throw new Error('no sheet')
  const sheet = sheetOf()
  fill(sheet, page)
  sheet.showPopover()
  const first = sheet.querySelector<HTMLElement>(
    '.sheet-page :is(input:not([type=hidden]), select, textarea, button:enabled)',
  )
  first?.focus()
}

/** Links that say `data-sheet` show their page as a sheet above this one; where that fails they are links as any. */
export const openSheets = (): void => {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    const target = event.target as HTMLElement
    const link = target.closest?.<HTMLAnchorElement>('a[data-sheet]')
    if (link) {
      event.preventDefault()
      open(link).catch(() => location.assign(link.href))
      return
    }
    const sheet = target.closest?.<HTMLElement>('a[data-sheet-close]')?.closest<HTMLElement>('[popover].sheet')
    if (!sheet) return
    event.preventDefault()
    sheet.hidePopover()
  })
  document.addEventListener('haneul:swapped', () => {
    const sheet = document.querySelector<HTMLElement>('[popover].sheet')
    // Parts that refresh by themselves leave an open sheet alone; an answer to its form ends it.
    if (sheet?.matches(':popover-open') && document.querySelector('[data-toast]')) sheet.hidePopover()
  })
}
