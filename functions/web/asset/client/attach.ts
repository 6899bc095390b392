/** What the desk answers to an announced file. */
interface Announced {
  readonly id: string
  readonly put: { readonly url: string; readonly headers: Readonly<Record<string, string>> }
}

/** Seconds to wait before the next try: a tunnel, a lift, a sleeping laptop. */
const pauses = [1, 3, 10, 30]

const json = async (answer: Response): Promise<Announced> => {
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** Puts a file to storage; tells how much of it is there, from 0 to 1. */
const put = (file: File, { put: { url, headers } }: Announced, tell: (share: number) => void): Promise<void> =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0)
    request.onload = () => (request.status < 300 ? done() : fail(new Error(String(request.status))))
    request.onerror = () => fail(new Error('network'))
    request.send(file)
  })

const online = () =>
  navigator.onLine
    ? Promise.resolve()
    : new Promise<void>((done) => addEventListener('online', () => done(), { once: true }))

const rest = (seconds: number) => new Promise<void>((done) => setTimeout(done, seconds * 1000))

/** Announces and sends; goes on by itself with a fresh link when the line breaks. Throws when it still does not go. */
const bring = async (place: string, file: File, tell: (share: number) => void): Promise<string> => {
  let announced: Announced | undefined
  for (const pause of [...pauses, undefined]) {
    try {
      await online()
      const type = file.type || 'application/octet-stream'
      const body = new URLSearchParams({ name: file.name, mediaType: type, size: String(file.size) })
      announced = await json(
        announced ? await fetch(`${place}/${announced.id}`) : await fetch(place, { method: 'POST', body }),
      )
      await put(file, announced, tell)
      return announced.id
    } catch (error) {
      // What was refused as it is will be refused again.
      const isRefused = announced === undefined && /^4/.test((error as Error).message)
      if (pause === undefined || isRefused) throw error
      await rest(pause)
    }
  }
  throw new Error('unreachable')
}

const button = (text: string, label: string) => {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button ghost small'
  made.textContent = text
  made.ariaLabel = label
  return made
}

const hidden = (name: string, value: string) => {
  const made = document.createElement('input')
  made.type = 'hidden'
  made.name = name
  made.value = value
  return made
}

const show = (box: HTMLElement, list: Element, file: File) => {
  const { dataset } = box
  const item = document.createElement('li')
  const text = document.createElement('span')
  const state = document.createElement('span')
  const bar = document.createElement('progress')
  const remove = button(dataset.remove!, `${dataset.remove}: ${file.name}`)
  const again = button(dataset.again!, `${dataset.again}: ${file.name}`)
  state.className = 'soft'
  text.append(`${file.name} `, state)
  bar.max = 1
  bar.ariaLabel = file.name
  remove.onclick = () => item.remove()
  const fail = (why: string) => {
    item.dataset.state = 'failed'
    state.textContent = why
    bar.remove()
  }
  const start = async () => {
    item.dataset.state = 'sending'
    state.textContent = dataset.sending!
    again.remove()
    bar.value = 0
    text.after(bar)
    try {
      const id = await bring(dataset.attach!, file, (share) => {
        bar.value = share
      })
      item.dataset.state = 'sent'
      state.textContent = dataset.sent!
      bar.remove()
      item.append(hidden('attachments', id), hidden('names', file.name))
    } catch {
      fail(dataset.failed!)
      text.after(again)
    }
  }
  again.onclick = start
  item.append(text, remove)
  list.append(item)
  if (file.size > Number(dataset.most)) fail(dataset.tooLarge!)
  else start()
}

/** Files go straight to storage while one still writes; the form then only names them. */
export const attachFiles = (): void => {
  for (const box of document.querySelectorAll<HTMLElement>('[data-attach]')) {
    const field = box.querySelector<HTMLInputElement>('input[type=file]')
    const list = box.querySelector('.brought')
    if (!field || !list || box.dataset.ready) continue
    box.dataset.ready = 'yes'
    for (const item of list.children) {
      const remove = button(box.dataset.remove!, box.dataset.remove!)
      remove.onclick = () => item.remove()
      item.append(remove)
    }
    const take = (files: FileList | null | undefined) => {
      for (const file of files ?? []) show(box, list, file)
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
    // A form that names half of its files would lose the rest: it waits until they are there.
    form.addEventListener(
      'submit',
      (event) => {
        const sending = list.querySelector('[data-state=sending]')
        if (!sending) return
        event.preventDefault()
        event.stopImmediatePropagation()
        sending.scrollIntoView({ block: 'center', behavior: 'smooth' })
        const wait = setInterval(() => {
          if (list.querySelector('[data-state=sending]')) return
          clearInterval(wait)
          if (form.isConnected) form.requestSubmit()
        }, 200)
      },
      { capture: true },
    )
  }
}
