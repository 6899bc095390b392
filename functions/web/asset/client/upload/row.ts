import { ask, Failed, type Upload } from './desk.ts'
import { fingerprintOf, forget } from './memory.ts'
import { type Transfer, transfer } from './transfer.ts'

/** The box of a form in which files are chosen, with its words in `data-…`. */
export interface Box {
  readonly element: HTMLElement
  readonly list: Element
  /** Has a reader of the screen hear it. */
  say(text: string): void
}

/** A verdict takes seconds; after so many looks the message may go without it. */
const looks = 60
const lookMs = 2000

const button = (text: string, name: string) => {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button ghost small'
  made.textContent = text
  made.ariaLabel = `${text}: ${name}`
  return made
}

const hidden = (name: string, value: string) => {
  const made = document.createElement('input')
  made.type = 'hidden'
  made.name = name
  made.value = value
  return made
}

/** A line of the list: a file's name, how it stands, and what can be done with it. */
export const openRow = ({ element, list, say }: Box, name: string, onRemove: () => void) => {
  const { dataset: texts } = element
  const item = document.createElement('li')
  const text = document.createElement('span')
  const state = document.createElement('span')
  const bar = document.createElement('progress')
  const remove = button(texts.remove!, name)
  state.className = 'soft'
  text.append(`${name} `, state)
  bar.max = 1
  bar.ariaLabel = name
  remove.onclick = () => {
    item.remove()
    onRemove()
    element.querySelector('input')?.focus()
  }
  item.append(text, remove)
  list.append(item)
  let said = ''
  const show = (kind: string, words: string, isSaid = true) => {
    item.dataset.state = kind
    state.textContent = words
    if (isSaid && words !== said) say(`${name}: ${words}`)
    if (isSaid) said = words
  }
  const named = (id: string) => {
    if (!item.querySelector('input')) item.append(hidden('attachments', id), hidden('names', name))
  }
  const unnamed = () => {
    for (const field of item.querySelectorAll('input')) field.remove()
  }
  /** Shows how a file that has arrived stands, and goes on looking while it is being checked. */
  const arrived = async (url: string, upload: Upload, fingerprint: string) => {
    bar.remove()
    let now = upload
    for (let look = 0; now.state === 'checking' && look < looks; look++) {
      named(now.id)
      show('sent', texts.checking!)
      await new Promise((done) => setTimeout(done, lookMs))
      if (!item.isConnected) return
      now = await ask(`${url}/${now.id}`).catch(() => now)
    }
    if (now.state === 'infected') {
      forget(fingerprint)
      unnamed()
      show('failed', `${texts.infected!}${now.threat ? ` (${now.threat})` : ''}`)
      return
    }
    named(now.id)
    if (now.state === 'ready') show('sent', texts.checked!)
    if (now.state === 'unchecked') show('sent', texts.unchecked!)
  }
  return { item, text, bar, remove, show, arrived }
}

/** Brings a file and shows how far it is; it can be paused, tried again and taken out. */
export const bring = (box: Box, file: File): void => {
  const { dataset: texts } = box.element
  const place = { url: texts.attach!, partBytes: Number(texts.part) }
  let under: Transfer | undefined
  const row = openRow(box, file.name, () => under?.cancel())
  const { item, text, bar, show } = row
  item.dataset.file = fingerprintOf(file)
  const again = button(texts.again!, file.name)
  const pause = button(texts.pause!, file.name)
  const resume = button(texts.resume!, file.name)
  let quarter = 0
  const start = async () => {
    again.remove()
    bar.value = 0
    text.after(bar, pause)
    show('sending', texts.sending!)
    under = transfer(place, file, {
      preparing: () => show('sending', texts.preparing!),
      offline: () => show('sending', texts.offline!),
      sending: (share) => {
        if (item.dataset.state !== 'sending') return
        bar.value = share
        const next = Math.floor(share * 4)
        show('sending', texts.percent!.replace('%', String(Math.floor(share * 100))), next !== quarter)
        quarter = next
      },
    })
    try {
      const upload = await under.done
      pause.remove()
      resume.remove()
      await row.arrived(place.url, upload, fingerprintOf(file))
    } catch (error) {
      if (!item.isConnected) return
      pause.remove()
      resume.remove()
      bar.remove()
      const isRefused = error instanceof Failed && error.isFinal
      if (isRefused) forget(fingerprintOf(file))
      show('failed', isRefused ? texts.refused! : texts.failed!)
      if (!isRefused) text.after(again)
    }
  }
  again.onclick = start
  pause.onclick = () => {
    under?.pause()
    show('paused', texts.paused!)
    pause.replaceWith(resume)
    resume.focus()
  }
  resume.onclick = () => {
    show('sending', texts.sending!)
    under?.resume()
    resume.replaceWith(pause)
    pause.focus()
  }
  if (file.size > Number(texts.most)) {
    show('failed', texts.tooLarge!)
    return
  }
  void start()
}
