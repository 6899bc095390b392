import { pageOf, swap } from './page.ts'
import { fill } from './sheet.ts'

const busy = (form: HTMLFormElement, isBusy: boolean) => {
  for (const button of form.querySelectorAll<HTMLButtonElement>('button:not([type=button])'))
    button.setAttribute('aria-busy', String(isBusy))
}

const send = async (form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> => {
  const data = new FormData(form, submitter)
  const hasFiles = [...data.values()].some((value) => value instanceof File && value.name !== '')
  busy(form, true)
  try {
    const button = submitter as HTMLButtonElement | null
    const answer = await fetch(button?.hasAttribute('formaction') ? button.formAction : form.action, {
      method: 'POST',
      body: hasFiles ? data : new URLSearchParams([...data].map(([name, value]) => [name, String(value)])),
      headers: { accept: 'text/html' },
    })
    // Signed out meanwhile, or sent to another part of the desk: go there for good.
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
      location.assign(answer.url)
      return
    }
    if (!answer.headers.get('content-type')?.startsWith('text/html')) throw new Error('no page')
    const page = await pageOf(answer)
    if (answer.redirected) history.replaceState(null, '', answer.url)
    const sheet = form.closest<HTMLElement>('[popover].sheet')
    if (sheet && !answer.redirected) fill(sheet, page)
    else {
      const y = scrollY
      swap(page)
      scrollTo({ top: y })
    }
    const place = sheet && !answer.redirected ? sheet : document
    const first = place.querySelector<HTMLElement>('[data-toast], [role=alert], [role=status]')
    first?.setAttribute('tabindex', '-1')
    first?.focus({ preventScroll: false })
  } catch {
    // The network is gone, or the answer is none of our pages: the browser says so in its own words.
    form.submit()
  } finally {
    busy(form, false)
  }
}

/** Sends forms without a reload: only what changed is put in place, and nobody loses where they were. */
export const sendForms = (): void => {
  let sending = false
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.method !== 'post' || !form.hasAttribute('data-swap') || event.defaultPrevented) return
    event.preventDefault()
    if (sending) return
    sending = true
    send(form, event.submitter).finally(() => {
      sending = false
    })
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    const form = (event.target as HTMLElement).closest?.('form')
    if (form) form.requestSubmit()
  })
}
