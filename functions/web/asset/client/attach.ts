import { ask } from './upload/desk.ts'
import { begunHere, fingerprintOf, forget } from './upload/memory.ts'
import { type Box, bring, openRow } from './upload/row.ts'

const removable = (box: HTMLElement, item: Element) => {
  const remove = document.createElement('button')
  remove.type = 'button'
  remove.className = 'button ghost small'
  remove.textContent = box.dataset.remove!
  remove.ariaLabel = `${box.dataset.remove}: ${item.querySelector('span')?.firstChild?.textContent?.trim()}`
  remove.onclick = () => item.remove()
  item.append(remove)
}

const isNamed = ({ list }: Box, id: string) =>
  [...list.querySelectorAll<HTMLInputElement>('input[name=attachments]')].some(({ value }) => value === id)

/** What was begun here before the page was loaded anew: what is complete is attached, the rest waits for its file. */
const recall = async (box: Box): Promise<void> => {
  const { attach: url, chooseAgain } = box.element.dataset
  for (const [fingerprint, { id, name }] of Object.entries(begunHere())) {
    const upload = await ask(`${url}/${id}`).catch(() => undefined)
    if (!box.element.isConnected) return
    if (!upload) {
      // It is on a message already, or the desk is out of reach: without its line nothing is lost that a choice would not bring back.
      if (navigator.onLine) forget(fingerprint)
      continue
    }
    // Chosen again meanwhile, or named by the form itself.
    if (isNamed(box, id) || box.list.querySelector(`[data-file="${CSS.escape(fingerprint)}"]`)) continue
    const row = openRow(box, name, () => {
      forget(fingerprint)
      void ask(`${url}/${id}/cancel`, { method: 'POST', body: new URLSearchParams() }).catch(() => undefined)
    })
    row.item.dataset.file = fingerprint
    if (upload.state === 'awaited') row.show('waiting', chooseAgain!)
    else void row.arrived(url!, upload, fingerprint)
  }
}

/** A form that names half of its files would lose the rest: it waits until they are there. */
const waitForFiles = (form: HTMLFormElement, list: Element): void => {
  form.addEventListener(
    'submit',
    (event) => {
      const underWay = () => list.querySelector('[data-state=sending], [data-state=paused]')
      if (!underWay()) return
      event.preventDefault()
      event.stopImmediatePropagation()
      for (const resume of list.querySelectorAll<HTMLButtonElement>('[data-state=paused] progress + button'))
        resume.click()
      underWay()?.scrollIntoView({ block: 'center', behavior: 'smooth' })
      const wait = setInterval(() => {
        if (underWay()) return
        clearInterval(wait)
        if (form.isConnected) form.requestSubmit()
      }, 200)
    },
    { capture: true },
  )
}

/** Files go straight to storage while one still writes; the form then only names them. */
export const attachFiles = (): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-attach]')) {
    const field = element.querySelector<HTMLInputElement>('input[type=file]')
    const list = element.querySelector('.brought')
    const said = element.querySelector('[data-said]')
    if (!field || !list || element.dataset.ready) continue
    element.dataset.ready = 'yes'
    const say = (text: string) => {
      if (said) said.textContent = text
    }
    const box: Box = { element, list, say }
    for (const item of list.children) removable(element, item)
    void recall(box)
    const take = (files: FileList | null | undefined) => {
      for (const file of files ?? []) {
        const before = list.querySelector<HTMLElement>(`[data-file="${CSS.escape(fingerprintOf(file))}"]`)
        // Twice the same file is one; what waits for it, or failed, goes on.
        if (before && !['waiting', 'failed'].includes(before.dataset.state!)) continue
        before?.remove()
        bring(box, file)
      }
    }
    field.addEventListener('change', () => {
      take(field.files)
      field.value = ''
    })
    const form = field.form!
    form.addEventListener('paste', ({ clipboardData }) => take(clipboardData?.files))
    form.addEventListener('dragover', (event) => event.preventDefault())
    form.addEventListener('drop', (event) => {
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      take(event.dataTransfer.files)
    })
    waitForFiles(form, list)
  }
}
